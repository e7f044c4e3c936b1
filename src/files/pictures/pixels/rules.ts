import { convertIndexedToRgb, decode } from 'fast-png'
import { Damaged } from '../cursor/rules.ts'

/** Bytes of the signature and of the chunk that says width and height. */
const HEAD = 33

/**
 * The pixels of a small PNG that lies in memory, eight bits each of red, green, blue and alpha.
 * @param most pixels of a side
 * @throws Damaged for what is larger or cut, or has grey in less than eight bits, as nobody sends it
 */
export function pixelsOfPng(bytes: Uint8Array, most: number) {
  const { width, height } = sizeOf(bytes)
  if (Math.max(width, height) > most) throw new Damaged()
  const png = decode(bytes)
  const samples = png.palette ? convertIndexedToRgb(png) : png.data
  const channels = samples.length / (width * height)
  if (!Number.isInteger(channels)) throw new Damaged()
  const shift = samples.BYTES_PER_ELEMENT === 2 ? 8 : 0
  const rgba = new Uint8Array(width * height * 4)
  for (let at = 0; at < width * height; at++) {
    const of = (nth: number) => (samples[at * channels + nth] ?? 0) >> shift
    const tone = (nth: number) => of(channels > 2 ? nth : 0)
    const alpha = channels % 2 ? 255 : of(channels - 1)
    rgba.set([tone(0), tone(1), tone(2), alpha], at * 4)
  }
  return { width, height, rgba }
}

function sizeOf(bytes: Uint8Array) {
  if (bytes.length < HEAD) throw new Damaged()
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEAD)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}
