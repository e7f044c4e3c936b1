type Key = { value: number; tolerance: number; unit: string }

/** What a double cannot hold exactly is no fault of who answers. */
const EPSILON = 1e-9

/**
 * Whether a number that someone typed is near enough: with a point or a comma, digits in groups, a
 * fraction, a percent sign, or the unit behind it. Where a comma may mean two things, either counts.
 */
export const isNumber = ({ value, tolerance, unit }: Key, said: string): boolean =>
  numbersIn(said, unit).some(
    (given) => Math.abs(given - value) <= tolerance + EPSILON * Math.max(1, Math.abs(value)),
  )

function numbersIn(said: string, unit: string): number[] {
  const text = bare(said)
  const ending = bare(unit)
  const number = ending && text.endsWith(ending) ? text.slice(0, -ending.length) : text
  const [top, below, ...more] = number.split('/')
  if (below === undefined) return readings(number)
  if (more.length) return []
  return readings(top ?? '').flatMap((over) =>
    readings(below).flatMap((under) => (under === 0 ? [] : [over / under])),
  )
}

/** Without spaces, apostrophes and other ways to group digits; a minus is a minus. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'’_]/g, '')
    .replace(/[−–]/g, '-')
    .replace(/⁄/g, '/')

const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?%?$/

const readings = (text: string): number[] =>
  [
    ...new Set([
      text,
      text.replace(/,/g, ''),
      text.replace(',', '.'),
      text.replace(/\.(?=\d{3})/g, '').replace(',', '.'),
    ]),
  ]
    .filter((one) => PLAIN.test(one) && isGrouped(text, one))
    .map((one) => Number(one.replace('%', '')))

/** Digits in groups are three each, or they are no groups. */
function isGrouped(typed: string, read: string): boolean {
  const dropped = [',', '.'].find(
    (mark) => typed.includes(mark) && digitsBefore(typed) !== digitsBefore(read),
  )
  return !dropped || /^[+-]?\d{1,3}([.,]\d{3})+([.,]\d+)?(e[+-]?\d+)?%?$/.test(typed)
}

const digitsBefore = (text: string) => /^[+-]?(\d*)/.exec(text)?.[1]?.length ?? 0
