import { tag } from '../edge/rules.ts'
import { cityOf, momentWords, spanWords } from './times/words/rules.ts'

type Event = { id: string }
type Place = { slug: string; space: string }

/** The tags of what shows these events. */
export const tagsOf = (events: { id: string; host: { username: string } }[]): string[] =>
  events.flatMap(({ id, host }) => [tag.event(id), tag.profile(host.username)])

/** Named by whatever changes an event's words or times: its page, and the lists that hold it. */
export const touchedInEvent = ({ slug, space }: Place): string[] => [tag.space(slug, space)]

/** Named when someone answers: how many come is said wherever the event is. */
export const touchedByAnswer = ({ id }: Event): string[] => [tag.event(id)]

export const eventPath = ({ slug, space }: Place, id: string): string =>
  `/${slug}/s/${space}/events/${id}`

/** What notices of an event are about: they stand in one line of the inbox. */
export const topicOf = (id: string): string => `event:${id}`

type Span = { startsAt: Date; endsAt: Date; timezone: string }

/** `Tue, Nov 24, 19:00 – 20:30 (London)` */
export function whenWords({ startsAt, endsAt, timezone }: Span): string {
  const span = spanWords({ startsAt, endsAt }, timezone)
  const day = momentWords(startsAt, timezone).replace(/, [\d:]+$/, '')
  return `${span.startsWith(day) ? '' : `${day}, `}${span} (${cityOf(timezone)})`
}
