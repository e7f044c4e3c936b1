import { distinct } from '../../../files/zip/rules.ts'
import { contentOf } from '../../content/rules.ts'
import type { ModuleRow, StepRow } from '../../outline/queries.ts'
import { outlineOf } from '../../outline/rules.ts'
import type { CourseRow } from '../../queries.ts'
import type { Quiz } from '../../quizzes/rules.ts'
import { header, type Manifest } from '../manifest/rules.ts'
import type { StoredFile } from './queries.ts'

type Rows = {
  course: CourseRow
  modules: ModuleRow[]
  steps: StepRow[]
  contents: { id: string; content: unknown }[]
  quizzes: ({ lessonId: string } & Quiz)[]
  files: StoredFile[]
  cover: StoredFile | null
}

/** The names that files have in the zip, by their ids. */
export function namesOf(files: Pick<StoredFile, 'id' | 'fileName'>[]): Map<string, string> {
  const names = distinct(files.map(({ fileName }) => fileName))
  return new Map(files.map(({ id, fileName }, index) => [id, `files/${names[index] ?? fileName}`]))
}

/** What the zip of a course says of it. */
export function manifestOf(rows: Rows, names: Map<string, string>): Manifest {
  const { course, modules, steps, files } = rows
  const contents = new Map(rows.contents.map(({ id, content }) => [id, content]))
  const quizzes = new Map(rows.quizzes.map(({ lessonId, ...quiz }) => [lessonId, quiz]))
  const named = (ids: string[]) => ids.flatMap((id) => names.get(id) ?? [])
  return {
    ...header,
    ...{ title: course.title, description: course.description },
    ...{ unlockMode: course.unlockMode, timeZone: course.timeZone },
    certificate: course.settings.certificate !== false,
    cover: (rows.cover && names.get(rows.cover.id)) ?? null,
    modules: outlineOf(modules, steps).map(({ title, lessons }) => ({
      title,
      lessons: lessons.map((lesson) => {
        const { title, lessonType, durationMinutes, isPreview, dripDelayDays, opensAt } = lesson
        const content = contentOf(lessonType, contents.get(lesson.id) ?? {})
        const played = 'media' in content ? content : null
        return {
          ...{ title, lessonType, durationMinutes, isPreview, dripDelayDays, opensAt },
          ...{ text: content.text, files: named(content.files) },
          media: (played?.media && names.get(played.media)) || null,
          captions: named(played?.captions ?? []),
          doneAtEnd: played?.doneAtEnd ?? true,
          ...('task' in content && { task: content.task }),
          quiz: quizzes.get(lesson.id) ?? null,
          isDraft: lesson.publishedAt === null,
        }
      }),
    })),
    durations: Object.fromEntries(
      files.flatMap(({ id, metadata: { duration } }) => {
        const name = names.get(id)
        return name && duration ? [[name, duration]] : []
      }),
    ),
  }
}
