import type { Row } from '../row.ts'
import { everyone, members } from '../world.ts'
import { build, courseOf, ofCourse, ofFreshLesson, ofLesson, word } from './place.ts'

/** Lessons: making them, looking at them, and talking about them. */
export const lessonRows: Record<string, Row> = {
  'GET /:community/courses/:course/lessons/:lesson': {
    what: 'A lesson: what it holds, or why it is locked and until when (403).',
    allow: everyone,
    path: ofLesson(),
    kinds: true,
  },
  'PATCH /:community/courses/:course/lessons/:lesson': {
    ...build,
    what: 'Changes any fields of a lesson; `media`, `captions` and `files` are ids of uploads.',
    path: ofLesson(),
    body: () => ({ durationMinutes: 5 }),
  },
  'DELETE /:community/courses/:course/lessons/:lesson': {
    ...build,
    what: 'Deletes a lesson, and what people did in it.',
    path: ofFreshLesson,
  },
  'GET /:community/courses/:course/lessons/:lesson/edit': {
    ...build,
    what: 'The editor of a lesson.',
    path: ofLesson('/edit'),
  },
  'PUT /:community/courses/:course/lessons/:lesson/position': {
    ...build,
    what: 'Moves a lesson: `move` is up or down, over the edge of its module too; or `after` what in which `module`.',
    path: ofLesson('/position'),
    body: () => ({ move: 'down' }),
  },
  'POST /:community/courses/:course/lessons/:lesson/copies': {
    ...build,
    what: 'Copies a lesson, as a draft right below it.',
    path: ofLesson('/copies'),
  },
  'GET /:community/courses/:course/lessons/:lesson/files/:file/:name': {
    what: 'A file of a lesson, for who may open the lesson; ranges and widths as for `/files`.',
    allow: everyone,
    path: ofCourse(({ lesson, file }) => `/lessons/${lesson}/files/${file}/words.txt`),
    kinds: true,
  },
  'POST /:community/courses/:course/lessons/:lesson/comments': {
    what: 'Says something under a lesson that is open; with `parentId` in answer to a comment.',
    allow: members,
    path: ofLesson('/comments'),
    body: (_, __, kind) => ({ content: `Some ${word[kind]} words.` }),
    kinds: true,
  },
  'DELETE /:community/courses/:course/lessons/:lesson/comments/:comment': {
    ...build,
    what: 'Takes a comment back: its author, or the staff.',
    path: async (world, _, kind) => {
      const { id, lesson } = await courseOf(world, kind)
      const at = world.home.at(`/courses/${id}/lessons/${lesson}/comments`)
      const said = await world.home.owner.post(at, { content: `Some ${word[kind]} words.` })
      return `${at}/${(await said.json<{ id: string }>()).id}`
    },
  },
}
