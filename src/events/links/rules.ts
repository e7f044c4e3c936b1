import { compact } from '../ics/lines/rules.ts'

type Event = {
  title: string
  line: string
  location: string
  startsAt: Date
  endsAt: Date
  startsWall: string
  endsWall: string
  timezone: string
}

/** A new event in Google's calendar, in the zone in which it was planned. */
export function googleLink(event: Event, url: string): string {
  const query = new URLSearchParams({
    action: 'TEMPLATE',
    text: event.title,
    dates: `${compact(event.startsWall)}/${compact(event.endsWall)}`,
    ctz: event.timezone,
    details: [event.line, url].filter(Boolean).join('\n\n'),
    location: event.location,
  })
  return `https://calendar.google.com/calendar/render?${query}`
}

/** The same in Outlook, which is told instants. */
export function outlookLink(event: Event, url: string): string {
  const query = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: event.title,
    startdt: event.startsAt.toISOString(),
    enddt: event.endsAt.toISOString(),
    body: [event.line, url].filter(Boolean).join('\n\n'),
    location: event.location,
  })
  return `https://outlook.live.com/calendar/0/deeplink/compose?${query}`
}

/** Where a place is, on a map that asks for no account. */
export const mapLink = (location: string): string =>
  `https://www.openstreetmap.org/search?${new URLSearchParams({ query: location })}`
