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

export const Move = z.object({ move: z.enum(['up', 'down'], 'Say up or down.') })
export type Move = z.output<typeof Move>['move']

export const orderOf = (
  modules: Pick<ModuleRow, 'id'>[],
  steps: Pick<StepRow, 'id' | 'moduleId'>[],
): Order =>
  modules.map(({ id }) => ({
    id,
    lessons: steps.filter(({ moduleId }) => moduleId === id).map((step) => step.id),
  }))

/** One lesson a place further up or down; from the edge of its module into the one beside it. */
export function withLessonMoved(order: Order, lesson: string, move: Move): Order {
  const at = order.findIndex(({ lessons }) => lessons.includes(lesson))
  const home = order[at]
  if (!home) return order
  const from = home.lessons.indexOf(lesson)
  const to = from + (move === 'up' ? -1 : 1)
  const rest = home.lessons.filter((id) => id !== lesson)
  if (to >= 0 && to < home.lessons.length)
    return order.with(at, { ...home, lessons: rest.toSpliced(to, 0, lesson) })
  const beside = order[at + (move === 'up' ? -1 : 1)]
  if (!beside) return order
  const lessons = move === 'up' ? [...beside.lessons, lesson] : [lesson, ...beside.lessons]
  return order.map((module) =>
    module === home
      ? { ...home, lessons: rest }
      : module === beside
        ? { ...beside, lessons }
        : module,
  )
}

export function withModuleMoved(order: Order, id: string, move: Move): Order {
  const from = order.findIndex((module) => module.id === id)
  const to = from + (move === 'up' ? -1 : 1)
  const module = order[from]
  if (!module || to < 0 || to >= order.length) return order
  return order.toSpliced(from, 1).toSpliced(to, 0, module)
}
