import { wallTime } from '../../posts/zones/rules.ts'
import { compact } from '../ics/lines/rules.ts'

type Event = {
  title: string
  line: string
  location: string
  startsAt: Date
  endsAt: Date
  timezone: string
}

/** Words in an address. Outlook takes a plus for one, and does not read it as a space. */
const queryOf = (fields: Record<string, string>): string =>
  new URLSearchParams(fields).toString().replaceAll('+', '%20')

/**
 * A new event in Google's calendar, in the zone in which it was planned: by the clocks there, which
 * never show a time that they skip.
 */
export function googleLink(event: Event, url: string): string {
  const wall = (at: Date) => compact(wallTime(at, event.timezone))
  const query = queryOf({
    action: 'TEMPLATE',
    text: event.title,
    dates: `${wall(event.startsAt)}/${wall(event.endsAt)}`,
    ctz: event.timezone,
    details: [event.line, url].filter(Boolean).join('\n\n'),
    location: event.location,
  })
  return `https://calendar.google.com/calendar/render?${query}`
}

/** The same in Outlook, which is told instants to the second, and has no lines in what it says. */
export function outlookLink(event: Event, url: string): string {
  const instant = (at: Date) => at.toISOString().replace(/\.\d+/, '')
  const query = queryOf({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: event.title,
    startdt: instant(event.startsAt),
    enddt: instant(event.endsAt),
    body: [event.line, url].filter(Boolean).join(' · '),
    location: event.location,
  })
  return `https://outlook.live.com/calendar/0/deeplink/compose?${query}`
}

/** Has Google follow a calendar by its secret address. */
export const googleFeedLink = (url: string): string =>
  `https://calendar.google.com/calendar/render?${queryOf({ cid: webcal(url) })}`

/** Has Outlook follow it, under a name. */
export const outlookFeedLink = (url: string, name: string): string =>
  `https://outlook.live.com/calendar/0/addfromweb?${queryOf({ url, name })}`

/** An address by which a calendar offers to follow it, rather than the browser to save it. */
export const webcal = (url: string): string => url.replace(/^https?:/, 'webcal:')

/** Where a place is, on a map that asks for no account. */
export const mapLink = (location: string): string =>
  `https://www.openstreetmap.org/search?${new URLSearchParams({ query: location })}`
