import * as z from 'zod'

/** Browsers send a line's end as two characters, and count it as one. */
export const written = (missing?: string) =>
  z.string(missing).overwrite((text) => text.replaceAll('\r\n', '\n').trim())

/** What someone writes in an editor: at most as many characters as it lets them, and maybe none. */
export const writing = (max: number) =>
  written(NOTHING_SAID).max(max, `Keep it under ${max.toLocaleString('en')} characters.`)

/** Where there are neither words nor files. */
export const NOTHING_SAID = 'Write something first, or add a picture.'

/** Files speak for themselves. */
export const saysNothing = (said: { content: string; attachments: unknown[] }): boolean =>
  said.content === '' && said.attachments.length === 0

/** The key of a draft: one for each person and place, such as `new` or a post's id. */
export const draftOf = (profileId: string, place: string): string =>
  `${profileId.slice(-12)}:${place}`

const WEEK_SECONDS = 7 * 24 * 3600

/** The cookie that tells a browser's script that what it kept under this key has been sent. */
export const sentCookie = (draft: string) =>
  ['sent', draft, { path: '/', sameSite: 'Lax', maxAge: WEEK_SECONDS }] as const
