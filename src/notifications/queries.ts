import { type SQL, sql } from 'drizzle-orm'
import { newIdPerRow } from '../db/columns.ts'
import type { Db } from '../db/connect.ts'
import { visibleTo } from '../spaces/queries.ts'
import { spaces } from '../spaces/tables.ts'
import { notifications } from './tables.ts'

type Notice = {
  type: (typeof notifications.$inferInsert)['type']
  /** who did it; never told of it themselves */
  actorId: string
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
      (id, user_id, community_id, actor_id, type, title, body, link, cause)
    select ${newIdPerRow()}, told.id, ${community}, ${notice.actorId}::uuid,
      ${notice.type}::notification_type, ${notice.title}, ${notice.body}, ${notice.link}, ${notice.cause}
    from (${notice.to}) as told(id) ${here}
    where told.id <> ${notice.actorId}::uuid
    on conflict (user_id, type, cause) do nothing`)
}
