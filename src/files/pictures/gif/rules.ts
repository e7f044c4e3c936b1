import { Cursor, Damaged } from '../cursor/rules.ts'
import type { Edit } from '../rules.ts'

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b]
const [GRAPHIC, APPLICATION] = [0xf9, 0xff]

/** Applications that say how often it moves, and its colours. All others go: XMP, and who knows what. */
const KEPT = ['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012']

/**
 * What to take out of a GIF: comments, words, what applications wrote, and what lies behind it.
 * @param size of the stream, in bytes
 * @throws Damaged
 */
export async function editsOfGif(
  stream: ReadableStream<Uint8Array>,
  size: number,
): Promise<Edit[]> {
  const cursor = new Cursor(stream)
  const edits: Edit[] = []
  const head = await cursor.take(13)
  if (!head) throw new Damaged()
  await skipColours(cursor, head[10])
  for (;;) {
    const start = cursor.at
    const kind = (await cursor.take(1))?.[0]
    // many lack their last byte
    if (kind === undefined || kind === TRAILER) break
    if (kind === IMAGE) {
      const image = await cursor.take(9)
      if (!image) throw new Damaged()
      await skipColours(cursor, image[8])
      await cursor.skip(1)
      await skipBlocks(cursor)
    } else if (kind === EXTENSION) {
      if (!(await isKept(cursor))) edits.push({ at: start, drop: cursor.at - start })
    } else if (kind !== 0) throw new Damaged()
  }
  if (cursor.at < size) edits.push({ at: cursor.at, drop: size - cursor.at })
  await cursor.cancel()
  return edits
}

/** Reads an extension to its end. */
async function isKept(cursor: Cursor): Promise<boolean> {
  const label = (await cursor.take(1))?.[0]
  const length = (await cursor.take(1))?.[0] ?? 0
  const first = await cursor.take(length)
  if (!first) throw new Damaged()
  if (length) await skipBlocks(cursor)
  if (label === APPLICATION) return KEPT.includes(String.fromCharCode(...first))
  return label === GRAPHIC
}

/** A table of colours, where the flags say that one follows. */
const skipColours = async (cursor: Cursor, flags = 0): Promise<void> => {
  if (flags & 0x80) await cursor.skip(3 * 2 ** ((flags & 7) + 1))
}

async function skipBlocks(cursor: Cursor): Promise<void> {
  for (;;) {
    const length = (await cursor.take(1))?.[0]
    if (length === undefined) throw new Damaged()
    if (length === 0) return
    await cursor.skip(length)
  }
}
