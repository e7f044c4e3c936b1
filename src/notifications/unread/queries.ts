import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { isOpenAmong } from '../queries.ts'
import { notifications } from '../tables.ts'

/** What stands together in the inbox: notices of one kind about one thing. */
export const groupOf: SQL = sql`case when ${notifications.topic} = '' then ${notifications.cause}
  else ${notifications.topic} end`

/** How many lines of someone's inbox are new, up to a hundred: what the inbox itself would show. */
export const unreadGroups = (me: string | SQLWrapper): SQL<number> => sql<number>`(
  select count(*)::int from (
    select 1 from ${notifications} where ${notifications.userId} = ${me}::uuid
      and not ${notifications.isRead} and ${notifications.inInbox}
      and ${isOpenAmong(me, sql`not mine.is_read`)}
    group by ${notifications.type}, ${groupOf} limit 100) line)`

/** How many of them are about one thing. */
export const unreadAbout = (db: Db, me: string | null, topic: string) =>
  db
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      sql`${notifications.userId} = ${me}::uuid and ${notifications.topic} = ${topic}
        and not ${notifications.isRead}`,
    )
    .limit(1)

/** Marks read what was told of a thing that was seen; gives how many lines are new then. */
export const markSeen = (db: Db, me: string, topic: string) =>
  [
    db.execute(sql`
      update ${notifications} set is_read = true where ${notifications.userId} = ${me}::uuid
        and ${notifications.topic} = ${topic} and not ${notifications.isRead}`),
    db.execute<{ unread: number }>(sql`select ${unreadGroups(me)} as unread`),
  ] as const
