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
