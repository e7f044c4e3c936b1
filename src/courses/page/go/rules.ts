import { isMember, type Viewer } from '../../../communities/rules.ts'
import { continueAt } from '../../learning/rules.ts'
import type { EnrolmentRow, ProgressRow, StepRow } from '../../outline/queries.ts'
import type { AccessType } from '../../tables.ts'
import type { Standing, Unlock } from '../../unlocking/rules.ts'

/** What someone can do next about a course. */
export type Go =
  | { kind: 'enrol'; hasLeft: boolean }
  | { kind: 'guest' | 'join' | 'draft' | Exclude<AccessType, 'space'> }
  | {
      kind: 'learn'
      done: number
      total: number
      /** the first lesson that is open and not finished */
      next: { id: string; title: string } | null
      /** when the next one opens, where all that are open are finished */
      opens: Date | null
      hasBegun: boolean
      /** of the certificate, once there is one */
      code: string | null
    }

type Facts = {
  /** the published lessons in their order */
  steps: Pick<StepRow, 'id' | 'title' | 'publishedAt'>[]
  standing: Standing
  unlocks: Record<string, Unlock>
  enrolment: EnrolmentRow | undefined
  progress: ProgressRow[]
  code: string | null
}

export function goFrom(
  viewer: Viewer,
  course: { accessType: AccessType; isPublished: boolean },
  { steps, standing, unlocks, enrolment, progress, code }: Facts,
): Go {
  if (!viewer.profile) return { kind: 'guest' }
  if (!isMember(viewer)) return { kind: 'join' }
  if (!course.isPublished) return { kind: 'draft' }
  if (!standing.mayLearn)
    return { kind: course.accessType === 'space' ? 'join' : course.accessType }
  if (standing.enrolledAt === null) return { kind: 'enrol', hasLeft: enrolment !== undefined }
  const left = steps.filter(({ id }) => !standing.finished.has(id))
  const next = continueAt(steps, unlocks, progress)
  const times = left.flatMap(({ id }) => {
    const unlock = unlocks[id]
    return unlock && !unlock.isOpen && unlock.why === 'later' ? [unlock.at.getTime()] : []
  })
  return {
    kind: 'learn',
    done: steps.length - left.length,
    total: steps.length,
    next: next && { id: next.id, title: next.title },
    opens: next || !times.length ? null : new Date(Math.min(...times)),
    hasBegun: progress.length > 0,
    code,
  }
}
