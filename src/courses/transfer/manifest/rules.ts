import * as z from 'zod'
import { title } from '../../build/rules.ts'
import { contentOf, MAX_TEXT } from '../../content/rules.ts'
import { QuizDefinition } from '../../quizzes/definition/rules.ts'
import { lessonType, unlockMode } from '../../tables.ts'

/** The file of the zip that says what the others are. */
export const MANIFEST = 'course.json'
const FORMAT = 'opencircle-course'

const MAX_MODULES = 200
const MAX_LESSONS = 1000
export const MAX_FILES = 500

/** A name of a file in the zip. */
const path = z.string().min(1).max(300)

const Lesson = z.object({
  title,
  lessonType: z.enum(lessonType.enumValues),
  text: z.string().max(MAX_TEXT).default(''),
  media: path.nullable().default(null),
  captions: z.array(path).max(20).default([]),
  files: z.array(path).max(20).default([]),
  doneAtEnd: z.boolean().default(true),
  task: z.unknown().optional(),
  quiz: QuizDefinition.nullable().default(null),
  durationMinutes: z.int().min(0).max(6000).nullable().default(null),
  isPreview: z.boolean().default(false),
  isDraft: z.boolean().default(false),
  dripDelayDays: z.int().min(0).max(3650).nullable().default(null),
  opensAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
    .nullable()
    .default(null),
})

/** A course as a zip holds it: all but who may take it, and what people did in it. */
export const Manifest = z.object({
  format: z.literal(FORMAT, 'That is no course of ours.'),
  version: z.literal(1, 'That course comes from a newer OpenCircle.'),
  title,
  description: z.string().max(5000).default(''),
  unlockMode: z.enum(unlockMode.enumValues).default('none'),
  timeZone: z.string().default('UTC'),
  certificate: z.boolean().default(true),
  cover: path.nullable().default(null),
  modules: z
    .array(z.object({ title, lessons: z.array(Lesson).max(MAX_LESSONS) }))
    .max(MAX_MODULES)
    .refine(
      (all) => all.reduce((sum, { lessons }) => sum + lessons.length, 0) <= MAX_LESSONS,
      'That course has too many lessons.',
    ),
  /** seconds that files play, by their names in the zip */
  durations: z.record(z.string(), z.number().min(0).max(1_000_000)).default({}),
})
export type Manifest = z.output<typeof Manifest>

export const header = { format: FORMAT, version: 1 } as const

/** What a lesson holds, with the ids of its files in the stead of their names in the zip. */
export function contentFrom(
  lesson: Manifest['modules'][number]['lessons'][number],
  ids: Map<string, string>,
) {
  const known = (names: string[]) => names.flatMap((name) => ids.get(name) ?? [])
  const { text, doneAtEnd, task } = lesson
  return contentOf(lesson.lessonType, {
    ...{ text, doneAtEnd, files: known(lesson.files), captions: known(lesson.captions) },
    media: (lesson.media && ids.get(lesson.media)) || null,
    ...(task !== undefined && { task }),
  })
}

/** The names of all files that a manifest speaks of, but for the cover. */
export const namesIn = ({ modules }: Manifest): string[] => [
  ...new Set(
    modules.flatMap(({ lessons }) =>
      lessons.flatMap(({ media, captions, files }) => [
        ...(media ? [media] : []),
        ...captions,
        ...files,
      ]),
    ),
  ),
]
