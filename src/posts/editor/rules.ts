/** The key of a draft: one for each person and place, such as `new` or a post's id. */
export const draftOf = (profileId: string, place: string): string =>
  `${profileId.slice(-12)}:${place}`

const WEEK_SECONDS = 7 * 24 * 3600

/** The cookie that tells a browser's script that what it kept under this key has been sent. */
export const sentCookie = (draft: string) =>
  ['sent', draft, { path: '/', sameSite: 'Lax', maxAge: WEEK_SECONDS }] as const
