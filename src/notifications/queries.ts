import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { communities } from '../communities/tables.ts'
import { newIdPerRow } from '../db/columns.ts'
import type { Db } from '../db/connect.ts'
import { profiles } from '../profiles/tables.ts'
import { visibleTo } from '../spaces/queries.ts'
import { spaces } from '../spaces/tables.ts'
import { PAGE, type Tab } from './rules.ts'
import { notifications } from './tables.ts'

type Notice = {
  type: (typeof notifications.$inferInsert)['type']
  /** who did it; never told of it themselves. Null where nobody did, as when time has come */
  actorId: string | null
  /** where it lies: only those who may enter are told. Null for what lies in no space */
  spaceId: string | null
  title: string
  body: string
  link: string
  /** one cause tells one person once, however often it is repeated */
  cause: string
  /** a subquery of one column, the ids of the profiles to tell */
  to: SQL
}

/** Tells people of something, in the batch that does it. Set-based: one statement for all of them. */
export const insertNotifications = (db: Db, notice: Notice) => {
  const told = sql.raw('told.id')
  const here = notice.spaceId
    ? sql`join ${spaces} on ${spaces.id} = ${notice.spaceId} and ${visibleTo(told)}`
    : sql``
  const community = notice.spaceId ? sql`${spaces.communityId}` : sql`null::uuid`
  return db.execute(sql`
    insert into ${notifications}
      (id, user_id, community_id, space_id, actor_id, type, title, body, link, cause)
    select ${newIdPerRow()}, told.id, ${community}, ${notice.spaceId}::uuid, ${notice.actorId}::uuid,
      ${notice.type}::notification_type, ${notice.title}, ${notice.body}, ${notice.link}, ${notice.cause}
    from (${notice.to}) as told(id) ${here}
    where told.id is distinct from ${notice.actorId}::uuid
    on conflict (user_id, type, cause) do nothing`)
}

/**
 * A row of `notifications` that its reader may still read: its space is open to them, its community
 * is there, and whoever caused it has not been deleted.
 */
export const isOpenTo = (me: string | null): SQL<boolean> => sql<boolean>`(
  (${notifications.spaceId} is null or exists (
    select 1 from ${spaces} where ${spaces.id} = ${notifications.spaceId} and ${visibleTo(me)}))
  and not exists (select 1 from ${communities}
    where ${communities.id} = ${notifications.communityId} and ${communities.deletedAt} is not null)
  and not exists (select 1 from ${profiles}
    where ${profiles.id} = ${notifications.actorId} and ${profiles.deletedAt} is not null))`

const notice = {
  id: notifications.id,
  type: notifications.type,
  title: notifications.title,
  body: notifications.body,
  link: notifications.link,
  isRead: notifications.isRead,
  createdAt: notifications.createdAt,
  community: {
    slug: communities.slug,
    name: communities.name,
  },
  actor: {
    username: profiles.username,
    fullName: profiles.fullName,
    avatarUrl: profiles.avatarUrl,
  },
}

const notices = (db: Db) =>
  db
    .select(notice)
    .from(notifications)
    .leftJoin(communities, eq(communities.id, notifications.communityId))
    .leftJoin(profiles, eq(profiles.id, notifications.actorId))
    .$dynamic()

const mine = (me: string | null, ...more: (SQL | undefined)[]) =>
  and(sql`${notifications.userId} = ${me}::uuid`, isOpenTo(me), ...more)

/**
 * A page of someone's inbox, newest first; one more than a page tells that there is more.
 * @param after the id of the last notice of the page before
 */
export const inboxOf = (db: Db, me: string | null, tab: Tab, after: string | null) =>
  notices(db)
    .where(
      mine(
        me,
        tab === 'unread' ? eq(notifications.isRead, false) : undefined,
        after ? sql`${notifications.id} < ${after}::uuid` : undefined,
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(PAGE + 1)
export type InboxRow = Awaited<ReturnType<typeof inboxOf>>[number]

/** One notice of one's own. */
export const findNotice = (db: Db, me: string | null, id: string) =>
  notices(db).where(mine(me, eq(notifications.id, id)))

export const markRead = (db: Db, me: string, id: string) =>
  db
    .update(notifications)
    .set({ isRead: true })
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

/** Takes back what was told. @param causes a subquery of one column, the causes that are no more */
export const deleteNotices = (db: Db, causes: SQL) =>
  db.execute(sql`delete from ${notifications} where ${notifications.cause} = any(array(${causes}))`)

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
