import type { Standing, Unlock } from '../unlocking/rules.ts'

/** The cookie by which staff look at a course as learners do: the course's id. */
export const AS_LEARNER = 'as-learner'

/** Someone who has just enrolled, or as far as one's own enrolment goes. */
export const asNewcomer = (real: Standing, now: Date): Standing => ({
  isStaff: false,
  mayLearn: true,
  enrolledAt: real.enrolledAt ?? now,
  finished: real.finished,
})

/** Why a lesson is locked, in a sentence. */
export function wordsOf(unlock: Unlock): string {
  if (unlock.isOpen) return ''
  switch (unlock.why) {
    case 'closed':
      return 'This lesson is part of a course that is not open to you.'
    case 'enrol':
      return 'Enrol in the course to open this lesson.'
    case 'order':
      return 'Finish the lesson before it first.'
    case 'later':
      return 'This lesson opens later.'
    case 'unset':
      return 'This lesson has no date yet.'
    case 'draft':
      return 'This lesson is still being written.'
  }
}
