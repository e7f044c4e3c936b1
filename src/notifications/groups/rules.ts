import type { Kind } from '../tables.ts'

type Named = { fullName: string }

/** Kinds of which people do the same one after another; of the others the newest says how it stands. */
const BY_PEOPLE: Kind[] = ['mention', 'reply', 'new_post', 'new_follower']

/**
 * The words of several notices about one thing: "Ada and 4 others commented on Three pots". They
 * stand in the newest one's own title, which begins with who did it.
 * @param type their kind
 * @param actors who did it, the newest first, as far as they are known
 * @param people how many they are
 */
export function titleOf(type: Kind, title: string, actors: Named[], people: number): string {
  const [first, second] = actors
  if (!first || people < 2 || !BY_PEOPLE.includes(type)) return title
  if (!title.startsWith(first.fullName)) return `${title}, and ${people - 1} more`
  const rest = title.slice(first.fullName.length)
  const others = people - 1
  const names =
    others === 1 && second
      ? `${first.fullName} and ${second.fullName}`
      : `${first.fullName} and ${others} ${others === 1 ? 'other' : 'others'}`
  return names + plural(rest)
}

/** The verb for several. */
const plural = (rest: string): string => rest.replace(/^ follows /, ' follow ')

type Notice = {
  type: Kind
  topic: string
  cause: string
  title: string
  actor: (Named & { avatarUrl: string | null }) | null
}

/** Puts together what stands together in the inbox; each line is its newest notice. */
export function grouped<N extends Notice>(notices: N[]): (N & { count: number })[] {
  const lines = new Map<string, N[]>()
  for (const notice of notices) {
    const key = `${notice.type} ${notice.topic || notice.cause}`
    lines.set(key, [...(lines.get(key) ?? []), notice])
  }
  return [...lines.values()].flatMap((line) => {
    const newest = line.at(-1)
    if (!newest) return []
    const actors = new Map(
      [...line].reverse().flatMap(({ actor }) => (actor ? [[actor.fullName, actor]] : [])),
    )
    const title = titleOf(newest.type, newest.title, [...actors.values()], actors.size)
    return [{ ...newest, title, count: line.length }]
  })
}
