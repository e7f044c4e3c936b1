import * as z from 'zod'
import { instantOf } from '../../../posts/zones/rules.ts'
import { contentOf, MAX_FILES, MAX_TEXT } from '../../content/rules.ts'
import type { LessonFile } from '../../media/queries.ts'
import { type LessonType, lessonType } from '../../tables.ts'
import type { LessonChange } from '../lessons/rules.ts'
import { ticked, title } from '../rules.ts'

const MAX_MINUTES = 6000
const MAX_DAYS = 3650

/** Ids of a form, in which an empty one says that there is none. */
const ids = (most: number) =>
  z
    .array(z.string())
    .transform((all) => [...new Set(all.filter(Boolean))])
    .pipe(z.array(z.uuid('That file is not known.')).max(most, `Up to ${most} files fit here.`))

/** A whole number, or nothing. */
const whole = (most: number, message: string) =>
  z.union([
    z.literal('').transform(() => null),
    z.null(),
    z.coerce.number(message).int(message).min(0, message).max(most, message),
  ])

/** Any fields of a lesson. */
export const LessonForm = z
  .object({
    title,
    lessonType: z.enum(lessonType.enumValues, 'Choose what kind of lesson it is.'),
    text: z
      .string()
      .overwrite((text) => text.replaceAll('\r\n', '\n').trim())
      .max(MAX_TEXT, `Keep it under ${MAX_TEXT.toLocaleString('en')} characters.`),
    /** one at most: what is played */
    media: ids(1),
    captions: ids(MAX_FILES),
    files: ids(MAX_FILES),
    /** files to take out, where no script does it */
    removed: z.array(z.string()),
    doneAtEnd: ticked,
    durationMinutes: whole(MAX_MINUTES, 'Say it in whole minutes.'),
    isPreview: ticked,
    isPublished: ticked,
    dripDelayDays: whole(MAX_DAYS, 'Say it in whole days.'),
    /** what the course's clocks show; empty for none yet */
    opensAt: z
      .union([z.literal('').transform(() => null), z.null(), z.string().trim().max(30)])
      .refine(
        (at) => at === null || instantOf(at.slice(0, 16), 'UTC') !== null,
        'Choose a date and a time.',
      )
      .transform((at) => (at === null ? null : at.slice(0, 16))),
  })
  .partial()
export type LessonForm = z.output<typeof LessonForm>

/** The files that a form names, whatever they are for. */
export const namedIn = ({ media = [], captions = [], files = [] }: LessonForm): string[] => [
  ...new Set([...media, ...captions, ...files]),
]

type Stored = { type: LessonType; content: unknown }

/**
 * What a lesson holds after a change: what was not said stays. Only the parts that its editor has,
 * for other parts are written elsewhere.
 */
export function contentAfter(stored: Stored, form: LessonForm) {
  const type = form.lessonType ?? stored.type
  const old = contentOf('video', stored.content)
  const removed = new Set(form.removed)
  const kept = (ids: string[]) => ids.filter((id) => !removed.has(id))
  const isPlayed = type === 'video' || type === 'audio'
  const media = kept(form.media ?? (old.media ? [old.media] : []))
  return {
    text: form.text ?? old.text,
    files: kept(form.files ?? old.files),
    media: isPlayed ? (media[0] ?? null) : null,
    captions: isPlayed ? kept(form.captions ?? old.captions) : [],
    doneAtEnd: form.doneAtEnd ?? old.doneAtEnd,
  }
}
export type Held = ReturnType<typeof contentAfter>

export const heldIds = ({ media, captions, files }: Held): string[] => [
  ...new Set([...(media ? [media] : []), ...captions, ...files]),
]

/** What is wrong with the files of a lesson, by field; null where nothing is. */
export function fileErrors(
  type: LessonType,
  held: Held,
  rows: Pick<LessonFile, 'id' | 'fileType'>[],
): Record<string, string> | null {
  const typeOf = new Map(rows.map((row) => [row.id, row.fileType]))
  const gone = (ids: string[]) => ids.some((id) => !typeOf.has(id))
  if (held.media && !typeOf.get(held.media)?.startsWith(`${type}/`))
    return { media: type === 'video' ? 'Choose a video.' : 'Choose a sound file.' }
  if (held.captions.some((id) => typeOf.get(id) !== 'text/vtt'))
    return { captions: 'Captions have to be WebVTT files (.vtt).' }
  return gone(held.files) ? { files: 'One of these files is gone. Take it out.' } : null
}

/** Whole minutes of what is played, where its file says how long it is. */
export const minutesOf = (
  rows: Pick<LessonFile, 'id' | 'metadata'>[],
  media: string | null,
): number | null => {
  const { duration } = rows.find(({ id }) => id === media)?.metadata ?? {}
  return duration ? Math.max(1, Math.round(duration / 60)) : null
}

const ARRIVING = ['media', 'captions', 'files'] as const
type Arrived = Partial<Record<(typeof ARRIVING)[number], string>>

/** Files that were uploaded on a page of their own come back in the address. */
export const arrivedAt = (query: Record<string, string>): Arrived =>
  Object.fromEntries(
    ARRIVING.flatMap((name) => {
      const id = z.uuid().safeParse(query[name])
      return id.success ? [[name, id.data]] : []
    }),
  )

export const withArrived = (held: Held, { media, captions, files }: Arrived): Held => ({
  ...held,
  media: media ?? held.media,
  captions: captions ? [...held.captions, captions] : held.captions,
  files: files ? [...held.files, files] : held.files,
})

const HELD = ['text', 'media', 'captions', 'files', 'removed', 'doneAtEnd', 'lessonType'] as const

/**
 * What is written for a form. How long a lesson takes is what was said, else how long it plays.
 * @param minutes of what is played
 */
export function changeFrom(form: LessonForm, held: Held, minutes: number | null): LessonChange {
  const { title, lessonType, isPreview, isPublished, dripDelayDays, opensAt } = form
  const isHeld = HELD.some((name) => form[name] !== undefined)
  const said = form.durationMinutes === undefined ? {} : { durationMinutes: form.durationMinutes }
  return {
    ...{ title, lessonType, isPreview, isPublished, dripDelayDays, opensAt },
    ...said,
    ...(form.durationMinutes === null && minutes !== null && { durationMinutes: minutes }),
    ...(isHeld && { content: held }),
  }
}
