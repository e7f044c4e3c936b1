import type { Draft, OwnRow } from '../draft/rules.ts'

/** What of an event can be its own in a series; its times are one thing. */
export const WORDS = [
  ...(['title', 'description', 'coverUrl', 'eventType', 'location', 'linkUrl'] as const),
  ...(['capacity', 'guestNames'] as const),
]
export type Word = (typeof WORDS)[number]

export type Changes = {
  /** what else is said of it now, by its name */
  words: Partial<Pick<Draft, Word>>
  coHosts: string[] | null
  isMoved: boolean
  /** names for `own_fields` */
  own: string[]
  /** which of the words those who come have to know */
  news: string[]
}

/** What a draft changes of an event. */
export function changesOf(row: OwnRow, draft: Draft): Changes {
  const words = Object.fromEntries(
    WORDS.filter((name) => row[name] !== draft[name]).map((name) => [name, draft[name]]),
  )
  const before = row.coHosts.map(({ username }) => username)
  const coHosts = before.join() === draft.coHosts.join() ? null : draft.coHosts
  const isMoved =
    row.startsWall !== draft.startsWall ||
    (row.endsWall ?? '') !== draft.endsWall ||
    row.timezone !== draft.timezone
  const own = [...Object.keys(words), ...(coHosts ? ['coHosts'] : []), ...(isMoved ? ['when'] : [])]
  const news = ['location', 'eventType', 'linkUrl'].filter((name) => Object.hasOwn(words, name))
  return { words, coHosts, isMoved, own, news }
}
