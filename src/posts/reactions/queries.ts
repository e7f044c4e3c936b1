import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { writableBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { comments } from '../comments/tables.ts'
import { posts } from '../tables.ts'
import type { ReactionCounts, ReactionKind, ReactionNames } from './rules.ts'
import { reactions } from './tables.ts'

export type Target = { type: 'post' | 'comment'; id: string }

/**
 * How often each kind was given to the post or comment whose id is in the given column, for the
 * select list of a query over posts or comments.
 */
export const reactionCounts = (type: Target['type'], id: SQLWrapper): SQL<ReactionCounts> =>
  whole(sql`coalesce((
    select json_object_agg(given.kind, given.n) from (
      select ${reactions.reactionType} as kind, count(*)::int as n from ${reactions}
      where ${reactions.targetType} = ${type} and ${reactions.targetId} = ${id}
      group by ${reactions.reactionType}
    ) given), '{}')`)

const NAMES = 10

/** The names of the first ten who gave each kind, for the same place. */
export const reactionNames = (type: Target['type'], id: SQLWrapper): SQL<ReactionNames> =>
  whole(sql`coalesce((
    select json_object_agg(given.kind, given.names) from (
      select kind, json_agg(${profiles.fullName} order by place) as names from (
        select ${reactions.reactionType} as kind, ${reactions.userId} as user_id,
          row_number() over (partition by ${reactions.reactionType} order by ${reactions.id}) as place
        from ${reactions}
        where ${reactions.targetType} = ${type} and ${reactions.targetId} = ${id}
      ) ranked join ${profiles} on ${profiles.id} = ranked.user_id
      where place <= ${NAMES} group by kind
    ) given), '{}')`)

/** The kinds that one person gave, for the same place; needs the person, so never in shared rows. */
export const ownReactions = (
  type: Target['type'],
  id: SQLWrapper,
  me: string | null,
): SQL<ReactionKind[]> =>
  whole(sql`coalesce((
    select json_agg(${reactions.reactionType}) from ${reactions}
    where ${reactions.userId} = ${me}::uuid and ${reactions.targetType} = ${type}
      and ${reactions.targetId} = ${id}), '[]')`)

/** What one person gave to many posts or comments. None for a guest. */
export const myReactions = (db: Db, me: string | null, type: Target['type'], ids: string[]) =>
  db
    .select({
      targetId: reactions.targetId,
      kinds: sql<ReactionKind[]>`json_agg(${reactions.reactionType})`,
    })
    .from(reactions)
    .where(
      sql`${reactions.userId} = ${me}::uuid and ${reactions.targetType} = ${type}
        and ${reactions.targetId} = any(${`{${ids.join(',')}}`}::uuid[])`,
    )
    .groupBy(reactions.targetId)

// drizzle drops the table's name from the columns of a plain select, but not from what is nested
const whole = <T>(expression: SQL): SQL<T> => sql<T>`${expression}`

/** The reactions of one target and those that are the viewer's own, as they are now. */
export const reactionsOn = (db: Db, target: Target, me: string) => {
  const id = sql`${target.id}::uuid`
  return db.execute<{
    counts: ReactionCounts
    names: ReactionNames
    mine: ReactionKind[]
  }>(sql`select ${reactionCounts(target.type, id)} as counts,
    ${reactionNames(target.type, id)} as names, ${ownReactions(target.type, id, me)} as mine`)
}

/** Gives a reaction, once however often it is given; the counter moves only with the row. */
export const insertReaction = (
  db: Db,
  target: Target,
  kind: ReactionKind,
  me: string,
  id: string = newId(),
) =>
  db.execute(sql`
    with made as (
      insert into ${reactions} (id, user_id, target_type, target_id, reaction_type)
      select ${id}::uuid, ${me}::uuid, ${target.type}::target_type, here.id, ${kind}
      from (${openTarget(target, me)}) here
      on conflict (user_id, target_type, target_id, reaction_type) do nothing
      returning target_id, reaction_type
    ) ${moveCounter(target.type, sql`1`, sql`made`)}`)

/** Takes a reaction back; of two who do so at once, one moves the counter. */
export const deleteReaction = (db: Db, target: Target, kind: ReactionKind, me: string) =>
  db.execute(sql`
    with gone as (
      delete from ${reactions}
      where ${reactions.userId} = ${me}::uuid and ${reactions.targetType} = ${target.type}
        and ${reactions.targetId} in (${openTarget(target, me)})
        and ${reactions.reactionType} = ${kind}
      returning target_id, reaction_type
    ) ${moveCounter(target.type, sql`-1`, sql`gone`)}`)

function moveCounter(type: Target['type'], by: SQL, rows: SQL) {
  const table = type === 'post' ? posts : comments
  return sql`update ${table} set likes_count = ${table.likesCount} + ${by} from ${rows}
    where ${table.id} = ${rows}.target_id and ${rows}.reaction_type = 'like'`
}

/** The target's id, if this person may react to it at this moment. */
function openTarget(target: Target, me: string) {
  const place = sql`join ${spaces} on ${spaces.id} = ${posts.spaceId}
    where ${posts.deletedAt} is null and ${posts.publishedAt} is not null and ${writableBy(me)}`
  if (target.type === 'post')
    return sql`select ${posts.id} from ${posts} ${place} and ${posts.id} = ${target.id}::uuid`
  return sql`select ${comments.id} from ${comments} join ${posts} on ${posts.id} = ${comments.postId}
    ${place} and ${comments.id} = ${target.id}::uuid and ${comments.deletedAt} is null`
}
