import type { Attached } from '../../envelope/rules.ts'

/** Pixels that a picture takes up among messages at most. */
const WIDE = 352
const HIGH = 288
const LARGEST = 20_000

/** What a picture takes up, by what its message says of it, and what stands there until it has come. */
export function boxOf({ width, height }: Attached) {
  const [wide, high] = [sideOf(width, 320), sideOf(height, 240)]
  const scale = Math.min(1, WIDE / wide, HIGH / high)
  const box = { width: Math.ceil(wide * scale), height: Math.ceil(high * scale) }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width}" height="${box.height}"/>`
  return { ...box, blank: `data:image/svg+xml,${encodeURIComponent(svg)}` }
}

/** It is the word of whoever wrote the message. */
const sideOf = (said: unknown, otherwise: number): number => {
  const side = Math.floor(Number(said))
  return side > 0 && side <= LARGEST ? side : otherwise
}
