/** Widths that pictures are made in, where the account can; in pixels. */
const WIDTHS = [320, 640, 960, 1280, 1920]

type Picture = { url: string; type: string; width?: number }

/** The widths a browser may choose from. Moving pictures and unknown ones come as they are. */
export function srcsetOf({ url, type, width }: Picture): string | undefined {
  if (!width || type === 'image/gif') return undefined
  const smaller = WIDTHS.filter((each) => each < width).map((each) => `${url}?w=${each} ${each}w`)
  return smaller.length ? [...smaller, `${url} ${width}w`].join(', ') : undefined
}

/** How many pictures a list shows before it says how many more there are. */
export const MOST_IN_LIST = 4

/** How much of the column a picture fills, for the browser to choose its width by. */
export const sizesOf = (count: number): string =>
  `(max-width: 720px) ${count === 1 ? 92 : 46}vw, ${count === 1 ? 680 : 340}px`

/** Whether a picture is so wide that a column would make a thin strip of it. */
export const isStrip = ({ width = 0, height = 1 }: { width?: number; height?: number }): boolean =>
  width > 5 * height && height > 96

/** Most pixels that a single picture is high. */
const HIGH = 560

/** The box of a single picture, in pixels: its own shape, and no higher than a page can hold. */
export function boxOf({ width = 1200, height = 800 }: { width?: number; height?: number }) {
  const scale = Math.min(1, HIGH / height)
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}
