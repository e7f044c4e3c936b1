import { HEAD, typeOf, whyNot } from '../../kinds/rules.ts'
import { Damaged } from '../../pictures/cursor/rules.ts'
import { cleanPicture, pixelsOf } from '../../pictures/queries.ts'
import { hashOf } from '../../placeholder/queries.ts'
import { kindOf } from '../../rules.ts'
import { digestOf, readHead } from '../../storage/queries.ts'
import type { FileMetadata } from '../../tables.ts'
import type { Read, UploadRow } from '../queries.ts'
import { isWhole } from '../rules.ts'
import { metadataOf } from './rules.ts'

/**
 * Reads from the stored bytes what a file is, and takes out of a picture what tells of its maker.
 * @returns what was read, or why these bytes are not what they were sent for
 * @throws when the bytes are not there
 */
export async function readUpload(
  env: Pick<Env, 'FILES' | 'IMAGES'>,
  upload: UploadRow,
): Promise<Read | { why: string }> {
  const { r2Key, purpose } = upload
  const bucket = env.FILES
  // of the size that it has now: an earlier try may have cleaned it already
  const found = await readHead(bucket, r2Key, HEAD)
  if (!found) throw new Error('an upload was finished without its bytes')
  const { head, size } = found
  const isSealed = upload.purpose === 'sealed'
  const fileType = isSealed ? 'application/octet-stream' : await typeOf(head, upload.fileName)
  const why = whyNot(purpose, fileType)
  if (why) return { why }
  const kind = kindOf(fileType)
  if (kind !== 'picture') {
    const read = await digested(bucket, upload, size)
    const metadata = metadataOf(kind, upload.metadata, read)
    return { fileType, fileSize: size, metadata }
  }
  try {
    const fileSize = await cleanPicture(bucket, r2Key, fileType, size)
    const thumbhash = await hashOf(env, r2Key, fileSize)
    const read = {
      ...(await pixelsOf(bucket, r2Key)),
      ...(thumbhash && { thumbhash }),
      ...(await digested(bucket, upload, fileSize)),
    }
    return { fileType, fileSize, metadata: metadataOf(kind, upload.metadata, read) }
  } catch (error) {
    if (error instanceof Damaged) return { why: 'That picture is damaged. Try another.' }
    throw error
  }
}

/** Hashing costs time of the processor: a sum of what is larger than one piece is made afterwards. */
async function digested(
  bucket: R2Bucket,
  { r2Key }: UploadRow,
  size: number,
): Promise<FileMetadata> {
  const sha256 = isWhole(size) ? await digestOf(bucket, r2Key) : null
  return sha256 ? { sha256 } : {}
}
