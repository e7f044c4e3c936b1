import { Cursor, Damaged } from '../cursor/rules.ts'
import type { Edit } from '../rules.ts'
import { orientationOf, turned } from './turn/rules.ts'

const [EOI, APP0, APP1, APP2, APP14] = [0xd9, 0xe0, 0xe1, 0xe2, 0xee]

/** Segments of applications that say how to show the picture, and nothing of where it was taken. */
const KEPT = new Map([
  [APP0, 'JFIF\0'],
  [APP2, 'ICC_PROFILE\0'],
  [APP14, 'Adobe'],
])

/**
 * What to take out of a JPEG: Exif, XMP, IPTC, comments, previews, and all that lies behind the
 * picture, where phones put more pictures with their own places. How to turn it stays.
 * @param size of the stream, in bytes
 * @throws Damaged
 */
export async function editsOfJpeg(
  stream: ReadableStream<Uint8Array>,
  size: number,
): Promise<Edit[]> {
  const cursor = new Cursor(stream)
  const edits: Edit[] = []
  let turn = 1
  if ((await cursor.take(2))?.[1] !== 0xd8) throw new Damaged()
  for (;;) {
    const code = await nextMarker(cursor)
    if (code === null) break
    if (code === EOI) {
      if (cursor.at < size) edits.push({ at: cursor.at, drop: size - cursor.at })
      await cursor.cancel()
      break
    }
    const start = cursor.at - 2
    const length = await lengthOf(cursor)
    // frames, tables and scans; all else is kept only where it is known
    if (code >= 0xc0 && code < APP0 && code !== 0xc8) {
      await cursor.skip(length - 2)
      continue
    }
    const body = await cursor.take(length - 2)
    if (!body) throw new Damaged()
    const sign = KEPT.get(code)
    if (sign && startsWith(body, sign)) continue
    if (code === APP1 && startsWith(body, 'Exif\0\0'))
      turn = orientationOf(body.subarray(6)) ?? turn
    edits.push({ at: start, drop: length + 2 })
  }
  return turn === 1 ? edits : [{ at: 2, drop: 0, put: turned(turn) }, ...edits]
}

/** The next marker that has something to say, behind the picture's own data; null at the end. */
async function nextMarker(cursor: Cursor): Promise<number | null> {
  while (await cursor.pass(0xff)) {
    let code = (await cursor.take(1))?.[0]
    while (code === 0xff) code = (await cursor.take(1))?.[0]
    if (code === undefined) return null
    const isData = code === 0 || code === 1 || (code >= 0xd0 && code <= 0xd8)
    if (!isData) return code
  }
  return null
}

async function lengthOf(cursor: Cursor): Promise<number> {
  const [high = 0, low = 0] = (await cursor.take(2)) ?? []
  const length = high * 256 + low
  if (length < 2) throw new Damaged()
  return length
}

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((char, index) => bytes[index] === char.charCodeAt(0))
