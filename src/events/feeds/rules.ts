import * as z from 'zod'

/** A new secret: 256 random bits, as they can stand in an address. */
export const newToken = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

export const isToken = (text: string): boolean => /^[\w-]{43}$/.test(text)

/** Which calendar: of all that one goes to, or of a space. */
export const NewFeed = z.object({
  community: z.string().trim().max(80).optional(),
  space: z.string().trim().max(80).optional(),
})

export const feedPath = (token: string): string => `/calendar/${token}.ics`
