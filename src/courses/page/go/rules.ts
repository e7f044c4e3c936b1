import { isMember, type Viewer } from '../../../communities/rules.ts'
import type { AccessType } from '../../tables.ts'
import type { Standing, Unlock } from '../../unlocking/rules.ts'

/** What someone can do next about a course. */
export type Go =
  | { kind: 'guest' | 'join' | 'enrol' | 'draft' | Exclude<AccessType, 'space'> }
  | {
      kind: 'learn'
      done: number
      total: number
      /** the first lesson that is open and not finished */
      next: { id: string; title: string } | null
      /** when the next one opens, where all that are open are finished */
      opens: Date | null
      hasBegun: boolean
    }

type Step = { id: string; title: string }

/** @param steps the published lessons in their order */
export function goFrom(
  viewer: Pick<Viewer, 'profile' | 'role'> & Viewer,
  course: { accessType: AccessType; isPublished: boolean },
  steps: Step[],
  standing: Standing,
  unlocks: Record<string, Unlock>,
): Go {
  if (!viewer.profile) return { kind: 'guest' }
  if (!isMember(viewer)) return { kind: 'join' }
  if (!course.isPublished) return { kind: 'draft' }
  if (!standing.mayLearn)
    return { kind: course.accessType === 'space' ? 'join' : course.accessType }
  if (standing.enrolledAt === null) return { kind: 'enrol' }
  const left = steps.filter(({ id }) => !standing.finished.has(id))
  const next = left.find(({ id }) => unlocks[id]?.isOpen) ?? null
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
    hasBegun: left.length < steps.length,
  }
}
