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

/** Notices that lead to a page, wherever on it. */
const leadsTo = (path: string): SQL =>
  sql`split_part(split_part(${notifications.link}, '#', 1), '?', 1) = ${path}`

/** Whether someone has unread notices, in the inbox or not, of what stands on a page. */
export const isNewsOn = (me: string, path: string): SQL<boolean> => sql<boolean>`exists (
  select 1 from ${notifications} where ${notifications.userId} = ${me}::uuid
    and not ${notifications.isRead} and ${leadsTo(path)})`

/** A thing by the page on which it stands, or by its topic. */
type Thing = { path?: string; topic?: string }

/** Marks read what was told of a thing that was seen; gives how many lines are new then. */
export const markSeen = (db: Db, me: string, { path, topic = '' }: Thing) => {
  const isIt = path ? leadsTo(path) : sql`${notifications.topic} = ${topic}`
  return [
    db.execute(sql`
      update ${notifications} set is_read = true where ${notifications.userId} = ${me}::uuid
        and ${isIt} and not ${notifications.isRead}`),
    db.execute<{ unread: number }>(sql`select ${unreadGroups(me)} as unread`),
  ] as const
}
