import * as z from 'zod'
import { Task } from '../assignments/rules.ts'
import type { LessonType } from '../tables.ts'

export const MAX_TEXT = 50_000
/** Files beside a lesson, and captions of its video. */
export const MAX_FILES = 20

const text = z.string().max(MAX_TEXT).default('')
/** Ids of rows of `files` with the purpose `lesson`, attached to the lesson. */
const ids = z.array(z.uuid()).max(MAX_FILES).default([])

const Text = z.object({ text, files: ids })
const Played = Text.extend({
  /** the file that is played */
  media: z.uuid().nullable().default(null),
  /** WebVTT files */
  captions: ids,
  /** whether it is done when it has been played to its end; else when someone says so */
  doneAtEnd: z.boolean().default(true),
})

/**
 * What a lesson holds, by its type. The questions of a quiz and their key are rows of their own, so
 * that no page of a lesson can give them away.
 */
const shapes = {
  text: Text,
  download: Text,
  quiz: Text,
  video: Played,
  audio: Played,
  assignment: Text.extend({ task: Task.prefault({}) }),
} satisfies Record<LessonType, z.ZodType>

/** As it is stored: read it by `contentOf`. */
export type Content = z.input<(typeof shapes)[LessonType]>

export type ContentOf<T extends LessonType> = z.output<(typeof shapes)[T]>

/** What is stored of a lesson as what its type holds; what a former type left over is not there. */
export const contentOf = <T extends LessonType>(type: T, stored: unknown): ContentOf<T> =>
  // the shape of that very type
  shapes[type].parse(stored) as ContentOf<T>
