import * as z from 'zod'
import { tidy } from '../../profiles/rules.ts'
import { DEFAULT_BRAND } from '../../ui/brand.ts'

export const MAX_NAME = 60
export const MAX_DESCRIPTION = 500
export const MAX_ADDRESS = 1000

/** A name of something: one line with something in it to see. */
export const name = z
  .string('Give it a name.')
  .transform(tidy)
  .pipe(
    z
      .string()
      .regex(/[^\p{Z}\p{C}\p{M}]/u, 'Give it a name.')
      .max(MAX_NAME, 'Shorten the name.'),
  )

export const description = z
  .string()
  .trim()
  .max(MAX_DESCRIPTION, `Keep it under ${MAX_DESCRIPTION} characters.`)

/** A picture: over https, or one of the files that come with OpenCircle; empty for none. */
export const picture = z
  .string()
  .trim()
  .max(MAX_ADDRESS, 'That address is too long.')
  .refine((text) => text === '' || isPicture(text), 'Use an address that starts with https://')
  .transform((text) => text || null)
  .nullable()

function isPicture(text: string): boolean {
  if (/^\/seed\/[\w./-]+$/.test(text)) return !text.includes('..')
  if (/^\/files\/[0-9a-f-]{36}\/[^/?#\s\\]+$/.test(text)) return true
  return URL.canParse(text) && new URL(text).protocol === 'https:'
}

/** All settings of a community. */
export const Settings = z.object({
  name,
  description,
  logoUrl: picture,
  coverUrl: picture,
  brandColor: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, `A colour looks like ${DEFAULT_BRAND}.`),
  isPublic: z.union([z.boolean(), z.stringbool()], 'Choose who may read.'),
  joining: z.enum(['open', 'approval', 'invitation'], 'Choose how people join.'),
})
export type Settings = z.output<typeof Settings>

/** Each section of the page sends its own fields; a script may send any. */
export const SettingsChange = Settings.partial()

/** Deleting asks for the name, typed as it stands. */
export const Closing = z.object({ name: z.string() })

export const isNameTyped = (typed: string, name: string): boolean =>
  typed.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase()
