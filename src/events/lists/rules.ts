import { idFrom } from '../../files/resources/rules.ts'
import { wallTime } from '../../posts/zones/rules.ts'
import { excerpt } from '../../ui/markdown.ts'
import type { EventRow } from '../queries.ts'
import { ruleWords } from '../series/words/rules.ts'

/** Events on a page of an agenda. */
export const PAGE = 20
/** More than a month's grid has room for. */
export const MOST_IN_MONTH = 300
/** Further dates of a series on the page of one of its events. */
export const MOST_DATES = 8
/** Characters of a description that a list needs. */
export const TEASER = 300

export type View =
  | { kind: 'coming' | 'past'; after: string | null }
  | { kind: 'month'; month: string }

/** What an address asks for; nonsense asks for what is to come. */
export function viewFrom(query: { month?: string; show?: string; after?: string }): View {
  const { month } = query
  if (month && /^20\d\d-(0[1-9]|1[0-2])$/.test(month)) return { kind: 'month', month }
  return { kind: query.show === 'past' ? 'past' : 'coming', after: idFrom(query.after) }
}

/** An event as a list shows it. */
export type Card = Pick<
  EventRow,
  | ('id' | 'title' | 'coverUrl' | 'eventType' | 'location' | 'startsAt' | 'endsAt' | 'timezone')
  | ('capacity' | 'going' | 'waiting' | 'host' | 'space' | 'community')
> & {
  href: string
  line: string
  isCancelled: boolean
  isDraft: boolean
  hasRecording: boolean
  /** how it comes again, in words */
  again: string | null
}

export const pathOf = ({ community, space, id }: Pick<EventRow, 'community' | 'space' | 'id'>) =>
  `/${community.slug}/s/${space.slug}/events/${id}`

export function cardFrom(row: EventRow): Card {
  const { id, title, coverUrl, eventType, location, startsAt, endsAt, timezone } = row
  const { capacity, going, waiting, host, space, community } = row
  return {
    ...{ id, title, coverUrl, eventType, location, startsAt, endsAt, timezone },
    ...{ capacity, going, waiting, host, space, community },
    href: pathOf(row),
    line: excerpt(row.description, 'markdown', 140),
    isCancelled: row.cancelledAt !== null,
    isDraft: !row.isPublished,
    hasRecording: row.recordingUrl !== null,
    again: row.rule && ruleWords(row.rule),
  }
}

/** A page of events, and where it leads on to. */
export type Listing = {
  view: View
  base: string
  cards: Card[]
  next: string | null
  month: string
}

/** @param base the address without a query */
export function listingFrom(rows: EventRow[], view: View, base: string, now: Date): Listing {
  const isPaged = view.kind !== 'month' && rows.length > PAGE
  const cards = (isPaged ? rows.slice(0, PAGE) : rows).map(cardFrom)
  const last = isPaged ? cards.at(-1) : undefined
  const show = view.kind === 'past' ? 'show=past&' : ''
  return {
    ...{ view, base, cards },
    next: last ? `${base}?${show}after=${last.id}` : null,
    month: view.kind === 'month' ? view.month : wallTime(now, 'UTC').slice(0, 7),
  }
}
