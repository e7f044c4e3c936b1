import { rgbaToDataURL, thumbHashToRGBA } from 'thumbhash'

/** Pixels of the longer side: a browser smooths them over the whole picture. */
const SIDE = 8

/**
 * A few blurred pixels to show until a picture is there: a data URL of some 400 characters, or null
 * for what is no thumbhash.
 * @param hash base64, as it came with the file
 */
export function placeholderOf(hash: string | undefined): string | null {
  if (!hash) return null
  try {
    const bytes = Uint8Array.from(atob(hash), (char) => char.charCodeAt(0))
    const { w, h, rgba } = thumbHashToRGBA(bytes)
    const scale = SIDE / Math.max(w, h)
    const [width, height] = [Math.max(1, Math.round(w * scale)), Math.max(1, Math.round(h * scale))]
    return rgbaToDataURL(width, height, shrunk(rgba, [w, h], [width, height]))
  } catch {
    return null
  }
}

type Size = [width: number, height: number]

/** The mean of the pixels that fall into each of the fewer ones. */
function shrunk(rgba: Uint8Array, [w, h]: Size, [width, height]: Size): Uint8Array {
  const sums = new Float64Array(width * height * 4)
  const counts = new Float64Array(width * height)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const at = Math.floor((y * height) / h) * width + Math.floor((x * width) / w)
      counts[at] = (counts[at] ?? 0) + 1
      for (let part = 0; part < 4; part++)
        sums[at * 4 + part] = (sums[at * 4 + part] ?? 0) + (rgba[(y * w + x) * 4 + part] ?? 0)
    }
  return Uint8Array.from(sums, (sum, at) => Math.round(sum / (counts[at >> 2] || 1)))
}
