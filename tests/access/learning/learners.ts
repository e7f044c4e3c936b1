import type { Row } from '../row.ts'
import { at, COURSE, person, staff } from './place.ts'

/** Looking after those who learn. */
export const learnerRows: Record<string, Row> = {
  [`GET ${COURSE}/people`]: {
    what: 'Who learns in a course and how far they are; `?state=`, `?q=`.',
    ...{ ...staff, path: at(({ href }) => `${href}/people`) },
  },
  [`GET ${COURSE}/people/export`]: {
    what: 'The same as CSV, all of it.',
    ...{ ...staff, path: at(({ href }) => `${href}/people/export`) },
  },
  [`GET ${COURSE}/people/:username`]: {
    what: 'One of them, lesson by lesson.',
    ...{ ...staff, path: at(person) },
  },
  [`DELETE ${COURSE}/people/:username/progress`]: {
    what: 'Has them begin anew; a certificate counts no more.',
    ...{ ...staff, path: at((here) => `${person(here)}/progress`), last: true },
  },
  [`PUT ${COURSE}/people/:username/lessons/:lesson/done`]: {
    what: 'Counts a lesson as done for them.',
    ...{ ...staff, path: at((here) => `${person(here)}/lessons/${here.lessons[0]}/done`) },
  },
  [`DELETE ${COURSE}/people/:username/lessons/:lesson/done`]: {
    what: 'Has them begin one lesson anew.',
    ...{
      ...staff,
      path: at((here) => `${person(here)}/lessons/${here.lessons[0]}/done`),
      last: true,
    },
  },
  [`GET ${COURSE}/statistics`]: {
    what: 'How many learn, finish, and stop at which lesson.',
    ...{ ...staff, path: at(({ href }) => `${href}/statistics`) },
  },
}
