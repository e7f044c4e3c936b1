import * as z from 'zod'

export const MAX_POINTS = 1000

/** What is asked of who learns, beside the words of the lesson. */
export const Task = z.object({
  /** what may be handed in */
  takes: z.enum(['text', 'files', 'both']).default('both'),
  /** whether it is done once handed in, or once someone has looked at it and accepted it */
  doneWhen: z.enum(['submitted', 'accepted']).default('accepted'),
  /** the most that it can be given; null where no points are given */
  points: z.int().min(1).max(MAX_POINTS).nullable().default(null),
})
export type Task = z.output<typeof Task>
