import * as z from 'zod'
import type { Content } from '../../content/rules.ts'
import { type LessonType, lessonType, type UnlockMode } from '../../tables.ts'
import { title } from '../rules.ts'

/** A new lesson: what it holds comes in its editor. */
export const NewLesson = z.object({
  title,
  lessonType: z.enum(lessonType.enumValues, 'Choose what kind of lesson it is.').default('text'),
})
export type NewLesson = z.output<typeof NewLesson>

/** When a lesson opens, as who builds set it; null where the course's pace does not ask. */
export function opensText(
  mode: UnlockMode,
  { dripDelayDays, opensAt }: { dripDelayDays: number | null; opensAt: string | null },
): string | null {
  if (mode === 'timed') return dripDelayDays ? `Day ${dripDelayDays}` : 'At once'
  if (mode !== 'scheduled') return null
  return opensAt ? shown.format(new Date(`${opensAt.slice(0, 16)}Z`)) : 'No date'
}

/** A wall time as it stands on the course's clocks, whichever these are. */
const shown = new Intl.DateTimeFormat('en', {
  ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' },
})

/** What is written of a lesson; what is undefined stays. */
export type LessonChange = {
  title?: string
  lessonType?: LessonType
  /** put over what is there */
  content?: Content
  durationMinutes?: number | null
  isPreview?: boolean
  isPublished?: boolean
  dripDelayDays?: number | null
  opensAt?: string | null
}
