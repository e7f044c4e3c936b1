import { kindOf } from '../rules.ts'

/** Widths in pixels that a picture may be asked for in; few, so that caches meet them again. */
export const WIDTHS = [160, 320, 640, 960, 1280, 1920]

/** The width to serve for one that was asked for: the next one up, or null for the picture as it is. */
export function widthFor(
  asked: string | undefined,
  file: { fileType: string; metadata: { width?: number } },
): number | null {
  const width = asked ? WIDTHS.find((one) => one >= Number(asked)) : undefined
  const isStill = kindOf(file.fileType) === 'picture' && file.fileType !== 'image/gif'
  return width && isStill && width < (file.metadata.width ?? 0) ? width : null
}

/** Texts that a browser would run, or take for a page. */
const ACTIVE = ['text/html', 'image/svg+xml', 'application/xml', 'application/xhtml+xml']

/** Shown where they are; all else is only ever saved. */
export const isInline = (type: string): boolean => kindOf(type) !== 'file'

/** The Content-Type of a file: nothing that a browser would run. */
export function servedType(type: string): string {
  if (kindOf(type) === 'text') return `${type === 'text/vtt' ? type : 'text/plain'}; charset=utf-8`
  return ACTIVE.includes(type) ? 'application/octet-stream' : type
}

/** Whatever a file holds, nothing in it runs and nothing is loaded by it. */
export const FILE_POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; sandbox"

/** Seconds that a browser may show a file without asking: its own, and what guests may read. */
const FRESH = { own: 60, open: 300 }

/** What a file's answer says to caches; only what guests may read is for all of them. */
export const cacheControl = (file: { isOpen: boolean }): string =>
  file.isOpen ? `public, max-age=${FRESH.open}` : `private, max-age=${FRESH.own}`
