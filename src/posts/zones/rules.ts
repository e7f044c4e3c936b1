const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/

/**
 * The instant of a time on the wall of a time zone (`2026-03-29T10:00`, an IANA name), or of an ISO
 * instant that says its own offset. A time that the clocks skip is moved on by what they skip; of
 * one that comes twice, the first is meant. Null for what is neither.
 */
export function instantOf(text: string, zone: string): Date | null {
  if (!WALL.test(text)) return isoInstant(text)
  if (!isZone(zone)) return null
  const wall = Date.parse(`${text}Z`)
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(text)) return null
  const day = 24 * 3600_000
  const [before, after] = [offsetAt(wall - day, zone), offsetAt(wall + day, zone)]
  const guesses = [wall - before, wall - after].sort((a, b) => a - b)
  const exact = guesses.find((guess) => guess + offsetAt(guess, zone) === wall)
  return new Date(exact ?? wall - before)
}

/** What the clock on the wall shows at an instant, as a `datetime-local` field takes it. */
export const wallTime = (at: Date, zone: string): string =>
  new Date(at.getTime() + offsetAt(at.getTime(), zone)).toISOString().slice(0, 16)

export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** Every zone that can be chosen, UTC first. */
export const zoneNames = (): string[] => [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC' && name.includes('/')),
]

function isoInstant(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at
}

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant. */
export function offsetAt(instant: number, zone: string): number {
  const format = formats.get(zone) ?? formatIn(zone)
  const wall = Date.parse(`${format.format(instant).replace(' ', 'T')}Z`)
  return wall - Math.floor(instant / 1000) * 1000
}

// making one costs more than all that is asked of it
const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const style = { dateStyle: 'short', timeStyle: 'medium' } as const
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, ...style })
  formats.set(timeZone, format)
  return format
}
