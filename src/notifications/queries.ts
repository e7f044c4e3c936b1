import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { communities } from '../communities/tables.ts'
import { newIdPerRow } from '../db/columns.ts'
import type { Db } from '../db/connect.ts'
import { profiles } from '../profiles/tables.ts'
import { visibleTo } from '../spaces/queries.ts'
import { spaces } from '../spaces/tables.ts'
import { fanouts } from './fanout/tables.ts'
import { KINDS } from './kinds/rules.ts'
import { isMuted } from './levels/queries.ts'
import { wanted } from './preferences/queries.ts'
import { notificationPreferences as prefs } from './preferences/tables.ts'
import { type Kind, notifications } from './tables.ts'

type Notice = {
  type: (typeof notifications.$inferInsert)['type']
  /** who did it; never told of it themselves. Null for what nobody did, such as a reminder */
  actorId: string | null
  /** where it lies: only those who may enter are told. Null for what lies in no space */
  spaceId: string | null
  title: string
  body: string
  link: string
  /** one cause tells one person once, however often it is repeated */
  cause: string
  /** the thing it is about, such as `post:…`: notices are grouped, muted and read by it */
  topic?: string
  /** a subquery of one column, the ids of the profiles to tell */
  to: SQL
}

/**
 * Tells people of something, in the batch that does it. Set-based: one statement for all of them.
 * Nobody hears of what they have muted. What many thousands want to hear of goes by `insertFanout`.
 */
export const insertNotifications = (db: Db, notice: Notice) => {
  const { actorId, spaceId, type, topic = '' } = notice
  const who = sql.raw('whom.id')
  const here = spaceId
    ? sql`join ${spaces} on ${spaces.id} = ${spaceId} and ${visibleTo(who)}`
    : sql``
  const rows = sql`
    select whom.id as user_id, ${spaceId ? sql`${spaces.communityId}` : sql`null::uuid`} as community_id,
      ${spaceId}::uuid as space_id, ${notice.title}::text as title, ${notice.body}::text as body,
      ${notice.link}::text as link, ${notice.cause}::text as cause
    from (${notice.to}) as whom(id) ${here}
    where whom.id is distinct from ${actorId}::uuid`
  return db.execute(tellEach(type, rows, { actorId, topic }))
}

type By = {
  actorId: string | null
  /** of all of them; null where each row has its own */
  topic: string | null
}

/**
 * The insert of notices, by the way that each reader chose: nobody hears of what they have muted,
 * and who wants a kind by mail alone finds none in the inbox. One cause tells one person once; in one
 * order, so that two who tell the same people at once wait for each other and never cross.
 * @param rows a subquery of user_id, community_id, space_id, title, body, link, cause, and of topic
 * where each has its own; null for no community and no space. Who may not read of a space is left out by whoever asks
 */
export const tellEach = (type: Kind, rows: SQL, by: By = { actorId: null, topic: '' }): SQL => {
  const topic = by.topic === null ? sql.raw('told.topic') : sql`${by.topic}`
  const place = { topic, spaceId: sql.raw('told.space_id') }
  const heard = KINDS[type].mutable
    ? sql`where not ${isMuted(sql.raw('told.user_id'), place)}`
    : sql``
  return sql`
    insert into ${notifications}
      (id, user_id, community_id, space_id, actor_id, type, title, body, link, cause, topic, in_inbox)
    select ${newIdPerRow()}, told.user_id, told.community_id, told.space_id, ${by.actorId}::uuid,
      ${type}::notification_type, told.title, told.body, told.link, told.cause, ${topic},
      ${inInbox(type)}
    from (${rows}) as told left join ${prefs} on ${prefs.profileId} = told.user_id
    ${heard} order by told.user_id, told.cause
    on conflict (user_id, type, cause) do nothing`
}

/** Whether someone reads a kind in the inbox, with their row of preferences in scope. */
const inInbox = (type: Kind): SQL =>
  sql`${wanted(sql`${sql.raw(`'${type}'`)}::text`, 'inbox')}::boolean`

/**
 * A row of `notifications` that its reader may still read: its space is open to them, its community
 * is there, and whoever caused it has not been deleted.
 */
export const isOpenTo = (me: string | null | SQLWrapper): SQL<boolean> => sql<boolean>`(
  (${notifications.spaceId} is null or exists (
    select 1 from ${spaces} where ${spaces.id} = ${notifications.spaceId} and ${visibleTo(me)}))
  and ${stands})`

/** The same for one reader's whole inbox: each space is judged once, however many notices lie there. */
export const isOpenAmong = (me: string | null | SQLWrapper, only = sql`true`): SQL<boolean> =>
  sql<boolean>`((${notifications.spaceId} is null or ${notifications.spaceId} in (
    select ${spaces.id} from ${spaces} where ${spaces.id} = any(array(
      select distinct mine.space_id from ${notifications} mine
      where mine.user_id = ${me}::uuid and ${only})) and ${visibleTo(me)}))
  and ${stands})`

const stands = sql`not exists (select 1 from ${communities}
    where ${communities.id} = ${notifications.communityId} and ${communities.deletedAt} is not null)
  and not exists (select 1 from ${profiles}
    where ${profiles.id} = ${notifications.actorId} and ${profiles.deletedAt} is not null)`

/**
 * Takes back what was told, and what was still to be told.
 * @param causes a subquery of one column, the causes that are no more
 */
export const deleteNotices = (db: Db, causes: SQL) =>
  db.execute(sql`
    with gone as materialized (select array(${causes}) as causes),
      untold as (update ${fanouts} set done_at = now() from gone
        where ${fanouts.cause} = any(gone.causes) and ${fanouts.doneAt} is null)
    delete from ${notifications} using gone where ${notifications.cause} = any(gone.causes)`)

/**
 * Takes back what is still unread of things that are no more.
 * @param whose a subquery of user_id and topic
 */
export const deleteUnread = (db: Db, whose: SQL) =>
  db.execute(sql`
    delete from ${notifications} using (${whose}) as gone(user_id, topic)
    where ${notifications.userId} = gone.user_id and ${notifications.topic} = gone.topic
      and not ${notifications.isRead}`)

/**
 * Has what was told of things that are no more lead to another page.
 * @param whose a subquery of user_id and topic
 */
export const leadElsewhere = (db: Db, whose: SQL, link: string) =>
  db.execute(sql`
    update ${notifications} set link = ${link} from (${whose}) as gone(user_id, topic)
    where ${notifications.userId} = gone.user_id and ${notifications.topic} = gone.topic`)

/**
 * Forgets what deleted people caused, and what was kept for them: it names them. Looks each of them
 * up, however large the table is; whatever one run leaves over, the next one takes.
 */
export const deleteNoticesOfDeleted = (db: Db) => {
  const some = (of: PgColumn) => sql`(
    select ${notifications.id} from ${notifications} where ${of} = ${profiles.id} limit 1000)`
  return db.execute(sql`
    delete from ${notifications} where ${notifications.id} = any(array(
      select told.id from ${profiles} cross join lateral (
        ${some(notifications.actorId)} union all ${some(notifications.userId)}) told
      where ${profiles.deletedAt} is not null limit 10000))`)
}
