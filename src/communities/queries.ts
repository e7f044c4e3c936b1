import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/connect.ts'
import { ACTS, type Act } from './rules.ts'
import type { Settings } from './settings/rules.ts'
import { communities, memberships } from './tables.ts'

/** The id of the community with a slug, as a subquery, for statements that are built before it is known. */
export const communityAt = (slug: string): SQL<string> => sql<string>`(
  select ${communities.id} from ${communities}
  where ${communities.slug} = ${slug} and ${communities.deletedAt} is null)`

/**
 * Goes first in the batch of every write that changes who belongs to a community or in which role:
 * such writes then happen one after another, and each next statement sees what the last one left.
 */
export const holdCommunity = (db: Db, id: string) =>
  db
    .select({ id: communities.id })
    .from(communities)
    .where(and(eq(communities.id, id), isNull(communities.deletedAt)))
    .for('no key update')

/** Whether someone may do an act in a community, asked in the statement that does it. */
export const mayIn = (
  communityId: string,
  me: string,
  act: Act,
): SQL<boolean> => sql<boolean>`exists (
  select 1 from ${communities} join ${memberships} on ${memberships.communityId} = ${communities.id}
  where ${communities.id} = ${communityId}::uuid and ${communities.deletedAt} is null
    and ${memberships.profileId} = ${me}::uuid and ${memberships.status} = 'active'
    and ${memberships.role} >= ${ACTS[act].from}::role)`

/** Changes what a community says of itself and who may read and join it. */
export const updateCommunity = (db: Db, id: string, me: string, settings: Partial<Settings>) =>
  db
    .update(communities)
    .set(settings)
    .where(and(eq(communities.id, id), mayIn(id, me, 'settings')))
    .returning({ id: communities.id })

/** Takes a community out of sight at once. Its rows and its address stay: nobody else gets its links. */
export const closeCommunity = (db: Db, id: string, me: string) =>
  db
    .update(communities)
    .set({ deletedAt: sql`now()` })
    .where(and(eq(communities.id, id), mayIn(id, me, 'close')))
    .returning({ id: communities.id })
