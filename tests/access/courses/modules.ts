import type { Row } from '../row.ts'
import { build, ofCourse, ofFreshModule, ofModule } from './place.ts'

/** What a course is divided into. */
export const moduleRows: Record<string, Row> = {
  'POST /:community/courses/:course/modules': {
    ...build,
    what: 'Adds a module.',
    path: ofCourse(() => '/modules'),
    body: () => ({ title: 'A module' }),
  },
  'PATCH /:community/courses/:course/modules/:module': {
    ...build,
    what: 'Renames a module.',
    path: ofModule(),
    body: () => ({ title: 'A module' }),
  },
  'DELETE /:community/courses/:course/modules/:module': {
    ...build,
    what: 'Deletes a module with its lessons.',
    path: ofFreshModule,
  },
  'PUT /:community/courses/:course/modules/:module/position': {
    ...build,
    what: 'Moves a module: `move` is up or down; or `after` which other.',
    path: ofModule('/position'),
    body: () => ({ move: 'up' }),
  },
  'POST /:community/courses/:course/modules/:module/lessons': {
    ...build,
    what: 'Adds a lesson; where learners see the course, as a draft.',
    path: ofModule('/lessons'),
    body: () => ({ title: 'A lesson', lessonType: 'video' }),
  },
}
