import { inDays } from '../community.ts'
import type { Row } from './row.ts'
import { everyone, type Kind, kinds, members, moderators, signedIn, type World } from './world.ts'

const word: Record<Kind, string> = { public: 'open', private: 'quokka', paid: 'walrus' }

const inDates =
  (rest = '') =>
  (world: World, _: unknown, kind: Kind) =>
    world.home.at(`/s/${world.dates[kind]}${rest}`)

/** An event of the owner's in a space that is as open as a kind. */
const fresh = ({ home, dates }: World, kind: Kind, more: object = {}) =>
  home.event(home.owner, dates[kind], {
    title: `A ${word[kind]} date`,
    description: `Some ${word[kind]} words.`,
    location: `A ${word[kind]} place`,
    linkUrl: `https://meet.test/${word[kind]}-room`,
    ...more,
  })

const known = new WeakMap<World, Map<Kind, Promise<string>>>()

/** The same one each time, for those who only look at it or answer. */
export function eventOf(world: World, kind: Kind): Promise<string> {
  const made = known.get(world) ?? new Map(kinds.map((one) => [one, fresh(world, one)]))
  known.set(world, made)
  return made.get(kind) ?? fresh(world, kind)
}

const ofEvent =
  (rest = '') =>
  async (world: World, viewer: unknown, kind: Kind) =>
    inDates(`/events/${await eventOf(world, kind)}${rest}`)(world, viewer, kind)

const ofFresh =
  (rest = '', more: object = {}) =>
  async (world: World, viewer: unknown, kind: Kind) =>
    inDates(`/events/${await fresh(world, kind, more)}${rest}`)(world, viewer, kind)

const PAST = { startsAt: '2024-05-01T10:00' }

const withGuest = (rest: string) => async (world: World, viewer: unknown, kind: Kind) => {
  const id = await fresh(world, kind)
  const path = inDates(`/events/${id}`)(world, viewer, kind)
  await world.home.owner.put(`${path}/rsvp`, { status: 'going' })
  return `${path}/guests/${world.home.owner.username}${rest}`
}

