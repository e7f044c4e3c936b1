import * as z from 'zod'

/** What is asked of who learns, beside the words of the lesson. */
export const Task = z.object({
  /** what may be handed in */
  takes: z.enum(['text', 'files', 'both']).default('both'),
})
export type Task = z.output<typeof Task>
