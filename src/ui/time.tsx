const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "3 h" for a week, then a date; the exact moment (UTC) is its title. `now` comes from the request, never from a clock here. */
export function Time({
  at,
  now,
  class: extra,
}: {
  at: Date | string
  now: Date | string
  class?: string
}) {
  const when = new Date(at)
  return (
    <time class={extra} datetime={when.toISOString()} title={exact(when)}>
      {relative(when, new Date(now))}
    </time>
  )
}

/** The short words for a moment seen from `now`; moments to come read "in 3 h". */
export function relative(at: Date, now: Date): string {
  const distance = now.getTime() - at.getTime()
  const size = Math.abs(distance)
  if (size < minute) return 'now'
  if (size >= 7 * day) return date(at, now)
  const words =
    size < hour
      ? `${Math.floor(size / minute)} min`
      : size < day
        ? `${Math.floor(size / hour)} h`
        : `${Math.floor(size / day)} d`
  return distance < 0 ? `in ${words}` : words
}

// made once: making a format costs more than the rest of a comment
const inDay = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
const thisYear = new Intl.DateTimeFormat('en', inDay)
const anyYear = new Intl.DateTimeFormat('en', { ...inDay, year: 'numeric' })
const full = new Intl.DateTimeFormat('en', {
  dateStyle: 'full',
  timeStyle: 'short',
  timeZone: 'UTC',
})

const date = (at: Date, now: Date): string =>
  (at.getUTCFullYear() === now.getUTCFullYear() ? thisYear : anyYear).format(at)

const exact = (at: Date): string => `${full.format(at)} UTC`
