const bytes = new TextEncoder()
const MOST = 75

/** One property as RFC 5545 wants it: folded after 75 bytes, and never within a character. */
export function folded(line: string): string {
  let out = ''
  let size = 0
  for (const char of line) {
    const length = bytes.encode(char).length
    if (size + length > MOST) {
      out += '\r\n '
      size = 1
    }
    out += char
    size += length
  }
  return `${out}\r\n`
}

/** Words as a value of TEXT. Of the control characters only a line's end may stand in it. */
export const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')

/** `20261124T190000` of a time on the wall */
export const compact = (wall: string): string => `${wall.replace(/[-:]/g, '')}00`

/** `20261124T180000Z` */
export const utc = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

/** A property that is a time on the wall of a zone. UTC needs no zone of its own. */
export const wallLine = (name: string, wall: string, zone: string): string =>
  zone === 'UTC' ? `${name}:${compact(wall)}Z` : `${name};TZID=${zone}:${compact(wall)}`
