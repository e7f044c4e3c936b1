/** What Clerk knows of a person. `updatedAt` is Clerk's clock. */
export type ClerkPerson = {
  clerkId: string
  username: string
  fullName: string
  avatarUrl: string | null
  updatedAt: Date
}

/** The part of Clerk's user, from its API or from a webhook, that a profile is made of. */
export type ClerkUser = {
  id: string
  username: string | null
  firstName: string | null
  lastName: string | null
  imageUrl: string
  email: string | null
  updatedAt: number
}

const MAX_USERNAME = 30

/** Lower case letters, digits and inner dashes: fits an address and can be @mentioned. */
export const toUsername = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_USERNAME)
    .replace(/-+$/, '')

/** Names a person from what Clerk knows; there is always a name and a username. */
export function personOf(user: ClerkUser): ClerkPerson {
  const fullName = [user.firstName, user.lastName].filter(Boolean).join(' ').trim()
  const mailName = user.email?.split('@')[0] ?? ''
  const username =
    [user.username, fullName, mailName].map((name) => toUsername(name ?? '')).find(Boolean) ??
    'member'
  return {
    clerkId: user.id,
    username,
    fullName: fullName || user.username || mailName || 'Someone new',
    avatarUrl: user.imageUrl || null,
    updatedAt: new Date(user.updatedAt),
  }
}
