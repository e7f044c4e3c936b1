import type { Stop } from '../walk/stops.ts'
import type { School } from './school.ts'

const KINDS = ['single', 'multiple', 'truth', 'text', 'number', 'order', 'match']

/** Every page of courses, as those see it for whom it looks different. */
export const stops: Record<keyof School['people'], (school: School) => Stop[]> = {
  guest: ({ at, courses, lessons, certificate }) => [
    { path: `${at}/s/classes` },
    { path: courses.whole },
    { path: courses.paid },
    { path: courses.tier },
    { path: courses.ordered },
    { path: lessons.preview },
    { path: lessons.sold, status: 403 },
    { path: certificate },
  ],
  lea: ({ at, courses, lessons, attempts, certificate }) => [
    { path: `${at}/s/classes` },
    { path: `${at}/s/nothing` },
    ...Object.entries(courses)
      .filter(([name]) => name !== 'empty')
      .map(([, path]) => ({ path })),
    { path: lessons.text },
    { path: lessons.video },
    { path: lessons.audio },
    { path: lessons.download },
    { path: lessons.quiz },
    { path: lessons.taken },
    { path: lessons.assignment },
    { path: `${lessons.assignment}/submission` },
    { path: attempts.running },
    { path: attempts.over },
    { path: lessons.odd },
    { path: lessons.later, status: 403 },
    { path: lessons.drip, status: 403 },
    { path: certificate },
  ],
  fresh: ({ courses, lessons }) => [
    { path: courses.whole },
    { path: lessons.locked, status: 403 },
    { path: lessons.video, status: 403 },
  ],
  owner: ({ at, courses, lessons, question, submission, lea }) => [
    { path: `${at}/s/classes` },
    { path: `${at}/s/nothing` },
    { path: `${at}/s/classes/courses/new` },
    { path: `${at}/s/classes/courses/import` },
    // not the long one, over whose 500 rows axe goes for more than a minute
    ...[courses.whole, courses.empty, courses.odd].flatMap((course) =>
      ['edit', 'people', 'submissions', 'statistics'].map((part) => ({
        path: `${course}/${part}`,
      })),
    ),
    ...[courses.whole, courses.paid, courses.tier, courses.invited, courses.timed].map(
      (course) => ({
        path: `${course}/settings`,
      }),
    ),
    { path: `${courses.timed}/edit` },
    { path: `${courses.dated}/edit` },
    { path: courses.empty },
    { path: lea },
    { path: submission },
    ...(['text', 'video', 'audio', 'download', 'quiz', 'assignment'] as const).map((type) => ({
      path: `${lessons[type]}/edit`,
    })),
    { path: `${lessons.later}/edit` },
    { path: `${lessons.quiz}/quiz/edit` },
    { path: `${lessons.quiz}/quiz/results` },
    { path: `${lessons.taken}/quiz/results` },
    ...KINDS.map((kind) => ({ path: `${lessons.quiz}/quiz/questions/new?kind=${kind}` })),
    { path: question },
    { path: `${lessons.assignment}/assignment/edit` },
  ],
  looker: ({ courses, lessons }) => [
    { path: courses.whole },
    { path: lessons.text },
    { path: lessons.assignment },
    { path: lessons.quiz },
  ],
}
