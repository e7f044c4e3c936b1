import { chance, pick } from '../../local/seed/pick.ts'
import type { SeedComment, SeedPost } from '../../local/seed/types.ts'
import type { Db } from '../../src/db/connect.ts'
import { insertReaction, type Target } from '../../src/posts/reactions/queries.ts'
import { REACTIONS, type ReactionKind } from '../../src/posts/reactions/rules.ts'
import type { Made, MadeSpace } from './community.ts'
import { type People, personOf } from './people.ts'
import { DAY, forEachRow, idOf, type Statement } from './statements.ts'

type Place = { everyone: People; made: Made; now: Date }

export type Given = { target: Target; kind: ReactionKind; me: string; id: string }

/**
 * What people gave to something that appeared at `at`: soon after it, and after they came. Nobody
 * likes what they wrote themselves, and only those who may enter see it.
 */
export function reactionsTo(
  { everyone, made, now }: Place,
  target: Target,
  on: SeedPost | SeedComment,
  { space, at }: { space: MadeSpace; at: Date },
): Given[] {
  const others = space.entrants.filter((username) => username !== on.author)
  const key = `${on.author} ${on.content.slice(0, 40)}`
  return REACTIONS.flatMap(({ kind }) => {
    const count = kind === 'like' ? on.likes : (on.reactions[kind] ?? 0)
    return pick(`${kind} ${key}`, count, others).map((username) => {
      const first = Math.max(at.getTime(), made.members.get(username)?.joinedAt.getTime() ?? 0)
      const later =
        Math.min(now.getTime() - first, 6 * DAY) * chance(`${username} ${kind} ${key}`) ** 3
      const { id: me } = personOf(everyone, username)
      return { target, kind, me, id: idOf(new Date(first + later)) }
    })
  })
}

/** Gives them all, a kind at a time. */
export function giveAll(db: Db, given: Given[]): Statement[] {
  const groups = Map.groupBy(given, ({ target, kind }) => `${target.type} ${kind}`)
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (!first) return []
    const rows = [first, ...rest].map(({ target, me, id }) => ({ target: target.id, me, id }))
    const { kind, target } = first
    return forEachRow(db, rows, (row) =>
      insertReaction(db, { type: target.type, id: row.target }, kind, row.me, row.id),
    )
  })
}
