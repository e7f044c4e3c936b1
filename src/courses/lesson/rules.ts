import type { FileFacts } from '../../files/rules.ts'
import { toHtml } from '../../ui/markdown.ts'
import { contentOf } from '../content/rules.ts'
import { type DoneBy, doneBy, resumeAt } from '../learning/rules.ts'
import type { LessonFile } from '../media/queries.ts'
import { mediaFrom } from '../media/rules.ts'
import type { ProgressRow, StepRow } from '../outline/queries.ts'
import { lessonPath } from '../rules.ts'
import type { LessonType } from '../tables.ts'
import type { Unlock } from '../unlocking/rules.ts'

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

export type Beside = { id: string; href: string; title: string } | null

/** How far the viewer is in a lesson, who is enrolled. */
export type Own = {
  /** furthest, from the beginning */
  seconds: number
  /** where a player goes on */
  start: number
  isDone: boolean
  doneBy: DoneBy
}

export function ownFrom(type: LessonType, body: LessonBody, row: ProgressRow | undefined): Own {
  const { progressSeconds = 0, completedAt = null } = row ?? {}
  return {
    seconds: progressSeconds,
    start: resumeAt({ progressSeconds }, body.media?.duration ?? null),
    isDone: completedAt !== null,
    doneBy: doneBy({
      ...{ lessonType: type, doneAtEnd: body.doneAtEnd },
      ...(body.task && { doneWhen: body.task.doneWhen }),
    }),
  }
}

/** The lesson after one, if it is open as soon as this one is done. */
export const onwards = (next: Beside, lesson: string, unlocks: Record<string, Unlock>): Beside => {
  const unlock = next && unlocks[next.id]
  if (!unlock) return null
  return unlock.isOpen || (unlock.why === 'order' && unlock.after === lesson) ? next : null
}

/** The lessons before and after one, in the order of the outline. */
export function besideOf(
  steps: StepRow[],
  at: At,
): { previous: Beside; next: Beside; place: number; count: number } {
  const index = steps.findIndex(({ id }) => id === at.lesson)
  const linkTo = (step: StepRow | undefined): Beside =>
    step ? { id: step.id, href: lessonPath(at.slug, at.course, step.id), title: step.title } : null
  return {
    previous: linkTo(steps[index - 1]),
    next: index < 0 ? null : linkTo(steps[index + 1]),
    place: index + 1,
    count: steps.length,
  }
}
