import type { FileFacts } from '../../files/rules.ts'
import { toHtml } from '../../ui/markdown.ts'
import { contentOf } from '../content/rules.ts'
import type { LessonFile } from '../media/queries.ts'
import { mediaFrom } from '../media/rules.ts'
import type { StepRow } from '../outline/queries.ts'
import { lessonPath } from '../rules.ts'
import type { LessonType } from '../tables.ts'

/** What is in an open lesson. */
export type LessonBody = {
  type: LessonType
  html: string
  media: FileFacts | null
  captions: FileFacts[]
  /** to keep */
  files: FileFacts[]
  /** what is asked of who learns; null where it is no assignment */
  task: ReturnType<typeof contentOf<'assignment'>>['task'] | null
  doneAtEnd: boolean
}

type At = { slug: string; course: string; lesson: string }

/** @param rows the lesson's files, in any order */
export function bodyFrom(
  type: LessonType,
  stored: unknown,
  rows: LessonFile[],
  at: At,
): LessonBody {
  const facts = new Map(rows.map((row) => [row.id, mediaFrom(row, at)]))
  const known = (ids: string[]) => ids.flatMap((id) => facts.get(id) ?? [])
  const content = contentOf(type, stored)
  const played = 'media' in content ? content : null
  return {
    type,
    html: toHtml(content.text, 'markdown', []),
    media: (played?.media && facts.get(played.media)) || null,
    captions: known(played?.captions ?? []),
    files: known(content.files),
    task: 'task' in content ? content.task : null,
    doneAtEnd: played?.doneAtEnd ?? false,
  }
}

export type Beside = { href: string; title: string } | null

/** The lessons before and after one, in the order of the outline. */
export function besideOf(
  steps: StepRow[],
  at: At,
): { previous: Beside; next: Beside; place: number; count: number } {
  const index = steps.findIndex(({ id }) => id === at.lesson)
  const linkTo = (step: StepRow | undefined): Beside =>
    step ? { href: lessonPath(at.slug, at.course, step.id), title: step.title } : null
  return {
    previous: linkTo(steps[index - 1]),
    next: index < 0 ? null : linkTo(steps[index + 1]),
    place: index + 1,
    count: steps.length,
  }
}
