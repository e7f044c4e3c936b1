import type { Row } from '../row.ts'
import { build, courseOf, ofCourse } from './place.ts'

/** Letting single members into a course. */
export const invitedRows: Record<string, Row> = {
  'POST /:community/courses/:course/invitations': {
    ...build,
    what: 'Lets a member (`username`) into a course, whatever it asks of others.',
    path: ofCourse(() => '/invitations'),
    body: ({ author }) => ({ username: author.username }),
  },
  'PUT /:community/courses/:course/invitations/:username': {
    ...build,
    what: 'The same.',
    path: async (world, _, kind) =>
      ofCourse(() => `/invitations/${world.author.username}`)(world, _, kind),
  },
  'DELETE /:community/courses/:course/invitations/:username': {
    ...build,
    what: 'Takes that back.',
    path: async (world, _, kind) => {
      const { id } = await courseOf(world, kind)
      const at = world.home.at(`/courses/${id}/invitations/${world.author.username}`)
      await world.home.owner.put(at)
      return at
    },
  },
}
