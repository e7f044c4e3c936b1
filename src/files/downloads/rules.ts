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

/** Seconds that a browser may show a file without asking whether it still may. */
const FRESH = 300

/** What a file's answer says to caches; only what guests may read is for all of them. */
export const cacheControl = (file: { isOpen: boolean }): string =>
  `${file.isOpen ? 'public' : 'private'}, max-age=${FRESH}`

type Asked = (header: string) => string | undefined

export type Answer = { status: 200 | 206; offset: number; length: number } | { status: 304 | 416 }

/**
 * What RFC 9110 answers to a GET or HEAD for bytes that there are: all of them, a range, or none.
 * Several ranges at once are answered with the whole, as it allows.
 * @param asked gives a header of the request
 */
export function answerFor(
  asked: Asked,
  { size, etag, modified }: { size: number; etag: string; modified: Date },
): Answer {
  if (isUnchanged(asked, etag, modified)) return { status: 304 }
  const whole = { status: 200, offset: 0, length: size } as const
  const range = asked('range')
  if (!range || !isCurrent(asked('if-range'), etag, modified)) return whole
  const [, first, last, suffix] = ONE_RANGE.exec(range) ?? []
  const from = suffix ? Math.max(0, size - Number(suffix)) : Number(first)
  const to = last ? Math.min(Number(last), size - 1) : size - 1
  if ((!first && !suffix) || (last && Number(last) < Number(first))) return whole
  if (from >= size) return { status: 416 }
  return { status: 206, offset: from, length: to - from + 1 }
}

const ONE_RANGE = /^bytes=\s*(?:(\d+)-(\d*)|-(\d+))\s*$/i

function isUnchanged(asked: Asked, etag: string, modified: Date): boolean {
  const known = asked('if-none-match')
  if (known !== undefined)
    return known.trim() === '*' || tags(known).some((tag) => tag.replace(/^W\//, '') === etag)
  const since = Date.parse(asked('if-modified-since') ?? '')
  return !Number.isNaN(since) && seconds(modified) <= since
}

/** If-Range compares strongly: a weak tag, or another moment, never matches. */
function isCurrent(condition: string | undefined, etag: string, modified: Date): boolean {
  if (condition === undefined) return true
  return condition.includes('"')
    ? condition.trim() === etag
    : Date.parse(condition) === seconds(modified)
}

const tags = (list: string): string[] => list.match(/(?:W\/)?"[^"]*"/g) ?? []

/** Dates of HTTP have no fractions. */
const seconds = (date: Date): number => Math.floor(date.getTime() / 1000) * 1000
