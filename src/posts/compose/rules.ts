import * as z from 'zod'
import type { Errors } from '../../ui/input.ts'
import { attachmentFields, attachmentsFrom } from '../attachments/rules.ts'
import { NOTHING_SAID, saysNothing, writing, written } from '../editor/rules.ts'
import type { PostRow } from '../queries.ts'
import { type Attachment, contentFormat, type Poll } from '../tables.ts'
import { instantOf } from '../zones/rules.ts'

export const MAX_TITLE = 200
export const MAX_CONTENT = 40_000
export const MIN_OPTIONS = 2
export const MAX_OPTIONS = 10
export const MAX_OPTION = 120

const line = (max: number) =>
  written().max(max, `Keep it under ${max} characters.`).overwrite(oneLine)

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

const ticked = z.union([z.boolean(), z.literal('on').transform(() => true)])

const options = z
  .array(line(MAX_OPTION))
  .transform((all) => all.filter((option) => option !== ''))
  .pipe(z.array(z.string()).max(MAX_OPTIONS, `${MAX_OPTIONS} answers are enough.`))
  .refine((all) => new Set(all).size === all.length, 'Two answers are the same.')

const time = z.string().trim().max(40, 'Choose a date and a time.')

const PostFields = z.object({
  title: line(MAX_TITLE),
  content: writing(MAX_CONTENT),
  contentFormat: z.enum(contentFormat.enumValues, 'Choose Markdown or plain text.'),
  pollQuestion: line(MAX_TITLE),
  pollOptions: options,
  pollMultiple: ticked,
  /** times: `2026-03-29T10:00` in `zone`, or an ISO instant; empty for none */
  pollClosesAt: time,
  scheduledAt: time,
  zone: z.string().trim().max(60),
  ...attachmentFields,
})

/** A new post: some words are enough, or a file. `id` is made by the form, so that sending twice posts once. */
export const NewPost = PostFields.extend({
  id: z.uuid().optional(),
  /** a slug; in place of the address's, for forms whose address was fixed before it was chosen */
  space: z.string().trim().max(80).optional(),
  title: PostFields.shape.title.default(''),
  content: PostFields.shape.content.default(''),
  contentFormat: PostFields.shape.contentFormat.default('markdown'),
  pollQuestion: PostFields.shape.pollQuestion.default(''),
  pollOptions: PostFields.shape.pollOptions.default([]),
  pollMultiple: ticked.default(false),
  pollClosesAt: time.default(''),
  scheduledAt: time.default(''),
  zone: PostFields.shape.zone.default('UTC'),
})
export type NewPost = z.output<typeof NewPost>

/** A change of a post: what is left out stays. A poll and the time change only before it appears. */
export const PostChange = PostFields.partial().extend({
  /** a form that shows the poll sends this, because an empty tick box sends nothing */
  whole: ticked.optional(),
})
export type PostChange = z.output<typeof PostChange>

/** What is written, once times and poll have been understood. */
export type Draft = Pick<PostRow, 'title' | 'content' | 'contentFormat'> & {
  poll: Poll | null
  scheduledAt: Date | null
  attachments: Attachment[]
}

export type Planned = { draft: Draft; errors: null } | { draft: null; errors: Errors }

/** Turns what was typed into what is written, or says what is wrong with its poll and times. */
export function plan(value: Omit<NewPost, 'id' | 'space'>, now: Date): Planned {
  const { title, content, contentFormat: format, zone } = value
  const scheduledAt = value.scheduledAt ? instantOf(value.scheduledAt, zone) : null
  const closesAt = value.pollClosesAt ? instantOf(value.pollClosesAt, zone) : null
  const hasPoll = value.pollQuestion !== '' || value.pollOptions.length > 0
  const attachments = attachmentsFrom(value) ?? []
  const errors: Errors = {}
  if (saysNothing({ content, attachments })) errors.content = NOTHING_SAID
  if (value.scheduledAt && !scheduledAt) errors.scheduledAt = 'Choose a date and a time.'
  else if (scheduledAt && scheduledAt <= now) errors.scheduledAt = 'Choose a time to come.'
  else if (scheduledAt && scheduledAt > inTwoYears(now))
    errors.scheduledAt = 'Choose a nearer time.'
  if (hasPoll && !value.pollQuestion) errors.pollQuestion = 'Ask a question.'
  if (hasPoll && value.pollOptions.length < MIN_OPTIONS)
    errors.pollOptions = `Give at least ${MIN_OPTIONS} answers.`
  if (value.pollClosesAt && !closesAt) errors.pollClosesAt = 'Choose a date and a time.'
  else if (closesAt && closesAt <= (scheduledAt ?? now))
    errors.pollClosesAt = 'Choose a time after it appears.'
  if (Object.keys(errors).length) return { draft: null, errors }
  const poll = hasPoll
    ? {
        question: value.pollQuestion,
        options: value.pollOptions,
        multiple: value.pollMultiple,
        closesAt: closesAt?.toISOString() ?? null,
      }
    : null
  const draft = { title, content, contentFormat: format, poll, scheduledAt, attachments }
  return { draft, errors: null }
}

const inTwoYears = (now: Date) => new Date(now.getTime() + 2 * 366 * 24 * 3600_000)

/** What a change makes of a post; of one that has appeared only the words. */
export function planChange(row: PostRow, change: PostChange, now: Date): Planned {
  const { title, content, contentFormat: format } = { ...row, ...change }
  const attachments = attachmentsFrom(change) ?? row.attachments.map(({ id, alt }) => ({ id, alt }))
  if (row.publishedAt) {
    if (saysNothing({ content, attachments }))
      return { draft: null, errors: { content: NOTHING_SAID } }
    const { poll, scheduledAt } = row
    const draft = { title, content, contentFormat: format, poll, scheduledAt, attachments }
    return { draft, errors: null }
  }
  const known = typedFrom(row)
  const pollMultiple = change.pollMultiple ?? (change.whole ? false : known.pollMultiple)
  return plan({ ...known, ...change, pollMultiple, attachments }, now)
}

/** A post as its form shows it, times in UTC. */
export const typedFrom = (row: PostRow): Omit<NewPost, 'id' | 'space'> => ({
  title: row.title,
  content: row.content,
  contentFormat: row.contentFormat,
  pollQuestion: row.poll?.question ?? '',
  pollOptions: row.poll?.options ?? [],
  pollMultiple: row.poll?.multiple ?? false,
  pollClosesAt: row.poll?.closesAt ?? '',
  scheduledAt: row.scheduledAt?.toISOString() ?? '',
  zone: 'UTC',
})

/** What a preview is made of. */
export const Preview = z
  .object({
    content: z.string().max(MAX_CONTENT * 2, 'That is too long.'),
    /** the same in forms of things that have one */
    description: z.string().max(MAX_CONTENT * 2, 'That is too long.'),
    contentFormat: PostFields.shape.contentFormat,
  })
  .partial()
  .transform(({ content, description, contentFormat: format }) => ({
    content: content || description || '',
    contentFormat: format ?? ('markdown' as const),
  }))
