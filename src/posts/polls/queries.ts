import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { writableBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { posts } from '../tables.ts'
import type { PollCounts } from './rules.ts'
import { pollVotes } from './tables.ts'

/** The counts of the poll of the post whose id is in the given column, for a select list. */
export const pollCounts = (postId: SQLWrapper): SQL<PollCounts> => sql<PollCounts>`(
  select json_build_object(
    'voters', (select count(distinct ${pollVotes.userId}) from ${pollVotes}
      where ${pollVotes.postId} = ${postId}),
    'counts', coalesce((select json_object_agg(given.option, given.n) from (
      select ${pollVotes.option} as option, count(*) as n from ${pollVotes}
      where ${pollVotes.postId} = ${postId} group by ${pollVotes.option}) given), '{}')))`

/** The options that one person chose, for the same place. */
export const ownVotes = (postId: SQLWrapper, me: string | null) => sql<number[]>`coalesce((
  select json_agg(${pollVotes.option} order by ${pollVotes.option}) from ${pollVotes}
  where ${pollVotes.postId} = ${postId} and ${pollVotes.userId} = ${me}::uuid), '[]')`

/**
 * Makes the votes of one person on one post happen one after another. First in the batch: each
 * next statement then sees what the last request left, and one person never counts twice.
 */
export const holdVote = (db: Db, postId: string, me: string) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`vote:${postId}:${me}`}, 0))`)

/** Takes back what someone chose, while the poll is open by the database's clock. */
export const deleteVotes = (db: Db, postId: string, me: string) =>
  db.execute(sql`
    delete from ${pollVotes} where ${pollVotes.postId} = ${postId}::uuid
      and ${pollVotes.userId} = ${me}::uuid and exists (${openPoll(postId, me)})`)

/** Writes what someone chose, if the poll is open and has these options. After `deleteVotes`. */
export const insertVotes = (db: Db, postId: string, me: string, options: number[]) =>
  db.execute(sql`
    insert into ${pollVotes} (post_id, user_id, option)
    select poll.id, ${me}::uuid, chosen.option
    from (${openPoll(postId, me)}) poll,
      unnest(${`{${options.join(',')}}`}::smallint[]) chosen(option)
    where chosen.option between 0 and jsonb_array_length(poll.poll->'options') - 1
      and (${options.length === 1} or (poll.poll->>'multiple')::boolean)
    on conflict do nothing`)

/** What the poll says now: one row, or none once the post is gone. */
export const pollNow = (db: Db, postId: string, me: string) => {
  const id = sql`${postId}::uuid`
  return db
    .select({
      poll: posts.poll,
      isOpen: sql<boolean>`exists (${openPoll(postId, me)})`,
      votes: sql<PollCounts>`${pollCounts(id)}`,
      mine: sql<number[]>`${ownVotes(id, me)}`,
    })
    .from(posts)
    .where(sql`${posts.id} = ${id} and ${posts.deletedAt} is null`)
}

const openPoll = (postId: string, me: string) => sql`
  select ${posts.id}, ${posts.poll} from ${posts} join ${spaces} on ${spaces.id} = ${posts.spaceId}
  where ${posts.id} = ${postId}::uuid and ${posts.poll} is not null
    and ${posts.deletedAt} is null and ${posts.publishedAt} is not null and ${writableBy(me)}
    and coalesce((${posts.poll}->>'closesAt')::timestamptz, 'infinity') > clock_timestamp()`
