import * as z from 'zod'
import type { ModuleRow, StepRow } from '../../outline/queries.ts'

const MAX_PARTS = 200
const MAX_LESSONS = 2000

/** Which lessons stand under which module, all in their order. */
export const Order = z.object({
  modules: z
    .array(
      z.object({ id: z.uuid(), lessons: z.array(z.uuid()).max(MAX_LESSONS) }),
      'Name the modules.',
    )
    .min(1, 'Name the modules.')
    .max(MAX_PARTS),
})
export type Order = z.output<typeof Order>['modules']

const move = z.enum(['up', 'down'], 'Say up or down.').optional()
type Step = 'up' | 'down'
/** What it stands right after; null for the first place. */
const after = z.uuid().nullable().optional()

/** A place up or down, or the place itself. */
export const ModuleMove = z.object({ move, after }).transform((said, context) => {
  if (said.move) return { move: said.move }
  if (said.after !== undefined) return { after: said.after }
  context.addIssue('Say up or down, or after what.')
  return z.NEVER
})
export const LessonMove = z
  .object({ move, module: z.uuid().optional(), after })
  .transform((said, context) => {
    if (said.move) return { move: said.move }
    if (said.module && said.after !== undefined) return { module: said.module, after: said.after }
    context.addIssue('Say up or down, or after what in which module.')
    return z.NEVER
  })

/** Where something stands, by its neighbour and not by a number: others may move meanwhile. */
type Place = { after: string | null }
export type LessonPlace = Place & { module: string }

export const orderOf = (
  modules: Pick<ModuleRow, 'id'>[],
  steps: Pick<StepRow, 'id' | 'moduleId'>[],
): Order =>
  modules.map(({ id }) => ({
    id,
    lessons: steps.filter(({ moduleId }) => moduleId === id).map((step) => step.id),
  }))

/** A place further up or down; from the edge of its module into the one beside it. Null at the end. */
export function lessonPlace(order: Order, lesson: string, move: Step): LessonPlace | null {
  const at = order.findIndex(({ lessons }) => lessons.includes(lesson))
  const home = order[at]
  if (!home) return null
  const after = neighbour(home.lessons, lesson, move)
  if (after !== undefined) return { module: home.id, after }
  const beside = order[at + (move === 'up' ? -1 : 1)]
  return beside
    ? { module: beside.id, after: move === 'up' ? (beside.lessons.at(-1) ?? null) : null }
    : null
}

export function modulePlace(order: Order, id: string, move: Step): Place | null {
  const after = neighbour(
    order.map((module) => module.id),
    id,
    move,
  )
  return after === undefined ? null : { after }
}

/** After what something stands once it moved by one; undefined where there is no such place. */
function neighbour(ids: string[], id: string, move: Step): string | null | undefined {
  const from = ids.indexOf(id)
  if (move === 'down') return ids[from + 1]
  return from > 0 ? (ids[from - 2] ?? null) : undefined
}
