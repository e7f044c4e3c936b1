import type { Row } from '../row.ts'
import { everyone } from '../world.ts'
import {
  build,
  courseOf,
  inSchool,
  ofCourse,
  ofDraft,
  ofOpened,
  word,
  zipOfCourse,
} from './place.ts'

/** Courses: making them, and looking at them. */
export const courseRows: Record<string, Row> = {
  'GET /:community/s/:space/courses/new': {
    ...build,
    what: 'The form for a new course.',
    path: inSchool('/courses/new'),
  },
  'POST /:community/s/:space/courses': {
    ...build,
    what: 'Makes a course, as a draft.',
    path: inSchool('/courses'),
    body: () => ({ title: 'A new course' }),
  },
  'GET /:community/s/:space/courses/import': {
    ...build,
    what: 'The form for a course that was exported.',
    path: inSchool('/courses/import'),
  },
  'POST /:community/s/:space/courses/import': {
    ...build,
    own: true,
    what: 'Makes a course of an uploaded zip (`zip`, its id), as a draft.',
    path: inSchool('/courses/import'),
    body: async (world, viewer, kind) => ({
      zip: await zipOfCourse(world, viewer, kind),
    }),
  },
  'GET /:community/courses/:course/export': {
    ...build,
    what: 'The whole course as one zip.',
    path: ofCourse(() => '/export'),
  },
  'GET /:community/courses/:course': {
    what: 'A course: what it is, its lessons with their locks, and what to do next.',
    allow: everyone,
    path: ofCourse(() => ''),
    kinds: true,
  },
  'PATCH /:community/courses/:course': {
    ...build,
    what: 'Changes a course; who may take it, and for what price, is for admins to say.',
    path: ofCourse(() => ''),
    body: (_, __, kind) => ({ title: `A ${word[kind]} course` }),
  },
  'DELETE /:community/courses/:course': {
    ...build,
    what: 'Deletes a course with all its lessons, and what people did in them.',
    path: ofDraft,
  },
  'GET /:community/courses/:course/edit': {
    ...build,
    what: 'The outline as who builds sees it.',
    path: ofCourse(() => '/edit'),
  },
  'GET /:community/courses/:course/settings': {
    ...build,
    what: 'The settings of a course.',
    path: ofCourse(() => '/settings'),
  },
  'PUT /:community/courses/:course/publication': {
    ...build,
    what: 'Publishes a course.',
    path: ofCourse(() => '/publication'),
  },
  'DELETE /:community/courses/:course/publication': {
    ...build,
    what: 'Makes a course a draft again.',
    path: async (world, viewer, kind) => `${await ofOpened(world, viewer, kind)}/publication`,
    last: true,
  },
  'PUT /:community/courses/:course/preview': {
    ...build,
    what: 'Shows a course to its builder as a learner sees it, in this browser.',
    path: ofCourse(() => '/preview'),
  },
  'DELETE /:community/courses/:course/preview': {
    ...build,
    what: 'Ends that.',
    path: ofCourse(() => '/preview'),
  },
  'PUT /:community/courses/:course/outline': {
    ...build,
    what: 'Puts modules and lessons into an order: `modules` as `{ id, lessons: [ids] }`.',
    path: ofCourse(() => '/outline'),
    body: async (world, _, kind) => {
      const { module, lesson } = await courseOf(world, kind)
      return { modules: [{ id: module, lessons: [lesson] }] }
    },
  },
}
