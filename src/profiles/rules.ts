import { tag } from '../edge/rules.ts'
import type { ClerkUser } from '../session/clerk.ts'

/** Named when someone's sessions end, or what their frame says of them changes. */
export const rightsOf = (profileId: string): string[] => [tag.passport(profileId)]

/** Named when someone is called or looks otherwise, or is gone: all that shows them. */
export const touchedByName = (username: string): string[] => [tag.profile(username)]

/** Named by what stands on someone's own page alone: whom they follow, where they belong. */
export const touchedOnPerson = (username: string): string[] => [tag.person(username)]

/** What Clerk knows of a person, in our words. `updatedAt` is Clerk's clock. */
export type ClerkPerson = {
  clerkId: string
  username: string
  fullName: string
  avatarUrl: string | null
  updatedAt: Date
}

export const MIN_USERNAME = 2
export const MAX_USERNAME = 30
export const MAX_NAME = 80

/** Names that would pass for the house itself, or for everyone. */
const reserved = new Set(
  `admin administrator all anonymous anyone channel clerk everyone guest help here host me member
  members mod moderator moderators nobody official opencircle owner root security settings staff
  support system team you`.split(/\s+/),
)

export const isReserved = (username: string): boolean =>
  reserved.has(username) || username.startsWith('deleted-')

/** Lower case letters, digits and inner dashes: fits an address and can be @mentioned. */
export const toUsername = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_USERNAME)
    .replace(/-+$/, '')

/** The same username with something behind it that nobody else has, within the same length. */
export function withSuffix(username: string, suffix: string): string {
  const start = username.slice(0, MAX_USERNAME - suffix.length - 1).replace(/-+$/, '')
  return `${start}-${suffix}`
}

// control characters, and marks that turn the reading direction of what follows them
const unprintable = /[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu

/** One line of words without what could break the line or disguise it. */
export const tidy = (text: string): string =>
  text.replace(unprintable, ' ').replace(/\s+/gu, ' ').trim()

/** The address of a picture that pages may show: on the web by https, or on this site. */
export const isPicture = (address: string): boolean =>
  /^(https:\/\/|\/(?![/\\]))/.test(address) &&
  !/[\s\p{Cc}]/u.test(address) &&
  URL.canParse(address, 'https://here.invalid')

/** Names a person from what Clerk knows; there is always a name and a username. */
export function personOf(user: ClerkUser): ClerkPerson {
  const name = tidy([user.firstName, user.lastName].filter(Boolean).join(' '))
  const mailName = user.email?.split('@')[0] ?? ''
  const username = [user.username, name, mailName]
    .map((text) => toUsername(text ?? ''))
    .find((text) => text.length >= MIN_USERNAME && !isReserved(text))
  const fullName = name || tidy(user.username ?? '') || tidy(mailName) || 'Someone new'
  return {
    clerkId: user.id,
    username: username ?? 'someone',
    fullName: [...fullName].slice(0, MAX_NAME).join('').trim(),
    avatarUrl: isPicture(user.imageUrl) ? user.imageUrl : null,
    updatedAt: new Date(user.updatedAt),
  }
}
