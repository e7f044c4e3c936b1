import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import type { Asker } from '../../edge/rules.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaceFollows, spaces } from '../../spaces/tables.ts'

/**
 * What the page of a space says of it beyond the community's map.
 * @param at the id of the space, as a subquery
 */
export const placeAt = (db: Db, at: SQL, asker: Asker) =>
  db
    .select({
      id: spaces.id,
      isVisible: sql<boolean>`${visibleTo(asker)}`,
      followers: sql<number>`${followersOf}`,
    })
    .from(spaces)
    .where(sql`${spaces.id} = ${at}`)

/** What someone chose for a space. */
export const levelOf = (db: Db, spaceId: string, me: string) =>
  db
    .select({ level: spaceFollows.level })
    .from(spaceFollows)
    .where(and(eq(spaceFollows.spaceId, spaceId), eq(spaceFollows.profileId, me)))

const followersOf = sql`(select count(*)::int from ${spaceFollows}
  where ${spaceFollows.spaceId} = ${spaces.id} and ${spaceFollows.level} in ('follow', 'watch'))`