/** Events, answers, guests, calendars. */
export const eventRows: Record<string, Row> = {
  'GET /:community/s/:space/events/new': {
    what: 'The form for an event.',
    allow: members,
    path: inDates('/events/new'),
    kinds: true,
  },
  'POST /:community/s/:space/events': {
    what: 'Plans an event, or with a `rule` of RFC 5545 a series. Times are on the wall of `timezone`; `publish` lets others see it.',
    allow: members,
    path: inDates('/events'),
    body: (_, __, kind) => ({
      title: `Another ${word[kind]} date`,
      startsAt: inDays(9),
      timezone: 'Asia/Tokyo',
      publish: true,
    }),
    kinds: true,
  },
  'GET /:community/s/:space/events/:event': {
    what: 'An event. Its link is told only to those who go, and those who hold it; names as `guestNames` says.',
    allow: everyone,
    path: ofEvent(),
    kinds: true,
  },
  'GET /:community/s/:space/events/:event/edit': {
    what: 'The form for changing one.',
    allow: moderators,
    path: ofEvent('/edit'),
    kinds: true,
  },
  'PATCH /:community/s/:space/events/:event': {
    what: 'Changes one; of a series, with `scope` also those that follow, or all.',
    allow: moderators,
    path: ofEvent(),
    body: (_, __, kind) => ({ description: `Other ${word[kind]} words.` }),
    kinds: true,
  },
  'DELETE /:community/s/:space/events/:event': {
    what: 'Deletes one, or with `scope` more of its series. Nobody is told.',
    allow: moderators,
    path: ofFresh(),
    kinds: true,
  },
  'PUT /:community/s/:space/events/:event/publication': {
    what: 'Publishes a draft, and tells those who follow the space.',
    allow: moderators,
    path: ofFresh('/publication', { publish: false }),
    kinds: true,
  },
  'PUT /:community/s/:space/events/:event/cancellation': {
    what: 'Cancels one, or with `scope` more of its series, and tells those who come.',
    allow: moderators,
    path: ofFresh('/cancellation'),
    kinds: true,
  },
  'DELETE /:community/s/:space/events/:event/cancellation': {
    what: 'Takes that back.',
    allow: moderators,
    path: async (world, viewer, kind) => {
      const id = await fresh(world, kind)
      const path = inDates(`/events/${id}/cancellation`)(world, viewer, kind)
      await world.home.owner.put(path)
      return path
    },
    kinds: true,
  },
  'PUT /:community/s/:space/events/:event/recording': {
    what: 'Says where the recording is: a `url`, or a file that was uploaded for `event`.',
    allow: moderators,
    path: ofFresh('/recording', PAST),
    body: () => ({ url: 'https://example.test/recording' }),
    kinds: true,
  },
  'DELETE /:community/s/:space/events/:event/recording': {
    what: 'Takes the recording away.',
    allow: moderators,
    path: ofFresh('/recording', PAST),
    kinds: true,
  },
  'PUT /:community/s/:space/events/:event/rsvp': {
    what: 'Says `going`, `maybe` or `not_going`; where it is full, going means to wait. With `following` for all that follow in its series, too.',
    allow: members,
    path: ofEvent('/rsvp'),
    body: () => ({ status: 'going' }),
    kinds: true,
  },
  'GET /:community/s/:space/events/:event/guests': {
    what: 'Who has answered how, to search through, and who is here.',
    allow: moderators,
    path: ofEvent('/guests'),
    kinds: true,
  },
  'GET /:community/s/:space/events/:event/guests.csv': {
    what: 'The same as a spreadsheet.',
    allow: moderators,
    path: ofEvent('/guests.csv'),
    kinds: true,
  },
  'PUT /:community/s/:space/events/:event/guests/:username/check-in': {
    what: 'Notes that someone who goes has come.',
    allow: moderators,
    path: withGuest('/check-in'),
    kinds: true,
  },
  'DELETE /:community/s/:space/events/:event/guests/:username/check-in': {
    what: 'Takes that back.',
    allow: moderators,
    path: withGuest('/check-in'),
    kinds: true,
  },
  'GET /:community/s/:space/events/:event/calendar.ics': {
    what: 'One event as iCalendar.',
    allow: everyone,
    path: ofEvent('/calendar.ics'),
    kinds: true,
  },
  'GET /events': {
    what: 'What one goes to, in every community: what is to come, `?show=past`, or a `?month=`.',
    allow: signedIn,
    path: () => '/events',
  },
  'GET /events/calendars': {
    what: 'The secret addresses of one’s calendars, and one’s reminders.',
    allow: signedIn,
    path: () => '/events/calendars',
  },
  'POST /events/feeds': {
    what: 'Makes a secret address: of all that one goes to, or with `community` and `space` of a space.',
    allow: signedIn,
    path: () => '/events/feeds',
  },
  'DELETE /events/feeds/:feed': {
    what: 'Has a secret address lead nowhere.',
    allow: signedIn,
    own: true,
    path: async (_, viewer) => {
      const answer = await viewer.post('/events/feeds')
      const { id = NONE } = await answer.json<{ id?: string }>()
      return `/events/feeds/${id}`
    },
  },
  'GET /calendar/:token{[\\w-]+\\.ics}': {
    what: 'A calendar by its secret address, for whoever has it: what its owner may see at this moment.',
    allow: everyone,
    path: async (world) => {
      const answer = await world.author.post('/events/feeds')
      return (await answer.json<{ path: string }>()).path
    },
  },
  'PUT /events/reminders': {
    what: 'Chooses how many `minutes` before what one goes to one is reminded; none is a choice.',
    allow: signedIn,
    path: () => '/events/reminders',
    body: () => ({ minutes: [60] }),
  },
  'POST /zone': {
    what: 'Chooses the time zone in which this browser is shown times.',
    allow: everyone,
    path: () => '/zone',
    body: () => ({ zone: 'Europe/Lisbon' }),
  },
}

const NONE = '00000000-0000-0000-0000-000000000000'
