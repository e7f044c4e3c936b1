const long = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' })

/** "June 3, 2026": a day that one has to know exactly. */
export const dayOf = (at: Date | string): string => long.format(new Date(at))
