import { imageSize } from 'image-size'
import { putWhole, readHead } from '../storage/queries.ts'
import { editsOfGif } from './gif/rules.ts'
import { editsOfJpeg } from './jpeg/rules.ts'
import { editsOfPng } from './png/rules.ts'
import { edited, sizeAfter } from './rules.ts'
import { editsOfWebp } from './webp/rules.ts'

const readers = new Map([
  ['image/jpeg', editsOfJpeg],
  ['image/png', editsOfPng],
  ['image/webp', editsOfWebp],
  ['image/gif', editsOfGif],
])

/**
 * Takes what tells of its maker out of a stored picture: read once to see what has to go, and once
 * more to be written without it. Neither time is it held as a whole.
 * @returns its size in bytes afterwards
 * @throws Damaged when it is no picture of that type
 */
export async function cleanPicture(
  bucket: R2Bucket,
  key: string,
  type: string,
  size: number,
): Promise<number> {
  const editsOf = readers.get(type)
  const object = editsOf && (await bucket.get(key))
  if (!object) return size
  const edits = await editsOf(object.body, size)
  if (edits.length === 0) return size
  const again = await bucket.get(key, { onlyIf: { etagMatches: object.etag } })
  // another request that finishes the same file has been faster, and does the same
  if (!again || !('body' in again)) throw new Error('the picture changed meanwhile')
  const left = sizeAfter(size, edits)
  await putWhole(bucket, key, edited(again.body, edits), left)
  return left
}

/** Its profile of colours may stand before its size. */
const PICTURE_HEAD = 512 * 1024

/** Width and height in pixels, as it is seen; undefined where its beginning does not tell. */
export async function pixelsOf(
  bucket: R2Bucket,
  key: string,
): Promise<{ width: number; height: number } | undefined> {
  const read = await readHead(bucket, key, PICTURE_HEAD)
  try {
    const { width, height, orientation = 1 } = imageSize(read?.head ?? new Uint8Array())
    return orientation > 4 ? { width: height, height: width } : { width, height }
  } catch {
    return undefined
  }
}
