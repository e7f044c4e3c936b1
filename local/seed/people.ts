import { existsSync, readFileSync } from 'node:fs'
import type { SeedPerson } from './types.ts'

const roles = ['owner', 'admin', 'moderator', 'member'] as const

function parsePerson(block: string): SeedPerson {
  const [head = '', facts = '', ...bio] = block.split('\n')
  const [username = '', ...name] = head.slice(1).split(' ')
  const [role, joined = '', tier = '', location = '', ...links] = facts.split(' · ')
  const known = roles.find((each) => each === role)
  if (!known || !joined.endsWith('d')) throw new Error(`people.txt: cannot read @${username}`)
  const avatar = `/seed/avatars/${username}.webp`
  return {
    username,
    fullName: name.join(' '),
    bio: bio.join('\n').trim(),
    location,
    socialLinks: Object.fromEntries(links.map((link) => link.split(' '))),
    role: known,
    tier: tier === 'free' ? null : tier,
    joinedDaysAgo: Number.parseInt(joined, 10),
    avatar: existsSync(new URL(`../../public${avatar}`, import.meta.url)) ? avatar : null,
  }
}

const text = readFileSync(new URL('content/people.txt', import.meta.url), 'utf8')

/** Everyone in the seeds, the owner first. `role` and `tier` are those in Loam. */
export const people: SeedPerson[] = text.trim().split(/\n\n+/).map(parsePerson)

const bakers = 'theo margot tomasz haruka amara olu kaia sofia ioana elif tove rahim'.split(' ')

/** Crumb & Ember is a baker's dozen: Yusuf owns it, Theo helps. */
export const crumbMembers: { username: string; role: SeedPerson['role'] }[] = [
  { username: 'yusuf', role: 'owner' },
  ...bakers.map((username) => ({
    username,
    role: username === 'theo' ? ('admin' as const) : ('member' as const),
  })),
]
