type Stream = ReadableStream<Uint8Array>
/** An upload in parts: the key that it will have, and R2's name for it. */
type Open = { r2Key: string; uploadId: string }

/**
 * Has a stream stored that says before how long it is, as R2 wants to know.
 * @throws when it turns out shorter or longer: then nothing is stored
 */
async function exactly<T>(bytes: Stream, size: number, store: (sized: Stream) => Promise<T>) {
  const { readable, writable } = new FixedLengthStream(size)
  const [stored] = await Promise.all([store(readable), bytes.pipeTo(writable)])
  return stored
}

/** Whether a write failed because its bytes were not as many as was said, and not for R2's sake. */
export const isWrongLength = (error: unknown): boolean =>
  error instanceof TypeError && /FixedLengthStream/.test(error.message)

/** Stores bytes as they come; nothing of them is held. */
export const putWhole = (bucket: R2Bucket, key: string, bytes: Stream, size: number) =>
  exactly(bytes, size, (sized) => bucket.put(key, sized))

export const openParts = async (bucket: R2Bucket, key: string): Promise<string> =>
  (await bucket.createMultipartUpload(key)).uploadId

/** Stores one part as it comes, in the place of one with the same number; gives its tag. */
export const putPart = async (
  bucket: R2Bucket,
  { r2Key, uploadId }: Open,
  part: { number: number; bytes: Stream; size: number },
): Promise<string> => {
  const upload = bucket.resumeMultipartUpload(r2Key, uploadId)
  const put = (sized: Stream) => upload.uploadPart(part.number, sized)
  return (await exactly(part.bytes, part.size, put)).etag
}

/** Makes one object of its parts; one that was made already, by a try whose answer was lost, counts. */
export async function joinParts(
  bucket: R2Bucket,
  { r2Key, uploadId }: Open,
  parts: { part: number; etag: string }[],
  size: number,
): Promise<void> {
  try {
    const upload = bucket.resumeMultipartUpload(r2Key, uploadId)
    await upload.complete(parts.map(({ part, etag }) => ({ partNumber: part, etag })))
  } catch (error) {
    const made = await bucket.head(r2Key)
    if (made?.size !== size) throw error
  }
}

/** Gives up an upload in parts, and with it the parts; one that is gone is fine. */
export async function dropParts(bucket: R2Bucket, { r2Key, uploadId }: Open): Promise<void> {
  try {
    await bucket.resumeMultipartUpload(r2Key, uploadId).abort()
  } catch (error) {
    if (!(error instanceof Error && /does not exist|NoSuchUpload|10024/i.test(error.message)))
      throw error
  }
}

/** The first bytes of an object, fewer if it has fewer, and the size of all; null if there is none. */
export async function readHead(
  bucket: R2Bucket,
  key: string,
  length: number,
): Promise<{ head: Uint8Array; size: number } | null> {
  const object = await bucket.get(key, { range: { offset: 0, length } })
  return object && { head: new Uint8Array(await object.arrayBuffer()), size: object.size }
}

/** SHA-256 of an object, in hex, read as a stream; null if there is none. */
export async function digestOf(bucket: R2Bucket, key: string): Promise<string | null> {
  const object = await bucket.get(key)
  if (!object) return null
  const stream = new crypto.DigestStream('SHA-256')
  // one that breaks off fails by its sum, too
  const [sum] = await Promise.all([stream.digest, object.body.pipeTo(stream)])
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
