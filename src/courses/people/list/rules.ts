import * as z from 'zod'

export const PAGE = 50

export const STATES = {
  all: 'All',
  learning: 'Learning',
  finished: 'Finished',
  left: 'Left',
} as const
export type State = keyof typeof STATES

/** What an address of the list asks for; what makes no sense asks for its beginning. */
export const PeopleQuery = z.object({
  state: z.enum(['all', 'learning', 'finished', 'left']).catch('all'),
  q: z.string().trim().max(100).catch(''),
  after: z.uuid().nullable().catch(null),
})
