import * as z from 'zod'
import {
  type Attached,
  type AttachedRow,
  attachedFrom,
  MAX_ALT,
} from '../../files/attached/rules.ts'
import type { Errors, Typed } from '../../ui/input.ts'
import type { Attachment } from '../tables.ts'

export const MAX_ATTACHMENTS = 20

const alt = z
  .string()
  .trim()
  .max(MAX_ALT, `Describe a picture in at most ${MAX_ALT} characters.`)
  .overwrite((text) => text.replace(/\s+/g, ' '))

const id = z.uuid('That file is not known.').toLowerCase()

/** Fields of what files can be attached to: a list in JSON, and lists side by side in a form. */
export const attachmentFields = {
  /** ids of uploads in this space, in order, with what their pictures show */
  attachments: z
    .array(z.union([z.literal(''), id, z.object({ id, alt: alt.default('') })]), 'Give a list.')
    .max(MAX_ATTACHMENTS + 2, `${MAX_ATTACHMENTS} files are enough.`)
    .optional(),
  alts: z.array(alt).optional(),
  /** ids of those to take out: what a tick box says without a script */
  removed: z.array(id).optional(),
}

type Fields = {
  attachments?: ('' | string | Attachment)[]
  alts?: string[]
  removed?: string[]
}

/** What is attached, each once; undefined when nothing was said of it. */
export function attachmentsFrom({ attachments, alts, removed }: Fields): Attachment[] | undefined {
  const all = attachments?.map((one, at) =>
    typeof one === 'string' ? { id: one, alt: alts?.[at] ?? '' } : one,
  )
  const byId = new Map(all?.map((one) => [one.id, one]))
  for (const gone of ['', ...(removed ?? [])]) byId.delete(gone)
  return all && [...byId.values()].slice(0, MAX_ATTACHMENTS)
}

export const GONE = 'A file is not there any more. Take it out or add it again.'

/** Which of the wanted cannot be attached: not one's own, part of something else, or gone. */
export const missingFrom = (wanted: Attachment[], found: { id: string }[]): Attachment[] =>
  wanted.filter(({ id }) => !found.some((file) => file.id === id))

/** What a form that may be anything names as its files, to show it again. */
export function typedAttachments({ attachments, alts }: Typed): Attachment[] {
  if (!Array.isArray(attachments)) return []
  return attachments.flatMap((one: unknown, at) => {
    const said = typeof one === 'object' && one ? { ...one } : { id: one, alt: listed(alts)[at] }
    const known = Shown.safeParse(said)
    return known.success ? [known.data] : []
  })
}

const Shown = z.object({ id, alt: z.string().catch('') })

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Files in the order of a list, with what its pictures show; those that were not found are left out. */
export const attachedAs = (wanted: Attachment[], found: AttachedRow[]): Attached[] =>
  wanted.flatMap(({ id: wantedId, alt }) => {
    const row = found.find((file) => file.id === wantedId)
    return row ? [attachedFrom({ ...row, alt })] : []
  })

/** The message for the files of a form, if they have one. */
export const attachmentError = (errors: Errors = {}): string | undefined =>
  Object.entries(errors).find(([name]) => /^(attachments|alts|removed)\b/.test(name))?.[1]
