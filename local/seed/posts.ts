import { readdirSync, readFileSync } from 'node:fs'
import { crumbMembers, people } from './people.ts'
import { parsePosts } from './script.ts'
import type { SeedPost } from './types.ts'

function read(folder: string, names: readonly string[]): SeedPost[] {
  const home = new URL(`content/${folder}/`, import.meta.url)
  return readdirSync(home)
    .flatMap((file) => parsePosts(readFileSync(new URL(file, home), 'utf8'), names))
    .sort((a, b) => b.daysAgo - a.daysAgo)
}

/** All posts of the seeds with their talks, oldest first, by community slug. */
export const posts: Record<'loam' | 'crumb', SeedPost[]> = {
  loam: read(
    'loam',
    // those who came last had no part in votes of long ago
    people.filter((person) => person.joinedDaysAgo > 90).map((person) => person.username),
  ),
  crumb: read(
    'crumb',
    crumbMembers.map((member) => member.username),
  ),
}
