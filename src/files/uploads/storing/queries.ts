import type { SQL } from 'drizzle-orm'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { deleteRows } from '../../cleaning/queries.ts'
import { renewResource, shelve } from '../../resources/arrival/queries.ts'
import { holdShelf } from '../../resources/queries.ts'
import { dropParts, joinParts, openParts, putPart, putWhole } from '../../storage/queries.ts'
import { askForSum } from '../../sums/jobs.ts'
import { blanked } from '../../videos/stream/rules.ts'
import {
  endClaim,
  finishUpload,
  insertPart,
  partsOf,
  type Read,
  replaceFile,
  type UploadRow,
} from '../queries.ts'
import { readUpload } from '../reading/queries.ts'
import { isWhole, type partAt } from '../rules.ts'

type At = {
  env: Pick<Env, 'FILES' | 'IMAGES' | 'SUMS'>
  db: Db
  me: string
  /** what has to hold of the row when it ends, where its place is known to a room above */
  takes?: SQL
}
type Stream = ReadableStream<Uint8Array>

/** `gone`: cancelled, finished or taken over by another request meanwhile. */
export type Outcome = 'stored' | 'finished' | 'gone' | { why: string }

/**
 * Stores the next piece of an upload as it comes; the last one finishes it.
 * @throws what R2 or the stream throws: then nothing is noted, and the piece may be sent again
 */
export async function storePiece(
  at: At,
  upload: UploadRow,
  part: ReturnType<typeof partAt>,
  bytes: Stream,
): Promise<Outcome> {
  const { FILES } = at.env
  if (isWhole(upload.fileSize)) return storeWhole(at, upload, bytes)
  // an earlier try has joined the parts, and did not come to its end
  if (part.isLast && (await FILES.head(upload.r2Key))) return finish(at, upload)
  const uploadId = upload.uploadId ?? (await openParts(FILES, upload.r2Key))
  const open = { id: upload.id, r2Key: upload.r2Key, uploadId }
  const clean = blanked(bytes, part.number === 1 ? 'start' : upload.spot, upload.fileSize)
  const etag = await putPart(FILES, open, { ...part, bytes: clean.stream })
  const [noted, parts] = await at.db.batch([
    insertPart(at.db, open, { ...part, etag, spot: clean.spot() }),
    partsOf(at.db, upload.id),
  ])
  if (noted.rows.length === 0) {
    if (!upload.uploadId) await dropParts(FILES, open)
    return 'gone'
  }
  if (!part.isLast) return 'stored'
  await joinParts(FILES, open, parts, upload.fileSize)
  return finish(at, upload)
}

/**
 * Stores all of a file as it comes, in one object of R2 whatever its size, and finishes it. Each try
 * has a key of its own, so that one that comes late reaches nothing of one that was faster.
 */
export async function storeWhole(at: At, upload: UploadRow, bytes: Stream): Promise<Outcome> {
  const tried = { ...upload, r2Key: `${upload.r2Key}.${newId()}` }
  const clean = blanked(bytes, 'start', upload.fileSize)
  await putWhole(at.env.FILES, tried.r2Key, clean.stream, upload.fileSize)
  const outcome = await finish(at, tried)
  // what fails here is an object without a row, for the night
  if (outcome !== 'finished') await at.env.FILES.delete(tried.r2Key).catch(() => undefined)
  return outcome
}

async function finish(at: At, upload: UploadRow): Promise<Outcome> {
  const read = await readUpload(at.env, upload)
  if ('why' in read) {
    await forget(at, upload)
    return read
  }
  const [ended] = await end(at, upload, read)
  if (!ended) return 'gone'
  if (!read.metadata.sha256) await askForSum(at.env, ended.id)
  return 'finished'
}

/** A resource lies on its shelf from the moment that it is there. */
async function end({ db, me, takes }: At, upload: UploadRow, read: Read) {
  const { id, replaces, spaceId } = upload
  if (replaces) {
    const [{ rows }] = await db.batch([
      replaceFile(db, upload, me, read),
      renewResource(db, replaces),
    ])
    return rows
  }
  const finished = finishUpload(db, upload, me, read, takes)
  if (upload.purpose !== 'resource' || !spaceId) return finished
  const shelved = shelve(db, id, upload.fileName)
  const [, ended] = await db.batch([holdShelf(db, spaceId), finished, shelved])
  return ended
}

/**
 * Gives up a pending upload. It is over before its bytes go, so that nobody finishes it meanwhile;
 * its row goes last, so that a failure leaves it to the night.
 */
export async function forget(at: At, upload: UploadRow): Promise<'gone' | undefined> {
  const { FILES } = at.env
  const { r2Key, uploadId } = upload
  const [ended] = await endClaim(at.db, upload.id, at.me)
  if (!ended) return 'gone'
  if (uploadId) await dropParts(FILES, { r2Key, uploadId })
  await FILES.delete(r2Key)
  await deleteRows(at.db, [upload.id])
  return undefined
}
