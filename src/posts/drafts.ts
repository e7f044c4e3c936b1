import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'

const WEEK_SECONDS = 7 * 24 * 3600

/** Tells the browser that what it kept under this key has been sent; its script then forgets it. */
export const forgetDraft = (c: Context, draft: string): void =>
  setCookie(c, 'sent', draft, { path: '/', sameSite: 'Lax', maxAge: WEEK_SECONDS })

/** The key of a draft: one for each person and place, such as `new` or a post's id. */
export const draftOf = (profileId: string, place: string): string =>
  `${profileId.slice(-12)}:${place}`
