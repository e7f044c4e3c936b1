import type { Viewer } from '../../communities/rules.ts'
import { excerpt } from '../../ui/markdown.ts'
import { coursePath, mayBuild } from '../rules.ts'
import type { CardRow } from './queries.ts'

const LINE = 140

/** A course in the list of its space, as everyone sees it. */
export type Card = Omit<CardRow, 'description'> & { href: string; line: string }

export const cardFrom = ({ description, ...row }: CardRow, slug: string): Card => ({
  ...row,
  href: coursePath(slug, row.id),
  line: excerpt(description, 'markdown', LINE),
})

export type MyCatalogue = {
  states: Record<string, CardState>
  /** for who builds; null for everyone else */
  drafts: Card[] | null
}

/** How the viewer stands to a course. */
export type CardState =
  | { kind: 'learning'; done: number; total: number; isCompleted: boolean }
  | { kind: 'open' | 'closed' }

type Progress = { courseId: string; done: number; total: number; completedAt: Date | null }

type Rows = {
  learnable: { id: string; mayLearn: boolean }[]
  progress: Progress[]
  drafts: CardRow[]
}

/** What of a catalogue is the viewer's own; nothing is known of them before the rows are there. */
export const myCatalogue = (
  viewer: Viewer,
  slug: string,
  cards: Card[],
  { learnable, progress, drafts }: Partial<Rows>,
): MyCatalogue => ({
  states: learnable ? statesFrom(cards, learnable, progress ?? []) : {},
  drafts: mayBuild(viewer) ? (drafts ?? []).map((row) => cardFrom(row, slug)) : null,
})

/** By the courses' ids. */
function statesFrom(
  cards: Card[],
  learnable: { id: string; mayLearn: boolean }[],
  progress: Progress[],
): Record<string, CardState> {
  return Object.fromEntries(
    cards.map(({ id }) => {
      const mayLearn = learnable.some((row) => row.id === id && row.mayLearn)
      const mine = progress.find(({ courseId }) => courseId === id)
      if (!mine || !mayLearn) return [id, { kind: mayLearn ? 'open' : 'closed' }]
      const { done, total, completedAt } = mine
      return [id, { kind: 'learning', done, total, isCompleted: completedAt !== null }]
    }),
  )
}
