import { type FileFacts, factsOf } from '../../files/rules.ts'
import { lessonPath } from '../rules.ts'
import type { LessonFile } from './queries.ts'

/** Where a lesson's file is served to who may open the lesson. */
export const mediaPath = (
  at: { slug: string; course: string; lesson: string },
  file: { id: string; name: string },
): string =>
  `${lessonPath(at.slug, at.course, at.lesson)}/files/${file.id}/${encodeURIComponent(file.name)}`

/** What learners are told of a lesson's file: at its lesson's own address. */
export function mediaFrom(
  row: LessonFile,
  at: { slug: string; course: string; lesson: string },
): FileFacts {
  const { sha256: _sum, claimed: _said, ...facts } = factsOf(row)
  return { ...facts, url: mediaPath(at, facts) }
}
