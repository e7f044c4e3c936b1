import type { Row } from '../row.ts'
import { moderators } from '../world.ts'
import { at, COURSE, enrolled, LESSON, learners, staff, TASK } from './place.ts'

/** Assignments: handing work in, and looking at it. */
export const assignmentRows: Record<string, Row> = {
  [`GET ${LESSON}/assignment/edit`]: {
    what: 'What an assignment takes, for who builds.',
    ...{ ...staff, path: at(({ task }) => `${task}/assignment/edit`) },
  },
  [`PATCH ${LESSON}/assignment`]: {
    what: 'Changes that.',
    ...{ ...staff, path: at(({ task }) => `${task}/assignment`) },
    body: () => TASK,
  },
  [`GET ${LESSON}/submission`]: {
    what: 'One’s own work for an assignment, with its versions and what was said to it.',
    ...{ ...learners, path: enrolled(({ task }) => `${task}/submission`) },
  },
  [`PUT ${LESSON}/submission`]: {
    what: 'Hands in work; `seen` is how many versions there were, so that twice is once.',
    ...learners,
    path: enrolled(({ task }) => `${task}/submission`),
    body: () => ({ content: 'My garden.' }),
  },
  [`POST ${LESSON}/submission/notes`]: {
    what: 'Says something to one’s own work.',
    ...learners,
    path: enrolled(async ({ task }, viewer) => {
      await viewer.put(`${task}/submission`, { content: 'My garden.' })
      return `${task}/submission/notes`
    }),
    body: () => ({ content: 'Well?' }),
  },
  [`GET ${COURSE}/submissions`]: {
    what: 'What was handed in by `?status=`, what has waited longest first.',
    ...{ ...staff, path: at(({ href }) => `${href}/submissions`) },
  },
  [`GET ${COURSE}/submissions/:submission`]: {
    what: 'Someone’s work, to look at.',
    ...{ ...staff, path: at(({ href, submission }) => `${href}/submissions/${submission}`) },
  },
  [`PUT ${COURSE}/submissions/:submission/review`]: {
    what: 'Accepts the version that was `seen`, with a grade, or returns it for changes.',
    ...{ ...staff, path: at(({ href, submission }) => `${href}/submissions/${submission}/review`) },
    // the same verdict twice would be none: each gives another grade
    body: ({ people }, viewer) => ({
      ...{ seen: 1, verdict: 'returned' },
      grade: moderators.findIndex((name) => people[name] === viewer) + 1,
    }),
    last: true,
  },
  [`POST ${COURSE}/submissions/:submission/notes`]: {
    what: 'Says something to someone’s work.',
    ...{ ...staff, path: at(({ href, submission }) => `${href}/submissions/${submission}/notes`) },
    body: () => ({ content: 'Lovely.' }),
  },
}
