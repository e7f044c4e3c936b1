import { type SQL, sql } from 'drizzle-orm'
import { newId, newIdPerRow } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { follows } from '../../profiles/tables.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { type Level, spaceFollows, spaces } from '../../spaces/tables.ts'
import { isMuted } from '../levels/queries.ts'
import { levelsThat } from '../levels/rules.ts'
import { topicLevels } from '../levels/tables.ts'
import { wanted } from '../preferences/queries.ts'
import { notificationPreferences as prefs } from '../preferences/tables.ts'
import { type Kind, notifications } from '../tables.ts'
import { AT_ONCE } from './rules.ts'
import { type Audience, fanouts } from './tables.ts'

type Fanout = {
  audience: Audience
  type: Kind
  actorId: string
  spaceId: string
  title: string
  body: string
  link: string
  cause: string
  topic: string
  /** asked in the batch, so that a write that was refused tells nothing */
  only: SQL
}

/**
 * Tells all who chose to hear of something, in the batch that does it: the first of them at once,
 * the others in pages from the queue, however many they are.
 */
export const insertFanout = (db: Db, of: Fanout) => {
  const id = newId()
  return [
    db.execute(sql`
      insert into ${fanouts}
        (id, audience, type, actor_id, space_id, title, body, link, cause, topic)
      select ${id}::uuid, ${of.audience}, ${of.type}::notification_type, ${of.actorId}::uuid,
        ${of.spaceId}::uuid, ${of.title}, ${of.body}, ${of.link}, ${of.cause}, ${of.topic}
      where ${of.only} on conflict (cause, audience) do nothing`),
    tellPage(db, { id, audience: of.audience, limit: AT_ONCE }),
  ] as const
}

/** The pages that are still to be told: as many messages as there are fan-outs. */
export const takeFanouts = (db: Db, now: Date) =>
  db.execute<{ id: string }>(sql`
    update ${fanouts} set queued_at = ${now.toISOString()}::timestamptz
    where ${fanouts.id} in (select ${fanouts.id} from ${fanouts}
      where ${fanouts.doneAt} is null
        and coalesce(${fanouts.queuedAt}, '-infinity') < ${now.toISOString()}::timestamptz - interval '10 minutes'
      order by ${fanouts.id} limit 100 for update skip locked)
    returning id`)

export const findFanout = (db: Db, id: string) =>
  db.execute<{ audience: Audience }>(sql`
    select ${fanouts.audience} as audience from ${fanouts}
    where ${fanouts.id} = ${id}::uuid and ${fanouts.doneAt} is null`)

/**
 * Tells the next page of people and moves on, in one statement: who runs it beside another waits,
 * and goes on from there. Gives whether that was all.
 */
export const tellPage = (
  db: Db,
  { id, audience, limit }: { id: string; audience: Audience; limit: number },
) => {
  const who = sql.raw('page.id')
  const job = { topic: sql.raw('job.topic'), spaceId: sql.raw('job.space_id') }
  return db.execute<{ isDone: boolean; told: number }>(sql`
    with job as materialized (
      select * from ${fanouts} where ${fanouts.id} = ${id}::uuid and ${fanouts.doneAt} is null
      for update),
    page as materialized (${pageOf(audience, limit)}),
    told as (
      insert into ${notifications}
        (id, user_id, community_id, space_id, actor_id, type, title, body, link, cause, topic, in_inbox)
      select ${newIdPerRow()}, page.id, ${spaces.communityId}, job.space_id, job.actor_id, job.type,
        job.title, job.body, job.link, job.cause, job.topic,
        ${wanted(sql.raw('job.type::text'), 'inbox')}::boolean
      from job cross join page
      join ${spaces} on ${spaces.id} = job.space_id and ${visibleTo(who)}
      left join ${prefs} on ${prefs.profileId} = page.id
      where page.id <> job.actor_id and not ${isMuted(who, job)}
        and not exists (select 1 from ${notifications}
          where ${notifications.userId} = page.id and ${notifications.cause} = job.cause)
      on conflict (user_id, type, cause) do nothing returning 1)
    update ${fanouts} set cursor = coalesce((select page.id from page order by page.id desc limit 1), ${fanouts.cursor}),
      done_at = case when (select count(*) from page) < ${sql.raw(`${limit}`)} then now() end
    from job where ${fanouts.id} = job.id
    returning ${fanouts.doneAt} is not null as "isDone", (select count(*)::int from told) as told`)
}

/** The next of those who chose to hear of it, by their ids. */
function pageOf(audience: Audience, limit: number): SQL {
  const most = sql.raw(`${limit}`)
  const page = (...lists: SQL[]) => sql`
    select listener.id from (${sql.join(lists, sql` union `)}) listener
    order by listener.id limit ${most}`
  const after = (column: SQL) => sql`${column} > coalesce(job.cursor, ${FIRST})`
  const followers = (levels: Level[], more = sql``) => sql`
    (select ${spaceFollows.profileId} as id from job join ${spaceFollows}
      on ${spaceFollows.spaceId} = job.space_id and ${isOneOf(sql`${spaceFollows.level}`, levels)}
      and ${after(sql`${spaceFollows.profileId}`)} ${more}
      order by 1 limit ${most})`
  if (audience === 'post')
    return page(
      followers(levelsThat('space', 'post')),
      sql`(select ${follows.followerId} as id from job join ${follows}
        on ${follows.followedId} = job.actor_id and ${after(sql`${follows.followerId}`)}
        order by 1 limit ${most})`,
    )
  return page(
    sql`(select ${topicLevels.profileId} as id from job join ${topicLevels}
      on ${topicLevels.topic} = job.topic
      and ${isOneOf(sql`${topicLevels.level}`, levelsThat('post', audience))}
      and ${after(sql`${topicLevels.profileId}`)} order by 1 limit ${most})`,
    // what they chose for the post itself counts more
    followers(
      levelsThat('space', audience),
      sql`and not exists (select 1 from ${topicLevels} chosen where chosen.topic = job.topic
        and chosen.profile_id = ${spaceFollows.profileId})`,
    ),
  )
}

const FIRST = sql.raw(`'00000000-0000-0000-0000-000000000000'::uuid`)

/** Levels are words of our own. */
const isOneOf = (column: SQL, levels: Level[]): SQL =>
  sql`${column} in (${sql.raw(levels.map((level) => `'${level}'`).join(', '))})`
