import { Cursor, Damaged } from '../cursor/rules.ts'
import { type Edit, sizeAfter } from '../rules.ts'

/** Chunks that make up the picture, its motion and its colours. All others go: Exif, XMP. */
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])

/** In VP8X: that there are Exif and XMP. */
const SAID = 0x08 | 0x04

/**
 * What to take out of a WebP: all chunks that do not make up the picture, and what lies behind it.
 * @param size of the stream, in bytes
 * @throws Damaged
 */
export async function editsOfWebp(
  stream: ReadableStream<Uint8Array>,
  size: number,
): Promise<Edit[]> {
  const cursor = new Cursor(stream)
  const head = await cursor.take(12)
  if (!head) throw new Damaged()
  const end = 8 + new DataView(head.buffer).getUint32(4, true)
  if (end > size) throw new Damaged()
  const edits: Edit[] = []
  while (cursor.at + 8 <= end) {
    const start = cursor.at
    const header = await cursor.take(8)
    if (!header) throw new Damaged()
    const type = String.fromCharCode(...header.subarray(0, 4))
    const length = new DataView(header.buffer).getUint32(4, true)
    const padded = length + (length % 2)
    const flags = type === 'VP8X' ? await cursor.take(1) : undefined
    // the last chunk may lack its padding
    await cursor.skip(Math.min(padded, end - start - 8) - (flags ? 1 : 0))
    if (flags?.[0] !== undefined && flags[0] & SAID)
      edits.push({ at: start + 8, drop: 1, put: Uint8Array.of(flags[0] & ~SAID) })
    if (!KEPT.has(type)) edits.push({ at: start, drop: cursor.at - start })
  }
  if (cursor.at < size) edits.push({ at: cursor.at, drop: size - cursor.at })
  await cursor.cancel()
  if (edits.length === 0) return []
  const total = new Uint8Array(4)
  new DataView(total.buffer).setUint32(0, sizeAfter(size, edits) - 8, true)
  return [{ at: 4, drop: 4, put: total }, ...edits]
}
