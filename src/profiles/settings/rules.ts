import * as z from 'zod'
import { isPicture, isReserved, MAX_NAME, MAX_USERNAME, MIN_USERNAME, tidy } from '../rules.ts'

export const MAX_BIO = 500
export const MAX_LOCATION = 80
export const MAX_LINKS = 5
export const MAX_ADDRESS = 300

const words = (max: number) =>
  z
    .string('Write some words here.')
    .transform((text) => text.trim())
    .pipe(z.string().max(max, `Keep it to ${max} characters.`))

const line = (max: number) => words(max).transform(tidy)

const FullName = line(MAX_NAME).refine((name) => /[^\p{Z}\p{C}\p{M}]/u.test(name), {
  message: 'Tell people your name.',
})

/** A username as its owner may choose it; whether it is free, only the database can say. */
export const Username = z
  .string('Choose a username.')
  .transform((text) => text.trim().replace(/^@/, '').toLowerCase())
  .pipe(
    z
      .string()
      .min(MIN_USERNAME, `Take at least ${MIN_USERNAME} characters.`)
      .max(MAX_USERNAME, `Keep it to ${MAX_USERNAME} characters.`)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use letters a to z, digits, and dashes between them.')
      .refine((name) => !isReserved(name), { message: 'This one is kept free. Try another.' }),
  )

const address = z
  .string('Give an address.')
  .transform((text) => text.trim())
  .pipe(z.string().max(MAX_ADDRESS, `Keep it to ${MAX_ADDRESS} characters.`))

const Avatar = address
  .refine((url) => url === '' || isPicture(url), {
    message: 'Give the address of a picture that begins with https://.',
  })
  .transform((url) => url || null)

const Link = address
  .transform((text) => (/^[\w-]+(\.[\w-]+)+(\/|$)/.test(text) ? `https://${text}` : text))
  .refine((url) => url === '' || isLink(url), {
    message: 'Give an address that begins with https://.',
  })

function isLink(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return false
  const { hostname, username, password } = new URL(text)
  return hostname.includes('.') && !username && !password
}

/** What people may say of themselves; what is left out stays as it is. */
export const Settings = z
  .object({
    fullName: FullName,
    username: Username,
    bio: words(MAX_BIO),
    location: line(MAX_LOCATION),
    avatarUrl: Avatar,
    links: z
      .array(Link, 'Give a list of addresses.')
      .max(MAX_LINKS, `Up to ${MAX_LINKS} links.`)
      .transform((links) => [...new Set(links.filter(Boolean))]),
  })
  .partial()
export type Settings = z.output<typeof Settings>

/** To delete an account its username is typed. */
export const Deletion = z.object({ confirm: z.string() })

export const isUsernameTyped = (typed: string, username: string): boolean =>
  typed.trim().replace(/^@/, '').toLowerCase() === username
