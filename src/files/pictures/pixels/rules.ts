import { Damaged } from '../cursor/rules.ts'
import { filled } from './filters/rules.ts'

/** Samples of a pixel, by PNG's kind of colour. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

type Head = { width: number; height: number; depth: number; colour: number }

/**
 * The pixels of a small PNG that lies in memory, eight bits each of red, green, blue and alpha.
 * @param most pixels of a side
 * @throws Damaged for what is none, is larger, or comes interlaced, as nobody sends a small one
 */
export async function pixelsOfPng(bytes: Uint8Array, most: number) {
  const chunks = chunksOf(bytes)
  const head = headOf(chunks.find(({ type }) => type === 'IHDR')?.body, most)
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body)
  const opened = new Blob(packed).stream().pipeThrough(new DecompressionStream('deflate'))
  const rows = new Uint8Array(await new Response(opened).arrayBuffer())
  const bits = head.depth * (CHANNELS[head.colour] ?? 0)
  const stride = Math.ceil((head.width * bits) / 8)
  if (rows.length !== (stride + 1) * head.height) throw new Damaged()
  const plain = filled(rows, stride, Math.max(1, bits >> 3))
  const named = (type: string) => chunks.find((chunk) => chunk.type === type)?.body
  return { ...head, rgba: coloured(plain, stride, head, named('PLTE'), named('tRNS')) }
}

function chunksOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: { type: string; body: Uint8Array<ArrayBuffer> }[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    chunks.push({ type, body: bytes.slice(at + 8, at + 8 + length) })
    at += length + 12
  }
  return chunks
}

function headOf(body: Uint8Array<ArrayBuffer> | undefined, most: number): Head {
  if (body?.length !== 13) throw new Damaged()
  const view = new DataView(body.buffer)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  const [depth, colour, isInterlaced] = [view.getUint8(8), view.getUint8(9), view.getUint8(12)]
  if (isInterlaced || !CHANNELS[colour] || !width || !height) throw new Damaged()
  if (width > most || height > most) throw new Damaged()
  return { width, height, depth, colour }
}

/** Samples to colours: grey is all three, a palette's number stands for its colour. */
function coloured(
  plain: Uint8Array,
  stride: number,
  { width, height, depth, colour }: Head,
  palette: Uint8Array = new Uint8Array(),
  alphas: Uint8Array = new Uint8Array(),
): Uint8Array {
  const channels = CHANNELS[colour] ?? 0
  const sample = (row: number, nth: number) => {
    const bit = nth * depth
    const byte = plain[row * stride + (bit >> 3)] ?? 0
    return depth < 8 ? (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1) : byte
  }
  const light = depth < 8 ? 255 / (2 ** depth - 1) : 1
  const rgba = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const of = (nth: number) => sample(y, x * channels + nth) * light
      const index = sample(y, x)
      const tone = (nth: number) =>
        colour === 3 ? (palette[index * 3 + nth] ?? 0) : of(channels > 2 ? nth : 0)
      const alpha = colour === 3 ? (alphas[index] ?? 255) : channels % 2 ? 255 : of(channels - 1)
      rgba.set([tone(0), tone(1), tone(2), alpha], (y * width + x) * 4)
    }
  return rgba
}
