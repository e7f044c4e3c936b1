/** Bytes that are asked of the stand-in at once; R2 itself gives them as they are read. */
const PIECE = 4 * 1024 * 1024

/**
 * R2's stand-in in workerd holds all that it was asked for, however slowly that is read: a film that
 * somebody watches would lie in memory as a whole. So it is asked piece by piece.
 */
export const unhurried = (bucket: R2Bucket): R2Bucket =>
  new Proxy(bucket, {
    get(real, name) {
      if (name === 'get')
        return (key: string, options?: R2GetOptions) => inPieces(real, key, options)
      const found: unknown = Reflect.get(real, name)
      return typeof found === 'function' ? found.bind(real) : found
    },
  })

/** Of ranges only those that the Worker asks for: from an offset on, maybe so many bytes. */
async function inPieces(real: R2Bucket, key: string, options: R2GetOptions = {}) {
  const { offset = 0, length = Number.POSITIVE_INFINITY } = rangeOf(options)
  const first = await real.get(key, {
    ...options,
    range: { offset, length: Math.min(length, PIECE) },
  })
  if (!first || !('body' in first)) return first
  const all = Math.min(length, first.size - offset)
  if (all <= PIECE) return first
  const { readable, writable } = new FixedLengthStream(all)
  const rest = async () => {
    await first.body.pipeTo(writable, { preventClose: true })
    for (let at = PIECE; at < all; at += PIECE) {
      const range = { offset: offset + at, length: Math.min(PIECE, all - at) }
      const next = await real.get(key, { range, onlyIf: { etagMatches: first.etag } })
      if (!next || !('body' in next)) throw new Error('the object changed while it was read')
      await next.body.pipeTo(writable, { preventClose: true })
      // it answers at once, and who reads as fast would keep all others from their turn
      await scheduler.wait(1)
    }
    await writable.close()
  }
  // who reads no longer has cancelled it
  rest().catch((error: unknown) => writable.abort(error).catch(() => undefined))
  return new Proxy(first, {
    get: (object, name) => {
      if (name === 'body') return readable
      if (name === 'arrayBuffer') return () => new Response(readable).arrayBuffer()
      const found: unknown = Reflect.get(object, name)
      return typeof found === 'function' ? found.bind(object) : found
    },
  })
}

function rangeOf({ range }: R2GetOptions): { offset?: number; length?: number } {
  if (!range) return {}
  if (range instanceof Headers || 'suffix' in range)
    throw new Error('the stand-in reads no such range')
  return range
}
