import type { Standing, Unlock } from '../unlocking/rules.ts'
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

/** For each lesson of an outline, the one that has to be finished before it opens, where one has. */
export function firstOf(steps: Pick<StepRow, 'id' | 'title'>[], unlocks: Record<string, Unlock>) {
  const titles = new Map(steps.map(({ id, title }) => [id, title]))
  return (lesson: string) => {
    const unlock = unlocks[lesson]
    if (!unlock || unlock.isOpen || unlock.why !== 'order') return null
    const title = titles.get(unlock.after)
    return title ? { title, isOpen: unlocks[unlock.after]?.isOpen === true } : null
  }
}

/** How many lessons of a module are done. */
export const countIn = (lessons: Pick<StepRow, 'id'>[], done: ReadonlySet<string>) => ({
  done: lessons.filter(({ id }) => done.has(id)).length,
  total: lessons.length,
})
