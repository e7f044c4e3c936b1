import { type SQL, sql } from 'drizzle-orm'
import { memberships } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { attachedTo } from '../attachments/queries.ts'
import { comments } from '../comments/tables.ts'
import { mentionsOf } from '../mentions/queries.ts'
import { writer } from '../queries.ts'
import { reactionCounts, reactionNames } from '../reactions/queries.ts'
import { posts } from '../tables.ts'
import {
  AROUND_BRANCH,
  AROUND_TARGET,
  AROUND_TOP_TARGET,
  BUDGET,
  COUNTED,
  LEVELS,
  NEAR_WIDTHS,
  PAGE,
  type Part,
  WIDTHS,
} from './rules.ts'

/** The part of a post's comments that a page shows, in no order. */
export const commentsIn = (db: Db, postId: string, part: Part) =>
  db
    .select({
      id: comments.id,
      parentId: comments.parentId,
      level: sql<number>`shown.level`,
      depth: sql<number>`shown.depth`,
      topId: sql<string | null>`shown.top_id`,
      ...writer,
      content: comments.content,
      mentions: mentionsOf(comments.content),
      attachments: attachedTo(comments),
      createdAt: comments.createdAt,
      editedAt: comments.editedAt,
      isDeleted: sql<boolean>`${comments.deletedAt} is not null`,
      repliesCount: sql<number>`(select count(*)::int from (select 1 from ${comments} reply
        where reply.post_id = ${comments.postId} and reply.parent_id = ${comments.id}
        limit ${COUNTED}) counted)`,
      reactions: reactionCounts('comment', comments.id),
      reactors: reactionNames('comment', comments.id),
    })
    .from(sql`(${shownIn(postId, part)}) shown`)
    .innerJoin(comments, sql`${comments.id} = shown.id`)
    .innerJoin(profiles, sql`${profiles.id} = ${comments.authorId}`)
    .innerJoin(posts, sql`${posts.id} = ${comments.postId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${posts.spaceId}`)
    .leftJoin(
      memberships,
      sql`${memberships.communityId} = ${spaces.communityId}
        and ${memberships.profileId} = ${comments.authorId}`,
    )

/**
 * Walks down from the page's first comments, each with its first replies (or those around what was
 * asked for), level by level until the budget is spent: no thread costs more than that.
 */
function shownIn(postId: string, part: Part): SQL {
  const inPost = sql`c.post_id = ${postId}::uuid`
  const widths = part.kind === 'comment' ? NEAR_WIDTHS : WIDTHS
  const width = sql.join(
    widths.map((count, level) => sql.raw(`when ${level} then ${count}`)),
    sql` `,
  )
  return sql`
    with recursive path(id, parent_id, up) as (${pathFrom(inPost, part)}),
    near(parent_id, pivot, past, earlier, later) as materialized (${windowsOf(part)}),
    tree(id, level) as (
      (${seedsOf(inPost, part)})
      union all
      select reply.id, tree.level + 1
      from tree left join near on near.parent_id = tree.id
      cross join lateral (
        (select c.id from ${comments} c
          where ${inPost} and c.parent_id = tree.id and c.id >= coalesce(near.pivot, ${FIRST_ID})
            and c.id is distinct from near.past
          order by c.id limit coalesce(near.later, case tree.level ${width} end))
        union all
        (select c.id from ${comments} c
          where ${inPost} and c.parent_id = tree.id and c.id < near.pivot
          order by c.id desc limit coalesce(near.earlier, 0))
      ) reply
      where tree.level < ${LEVELS}
    )
    select tree.id, tree.level, coalesce((select max(up) from path), 0) as depth,
      (select id from path where parent_id is null) as top_id
    from tree limit ${BUDGET}`
}

const FIRST_ID = sql.raw(`'00000000-0000-0000-0000-000000000000'::uuid`)

/** Deeper than this nobody counts. */
const DEEPEST = 1000

/** The comment that was asked for and those above it, up to the first level. */
function pathFrom(inPost: SQL, part: Part): SQL {
  const from = part.kind === 'comment' ? part.target : part.kind === 'branch' ? part.root : null
  return sql`
    select c.id, c.parent_id, 0 from ${comments} c where ${inPost} and c.id = ${from}::uuid
    union all
    select c.id, c.parent_id, path.up + 1 from path join ${comments} c on c.id = path.parent_id
    where path.up < ${sql.raw(`${DEEPEST}`)}`
}

/** Where other replies than the first are shown: of which comment, and around which. */
function windowsOf(part: Part): SQL {
  if (part.kind === 'comment') {
    const { before, after } = AROUND_TARGET
    return sql`
      select parent_id, id, null::uuid,
        case up when 0 then ${sql.raw(`${before + 1}`)} else 0 end,
        case up when 0 then ${sql.raw(`${after + 2}`)} else 1 end
      from path where up < ${sql.raw(`${ABOVE}`)} and parent_id is not null`
  }
  if (part.kind === 'branch') {
    const more = sql.raw(`${PAGE + 1}`)
    const { root, before, after } = part
    return before
      ? sql`select ${root}::uuid, ${before}::uuid, null::uuid, ${more}, 0`
      : sql`select ${root}::uuid, ${after ?? null}::uuid, ${after ?? null}::uuid, 0, ${more}`
  }
  return sql`select null::uuid, null::uuid, null::uuid, 0, 0 where false`
}

/** A comment that was asked for is shown under this many of those above it. */
const ABOVE = LEVELS - 1

function seedsOf(inPost: SQL, part: Part): SQL {
  // ordered by the parent too, which is null in all of them: only so does the index give the order
  const firstLevel = (condition: SQL, order: SQL, limit: SQL) => sql`
    (select c.id, 0 from ${comments} c where ${inPost} and c.parent_id is null and ${condition}
      order by ${order} limit ${limit})`
  const more = sql.raw(`${PAGE + 1}`)
  const up = sql`c.parent_id, c.id`
  const down = sql`c.parent_id desc, c.id desc`
  if (part.kind === 'list') {
    const { after, before } = part
    const rises = (part.order === 'oldest') === !before
    const cursor = before ?? after
    if (!cursor) return firstLevel(sql`true`, rises ? up : down, more)
    const past = rises ? sql`c.id > ${cursor}::uuid` : sql`c.id < ${cursor}::uuid`
    return firstLevel(past, rises ? up : down, more)
  }
  const fallback = firstLevel(sql`not exists (select 1 from path)`, up, more)
  if (part.kind === 'branch')
    return sql`select id, ${sql.raw(`${part.level}`)} from path where up = 0 union all ${fallback}`
  const above = sql.raw(`${ABOVE}`)
  const top = sql`(select id from path where parent_id is null and up <= ${above})`
  const side = (which: 'before' | 'after', extra: number) =>
    sql.raw(`(select case up when 0 then ${AROUND_TOP_TARGET[which] + extra}
      else ${AROUND_BRANCH[which] + extra} end from path where parent_id is null and up <= ${ABOVE})`)
  return sql`
    ${firstLevel(sql`c.id >= ${top}`, up, side('after', 2))}
    union all ${firstLevel(sql`c.id < ${top}`, down, side('before', 1))}
    union all select id, 0 from path where up = ${above} and parent_id is not null
    union all ${fallback}`
}
