import { type Entry, entriesIn, headerLength, LOCAL, listAt, TAIL } from './rules.ts'

/** Most bytes that the list of a zip's files may have. */
const MAX_LIST = 1024 * 1024

const bytesAt = async (bucket: R2Bucket, key: string, offset: number, length: number) => {
  const object = await bucket.get(key, { range: { offset, length } })
  return new Uint8Array((await object?.arrayBuffer()) ?? new ArrayBuffer(0))
}

/** The files in a zip that lies in the bucket, of which only the list is read; null if it is none. */
export async function openZip(
  bucket: R2Bucket,
  key: string,
  size: number,
): Promise<Map<string, Entry> | null> {
  const length = Math.min(TAIL, size)
  const list = listAt(await bytesAt(bucket, key, size - length, length))
  if (!list || list.size > MAX_LIST || list.offset + list.size > size) return null
  return entriesIn(await bytesAt(bucket, key, list.offset, list.size))
}

/** The bytes of one file of a zip, as they come; null where they are not there. */
export async function streamOf(
  bucket: R2Bucket,
  key: string,
  entry: Entry,
): Promise<ReadableStream<Uint8Array> | null> {
  const head = await bytesAt(bucket, key, entry.at, LOCAL)
  if (head.length < LOCAL) return null
  const offset = entry.at + headerLength(head)
  if (entry.packed === 0) return null
  const object = await bucket.get(key, { range: { offset, length: entry.packed } })
  if (!object) return null
  return entry.isDeflated
    ? object.body.pipeThrough(new DecompressionStream('deflate-raw'))
    : object.body
}
