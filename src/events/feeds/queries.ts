import { sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaceAt } from '../../spaces/manage/queries.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { eventFeeds } from './tables.ts'

/** Makes someone a secret address, once for each of their calendars. @param space null for their own */
export const insertFeed = (
  db: Db,
  {
    me,
    token,
    space,
  }: { me: string; token: string; space: { slug: string; space: string } | null },
) =>
  db.execute(
    space
      ? sql`insert into ${eventFeeds} (id, profile_id, space_id, token)
          select ${newId()}::uuid, ${me}::uuid, ${spaces.id}, ${token} from ${spaces}
          where ${spaces.id} = ${spaceAt(space.slug, space.space)}
            and ${spaces.spaceType} = 'events' and ${visibleTo(me)}
          on conflict do nothing`
      : sql`insert into ${eventFeeds} (id, profile_id, token)
          values (${newId()}::uuid, ${me}::uuid, ${token}) on conflict do nothing`,
  )

/** Someone's secret addresses, their own calendar first. */
export const feedsOf = (db: Db, me: string | null) =>
  db
    .select({
      id: eventFeeds.id,
      token: eventFeeds.token,
      createdAt: eventFeeds.createdAt,
      space: { slug: spaces.slug, name: spaces.name },
      community: { slug: communities.slug, name: communities.name },
    })
    .from(eventFeeds)
    .leftJoin(spaces, sql`${spaces.id} = ${eventFeeds.spaceId}`)
    .leftJoin(communities, sql`${communities.id} = ${spaces.communityId}`)
    .where(sql`${eventFeeds.profileId} = ${me}::uuid`)
    .orderBy(sql`${eventFeeds.spaceId} is not null, ${eventFeeds.id}`)
    .limit(200)
export type FeedRow = Awaited<ReturnType<typeof feedsOf>>[number]

/** Has an address lead nowhere from now on. */
export const deleteFeed = (db: Db, id: string, me: string) =>
  db
    .delete(eventFeeds)
    .where(sql`${eventFeeds.id} = ${id}::uuid and ${eventFeeds.profileId} = ${me}::uuid`)
    .returning({ id: eventFeeds.id })

/** Whose calendar an address is; of a space, while they see it. One row, or none. */
export const findFeed = (db: Db, token: string) =>
  db
    .select({
      profileId: eventFeeds.profileId,
      spaceId: eventFeeds.spaceId,
      name: sql<string>`coalesce(${spaces.name} || ' · ' || ${communities.name}, 'OpenCircle')`,
    })
    .from(eventFeeds)
    .innerJoin(
      profiles,
      sql`${profiles.id} = ${eventFeeds.profileId} and ${profiles.deletedAt} is null`,
    )
    .leftJoin(spaces, sql`${spaces.id} = ${eventFeeds.spaceId}`)
    .leftJoin(communities, sql`${communities.id} = ${spaces.communityId}`)
    .where(
      sql`${eventFeeds.token} = ${token} and (${eventFeeds.spaceId} is null
        or ${visibleTo(sql`${eventFeeds.profileId}`)})`,
    )
