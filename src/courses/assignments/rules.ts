import * as z from 'zod'
import { attachmentFields } from '../../posts/attachments/rules.ts'

export const MAX_POINTS = 1000
export const MAX_WORK = 20_000
export const MAX_NOTE = 5000
export const MAX_FILES = 10

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

export const TAKES: Record<Task['takes'], string> = {
  both: 'Words, files or both',
  text: 'Words',
  files: 'Files',
}

/** The same as a form says it. */
export const TaskForm = z.object({
  takes: z.enum(['text', 'files', 'both'], 'Choose one.'),
  doneWhen: z.enum(['submitted', 'accepted'], 'Choose one.'),
  points: z
    .literal('')
    .transform(() => null)
    .or(
      z.coerce
        .number('Give a number.')
        .int('Give a whole number.')
        .min(1, 'At least one.')
        .max(MAX_POINTS, `At most ${MAX_POINTS}.`),
    )
    .nullable()
    .default(null),
})

/** Work as it is handed in. */
export const Work = z.object({
  content: z.string().trim().max(MAX_WORK, `Keep it under ${MAX_WORK} characters.`).default(''),
  ...attachmentFields,
  /** how many versions there were when it was written, so that sending it twice hands in once */
  seen: z.coerce.number().int().min(0).default(0),
})

/** What is missing of work, by field; null when it can be handed in. */
export function missing(
  { takes }: Task,
  { content, files }: { content: string; files: number },
): { field: 'content' | 'attachments'; message: string } | null {
  if (takes === 'text') return content ? null : { field: 'content', message: 'Write something.' }
  if (takes === 'files') return files ? null : { field: 'attachments', message: 'Add a file.' }
  return content || files ? null : { field: 'content', message: 'Write something or add a file.' }
}

/** What someone who looks after the course says to it. */
export const Review = z.object({
  verdict: z.enum(['accepted', 'returned'], 'Say whether you accept it.'),
  content: z.string().trim().max(MAX_NOTE, `Keep it under ${MAX_NOTE} characters.`).default(''),
  grade: z
    .literal('')
    .transform(() => null)
    .or(z.coerce.number('Give a number.').min(0, 'Zero or more.').max(MAX_POINTS))
    .nullable()
    .default(null),
  /** the version that was looked at */
  seen: z.coerce.number('Say which version you read.').int().min(1),
})

export const Note = z.object({
  content: z
    .string()
    .trim()
    .min(1, 'Write something.')
    .max(MAX_NOTE, `Keep it under ${MAX_NOTE} characters.`),
})

export const STATES = {
  submitted: { words: 'Waiting for review', tone: 'amber' },
  returned: { words: 'Returned for changes', tone: 'red' },
  accepted: { words: 'Accepted', tone: 'green' },
} as const
