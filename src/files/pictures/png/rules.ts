import { Cursor, Damaged } from '../cursor/rules.ts'
import type { Edit } from '../rules.ts'

/** Chunks that make up the picture, its motion and its colours. All others go: text, Exif, times. */
const KEPT = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'acTL', 'fcTL', 'fdAT', 'pHYs', 'sBIT', 'bKGD'],
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI'],
])

/**
 * What to take out of a PNG: all chunks that do not make up the picture, and what lies behind it.
 * @param size of the stream, in bytes
 * @throws Damaged
 */
export async function editsOfPng(
  stream: ReadableStream<Uint8Array>,
  size: number,
): Promise<Edit[]> {
  const cursor = new Cursor(stream)
  const edits: Edit[] = []
  await cursor.skip(8)
  for (;;) {
    const start = cursor.at
    const header = await cursor.take(8)
    if (!header) throw new Damaged()
    const length = new DataView(header.buffer).getUint32(0)
    const type = String.fromCharCode(...header.subarray(4))
    await cursor.skip(length + 4)
    if (!KEPT.has(type)) edits.push({ at: start, drop: length + 12 })
    if (type === 'IEND') break
  }
  if (cursor.at < size) edits.push({ at: cursor.at, drop: size - cursor.at })
  await cursor.cancel()
  return edits
}
