import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { chatBlocks } from '../tables.ts'

/** Wants nothing more of someone; twice is once. */
export const block = (db: Db, me: string, username: string) =>
  db.execute<{ id: string }>(sql`
    with them as (select ${profiles.id} as id from ${profiles}
      where ${profiles.username} = ${username} and ${profiles.id} <> ${me}::uuid
        and ${profiles.deletedAt} is null),
    blocked as (insert into ${chatBlocks} (profile_id, blocked_id)
      select ${me}::uuid, id from them on conflict do nothing)
    select id from them`)

export const unblock = (db: Db, me: string, username: string) =>
  db
    .delete(chatBlocks)
    .where(
      sql`${chatBlocks.profileId} = ${me}::uuid and ${chatBlocks.blockedId} = (
        select ${profiles.id} from ${profiles} where ${profiles.username} = ${username})`,
    )
    .returning({ id: chatBlocks.blockedId })

/** Whom someone has blocked. */
export const blocksOf = (db: Db, me: string | null) =>
  db
    .select({
      username: profiles.username,
      fullName: profiles.fullName,
      avatarUrl: profiles.avatarUrl,
    })
    .from(chatBlocks)
    .innerJoin(profiles, sql`${profiles.id} = ${chatBlocks.blockedId}`)
    .where(sql`${chatBlocks.profileId} = ${me}::uuid`)
    .orderBy(profiles.fullName)
