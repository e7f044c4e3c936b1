import { and, eq, inArray, sql } from 'drizzle-orm'
import { memberships } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { visibleTo } from '../queries.ts'
import { type Level, spaceFollows, spaces } from '../tables.ts'

/** Follows a space that an active member may enter; twice is once. */
export const insertFollow = (db: Db, spaceId: string, me: string) =>
  db.execute(sql`
    insert into ${spaceFollows} (space_id, profile_id)
    select ${spaces.id}, ${me}::uuid from ${spaces}
    where ${spaces.id} = ${spaceId}::uuid and not ${spaces.isArchived} and ${visibleTo(me)}
      and exists (select 1 from ${memberships}
        where ${memberships.communityId} = ${spaces.communityId}
          and ${memberships.profileId} = ${me}::uuid and ${memberships.status} = 'active')
    on conflict (space_id, profile_id) do update set level = 'follow'
      where ${spaceFollows.level} not in ('follow', 'watch')`)

/** Follows it no longer; what was muted stays so. */
export const deleteFollow = (db: Db, spaceId: string, me: string) =>
  db
    .delete(spaceFollows)
    .where(
      and(
        eq(spaceFollows.spaceId, spaceId),
        eq(spaceFollows.profileId, me),
        inArray(spaceFollows.level, ['follow', 'watch']),
      ),
    )

/** Chooses for a space that an active member may enter; `normal` is no row. */
export const setSpaceLevel = (db: Db, spaceId: string, me: string, level: Level) =>
  level === 'normal'
    ? db.execute(sql`delete from ${spaceFollows} where ${spaceFollows.spaceId} = ${spaceId}::uuid
        and ${spaceFollows.profileId} = ${me}::uuid`)
    : db.execute(sql`
        insert into ${spaceFollows} (space_id, profile_id, level)
        select ${spaces.id}, ${me}::uuid, ${level}::level from ${spaces}
        where ${spaces.id} = ${spaceId}::uuid and not ${spaces.isArchived} and ${visibleTo(me)}
          and exists (select 1 from ${memberships}
            where ${memberships.communityId} = ${spaces.communityId}
              and ${memberships.profileId} = ${me}::uuid and ${memberships.status} = 'active')
        on conflict (space_id, profile_id) do update set level = excluded.level`)

/** After someone has left a community, was removed or banned: they follow nothing in it. */
export const deleteFollowsOfOutsider = (db: Db, communityId: string, profileId: string) =>
  db.delete(spaceFollows).where(
    and(
      eq(spaceFollows.profileId, profileId),
      sql`${spaceFollows.spaceId} in (select ${spaces.id} from ${spaces}
        where ${spaces.communityId} = ${communityId}::uuid)`,
      sql`not exists (select 1 from ${memberships} where ${memberships.communityId} = ${communityId}::uuid
        and ${memberships.profileId} = ${profileId}::uuid and ${memberships.status} = 'active')`,
    ),
  )
