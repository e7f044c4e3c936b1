import type { Row } from '../row.ts'
import { everyone } from '../world.ts'
import { at, COURSE, enrolled, LESSON, learners, place } from './place.ts'

/** Learning: beginning a course, doing its lessons, finishing it. */
export const learningRows: Record<string, Row> = {
  [`PUT ${COURSE}/enrolment`]: {
    what: 'Begins a course, or comes back to it: when one began never changes.',
    ...{ ...learners, path: at(({ href }) => `${href}/enrolment`) },
  },
  [`DELETE ${COURSE}/enrolment`]: {
    what: 'Leaves a course; what one did there is kept.',
    ...{ ...learners, path: enrolled(({ href }) => `${href}/enrolment`) },
  },
  [`PUT ${LESSON}/progress`]: {
    what: 'Notes how many `seconds` one has played; less than before changes nothing.',
    ...{
      ...learners,
      path: enrolled(({ film }) => `${film}/progress`),
      body: () => ({ seconds: 3 }),
    },
  },
  [`PUT ${LESSON}/done`]: {
    what: 'Marks a lesson as done.',
    ...{ ...learners, path: enrolled(({ text }) => `${text}/done`) },
  },
  [`DELETE ${LESSON}/done`]: {
    what: 'Takes that back.',
    ...learners,
    path: enrolled(async ({ text }, viewer) => {
      await viewer.put(`${text}/done`)
      return `${text}/done`
    }),
  },
  'GET /certificates/:code': {
    what: 'A certificate, for anyone who has its code: who finished what, and whether it counts.',
    allow: everyone,
    path: async (world) => {
      const { href, learner, text } = await place(world, 'public')
      await learner.put(`${text}/done`)
      for (const lesson of (await place(world, 'public')).lessons)
        await world.home.owner.put(`${href}/people/${learner.username}/lessons/${lesson}/done`)
      const { code } = await (await learner.put(`${href}/certificate`)).json<{ code: string }>()
      return `/certificates/${code}`
    },
  },
  [`PUT ${COURSE}/certificate`]: {
    what: 'One’s own certificate of a course that one has finished.',
    ...learners,
    path: async (world, viewer, kind) => {
      const { href, lessons } = await place(world, kind)
      await viewer.put(`${href}/enrolment`)
      for (const lesson of lessons)
        await world.home.owner.put(`${href}/people/${viewer.username}/lessons/${lesson}/done`)
      return `${href}/certificate`
    },
  },
}
