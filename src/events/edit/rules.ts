import * as z from 'zod'
import { isMember, isStaff, type Viewer } from '../../communities/rules.ts'
import { MAX_ADDRESS, picture } from '../../communities/settings/rules.ts'
import { tidy } from '../../profiles/rules.ts'
import { canPostIn, type MapSpace } from '../../spaces/rules.ts'
import { REPEATS } from '../series/choice/rules.ts'
import { Rule } from '../series/rules.ts'
import { eventType, guestNames } from '../tables.ts'

export const MAX_TITLE = 120
export const MAX_DESCRIPTION = 20_000
export const MAX_LOCATION = 300
export const MAX_CAPACITY = 1_000_000
export const MAX_HOSTS = 10

const title = z
  .string('Give it a title.')
  .transform(tidy)
  .pipe(
    z
      .string()
      .regex(/[^\p{Z}\p{C}\p{M}]/u, 'Give it a title.')
      .max(MAX_TITLE, 'Shorten the title.'),
  )

const description = z
  .string()
  .overwrite((text) => text.replaceAll('\r\n', '\n').trim())
  .max(MAX_DESCRIPTION, `Keep it under ${MAX_DESCRIPTION.toLocaleString('en')} characters.`)

/** An address on the web; empty for none. */
export const webAddress = z
  .string()
  .trim()
  .max(MAX_ADDRESS, 'That address is too long.')
  .transform((text) => (/^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(text) ? `https://${text}` : text))
  .refine((text) => text === '' || isOnTheWeb(text), 'Use an address that starts with https://')
  .transform((text) => text || null)
  .nullable()

function isOnTheWeb(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

const wall = z.string('Choose a date and a time.').trim().max(40, 'Choose a date and a time.')

const names = z
  .union([z.string(), z.array(z.string())])
  .transform((said) => (Array.isArray(said) ? said : said.split(/[\s,]+/)))
  .transform((all) => [...new Set(all.map((name) => name.trim().replace(/^@/, '').toLowerCase()))])
  .transform((all) => all.filter(Boolean))
  .pipe(z.array(z.string().max(40)).max(MAX_HOSTS, `${MAX_HOSTS} co-hosts are enough.`))

const number = (most: number, message: string) =>
  z
    .union([
      z.literal('').transform(() => null),
      z.coerce.number(message).int(message).min(1, message).max(most, message),
    ])
    .nullable()

/** What can be said of an event. Times are on the wall of its zone: `2026-11-24T19:00`. */
const Fields = z.object({
  title,
  description,
  coverUrl: picture,
  eventType: z.enum(eventType.enumValues, 'Choose where it takes place.'),
  location: z.string().transform(tidy).pipe(z.string().max(MAX_LOCATION, 'Shorten the place.')),
  linkUrl: webAddress,
  startsAt: wall,
  endsAt: wall,
  timezone: z.string('Choose a time zone.').trim().max(60),
  capacity: number(MAX_CAPACITY, 'Say how many, or leave it empty.'),
  guestNames: z.enum(guestNames.enumValues, 'Choose who sees who comes.'),
  coHosts: names,
  repeat: z.enum([...REPEATS, 'custom'], 'Choose how it repeats.'),
  days: z.array(z.string()).max(10),
  until: z.union([z.literal(''), z.iso.date('Choose a date.')]),
  count: number(500, 'Up to 500 times.'),
  rule: z.union([z.literal(''), Rule]),
})

/** A new event: a title, a time and its zone are enough. `id` is made by the form. */
export const NewEvent = Fields.extend({
  id: z.uuid().optional(),
  description: description.default(''),
  coverUrl: picture.default(null),
  eventType: Fields.shape.eventType.default('online'),
  location: Fields.shape.location.default(''),
  linkUrl: webAddress.default(null),
  endsAt: wall.default(''),
  capacity: Fields.shape.capacity.default(null),
  guestNames: Fields.shape.guestNames.default('members'),
  coHosts: names.default([]),
  repeat: Fields.shape.repeat.optional(),
  days: Fields.shape.days.default([]),
  until: Fields.shape.until.default(''),
  count: Fields.shape.count.default(null),
  rule: Fields.shape.rule.optional(),
  /** whether others see it at once */
  publish: z.union([z.boolean(), z.stringbool()], 'Say yes or no.').default(false),
})
export type NewEvent = z.output<typeof NewEvent>

export const Scope = z
  .enum(['this', 'following', 'all'], 'Say which of the series.')
  .default('this')
export type Scope = z.output<typeof Scope>

/** Any of what can be changed, and of a series, in which of its events. */
export const EventChange = Fields.partial().extend({ scope: Scope })
export type EventChange = z.output<typeof EventChange>

type Place = { whoPosts: MapSpace['whoPosts']; isArchived: boolean }

export const mayPlan = (viewer: Viewer, { whoPosts, isArchived }: Place): boolean =>
  !isArchived && canPostIn(viewer, { whoPosts })

type Held = {
  host: { username: string }
  coHosts: { username: string }[]
  space: { isArchived: boolean }
}

/** Host or co-host. */
export const isHost = (viewer: Viewer, { host, coHosts }: Omit<Held, 'space'>): boolean =>
  [host, ...coHosts].some(({ username }) => username === viewer.profile?.username)

/** Whether the viewer may change an event that they see: its hosts, and the staff. */
export const mayRun = (viewer: Viewer, event: Held): boolean =>
  !event.space.isArchived && (isStaff(viewer) || (isMember(viewer) && isHost(viewer, event)))
