import type { Standing } from '../unlocking/rules.ts'
import type { EnrolmentRow, ModuleRow, ProgressRow, StepRow } from './queries.ts'

/** How someone stands to a course, from the rows that say it. */
export function standingFrom(
  { isStaff, mayLearn }: Pick<Standing, 'isStaff' | 'mayLearn'>,
  enrolment: EnrolmentRow | undefined,
  progress: ProgressRow[],
): Standing {
  const isEnrolled = enrolment !== undefined && enrolment.leftAt === null
  return {
    isStaff,
    mayLearn,
    enrolledAt: isEnrolled ? enrolment.enrolledAt : null,
    finished: new Set(progress.flatMap((row) => (row.completedAt ? [row.lessonId] : []))),
  }
}

export type Outline<Step> = (ModuleRow & { lessons: Step[] })[]

/** Lessons under their modules; what learners may not know of is left out for them. */
export const outlineOf = <Step extends Pick<StepRow, 'moduleId'>>(
  modules: ModuleRow[],
  steps: Step[],
): Outline<Step> =>
  modules.map((module) => ({
    ...module,
    lessons: steps.filter(({ moduleId }) => moduleId === module.id),
  }))

/** Those that learners know of, in their order. */
export const published = <Step extends Pick<StepRow, 'publishedAt'>>(steps: Step[]): Step[] =>
  steps.filter(({ publishedAt }) => publishedAt !== null)
