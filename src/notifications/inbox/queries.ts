import { and, eq, type SQL, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { topicLevels } from '../levels/tables.ts'
import { isOpenAmong } from '../queries.ts'
import { notifications } from '../tables.ts'
import { groupOf } from '../unread/queries.ts'
import { PAGE, TABS, type Tab } from './rules.ts'

type Actor = { username: string; fullName: string; avatarUrl: string | null }

/** What the inbox shows on one line: notices of one kind about one thing, by their newest. */
export const lineFields = {
  id: notifications.id,
  type: notifications.type,
  topic: notifications.topic,
  title: notifications.title,
  body: notifications.body,
  link: sql<string>`line.link`,
  isRead: sql<boolean>`line.unread = 0`,
  createdAt: notifications.createdAt,
  unread: sql<number>`line.unread`,
  people: sql<number>`line.people`,
  isMuted: qualified(sql<boolean>`exists (select 1 from ${topicLevels}
    where ${topicLevels.profileId} = ${notifications.userId}
      and ${topicLevels.topic} = ${notifications.topic} and ${topicLevels.level} = 'mute')`),
  community: { slug: communities.slug, name: communities.name },
  actors: qualified(sql<Actor[]>`coalesce((
    select json_agg(json_build_object('username', ${profiles.username},
      'fullName', ${profiles.fullName}, 'avatarUrl', ${profiles.avatarUrl}) order by who.at)
    from unnest(line.actors) with ordinality who(id, at)
    join ${profiles} on ${profiles.id} = who.id), '[]')`),
}

/** The lines of someone's inbox; of each, the newest notice's id, and where it leads. */
const linesOf = (me: string | null, only: SQL, limit: number): SQL => sql`(
  select mine.ids[1] as id, mine.unread, mine.people, mine.actors[1:3] as actors, mine.link
  from (select array_agg(${notifications.id} order by ${notifications.id} desc) as ids,
      count(*) filter (where not ${notifications.isRead})::int as unread,
      count(distinct ${notifications.actorId})::int as people,
      array_remove(array_agg(${notifications.actorId} order by ${notifications.id} desc), null) as actors,
      coalesce(
        (array_agg(${notifications.link} order by ${notifications.id})
          filter (where not ${notifications.isRead}))[1],
        (array_agg(${notifications.link} order by ${notifications.id} desc))[1]) as link
    from ${notifications} where ${notifications.userId} = ${me}::uuid and ${notifications.inInbox}
      and ${isOpenAmong(me)} and ${only}
    group by ${notifications.type}, ${groupOf}) mine
  order by mine.ids[1] desc limit ${sql.raw(`${limit}`)}) line`

const lines = (db: Db, from: SQL) =>
  db
    .select(lineFields)
    .from(from)
    .innerJoin(notifications, sql`${notifications.id} = line.id`)
    .leftJoin(communities, eq(communities.id, notifications.communityId))
    .orderBy(sql`${notifications.id} desc`)

/**
 * A page of someone's inbox, newest first; one more than a page tells that there is more.
 * @param after the id of the last line of the page before
 */
export const inboxOf = (db: Db, me: string | null, tab: Tab, after: string | null) => {
  const { kinds } = TABS[tab]
  const only = [
    ...(tab === 'unread' ? [sql`not ${notifications.isRead}`] : []),
    ...(kinds ? [sql`${notifications.type}::text = any(${`{${kinds.join(',')}}`}::text[])`] : []),
    // what came after the page before, or joins one of its lines, has been shown
    ...(after ? [isOlder(me, after)] : []),
  ]
  return lines(db, linesOf(me, and(...only) ?? sql`true`, PAGE + 1))
}

const isOlder = (me: string | null, after: string): SQL => sql`${notifications.id} < ${after}::uuid
  and not exists (select 1 from ${notifications} newer where newer.user_id = ${me}::uuid
    and newer.type = ${notifications.type} and newer.id >= ${after}::uuid and newer.in_inbox
    and (case when newer.topic = '' then newer.cause else newer.topic end) = ${groupOf})`
export type InboxRow = Awaited<ReturnType<typeof inboxOf>>[number]

/** The line of one's own inbox that a notice stands in. */
export const findLine = (db: Db, me: string | null, id: string) =>
  lines(
    db,
    linesOf(
      me,
      sql`(${notifications.type}, ${groupOf}) in (
        select one.type, case when one.topic = '' then one.cause else one.topic end
        from ${notifications} one where one.id = ${id}::uuid and one.user_id = ${me}::uuid)`,
      1,
    ),
  )

/** What stands in a notice's line, up to it. */
const inLineOf = (me: string, id: string): SQL => sql`${notifications.userId} = ${me}::uuid
  and ${notifications.id} <= ${id}::uuid and (${notifications.type}, ${groupOf}) in (
    select one.type, case when one.topic = '' then one.cause else one.topic end
    from ${notifications} one where one.id = ${id}::uuid)`

/** Marks a line read, with all that stands in it. */
export const markRead = (db: Db, me: string, id: string) =>
  db
    .update(notifications)
    .set({ isRead: true })
    .where(sql`${inLineOf(me, id)} and not ${notifications.isRead}`)

/** Marks a line new again, by its newest notice. */
export const markUnread = (db: Db, me: string, id: string) =>
  db
    .update(notifications)
    .set({ isRead: false })
    .where(and(eq(notifications.id, id), eq(notifications.userId, me)))

/** Marks all read that came no later than one that was shown; without one, all that are there. */
export const markAllRead = (db: Db, me: string, before: string | null) =>
  db
    .update(notifications)
    .set({ isRead: true })
    .where(
      and(
        eq(notifications.userId, me),
        eq(notifications.isRead, false),
        before ? sql`${notifications.id} <= ${before}::uuid` : undefined,
      ),
    )

/** Where a notice lies, for what is chosen about its thing. */
export const placeOf = (db: Db, me: string, id: string) =>
  db
    .select({ spaceId: notifications.spaceId })
    .from(notifications)
    .where(and(eq(notifications.id, id), eq(notifications.userId, me)))
