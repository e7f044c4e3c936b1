/**
 * Whether a name is one of an IANA time zone. A mere offset is none: what engines take as east of
 * Greenwich (`+05:30`), the database takes as west.
 */
export function isZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false
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
