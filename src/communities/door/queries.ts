import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { communityAt } from '../queries.ts'
import { communities, memberships } from '../tables.ts'

const MOST_SHOWN = 12

/** Who runs a community, the owner first: for everyone who stands at its door. */
export const staffOf = (db: Db, slug: string) =>
  db
    .select({
      username: profiles.username,
      fullName: profiles.fullName,
      avatarUrl: profiles.avatarUrl,
      role: memberships.role,
    })
    .from(memberships)
    .innerJoin(profiles, eq(profiles.id, memberships.profileId))
    .where(
      and(
        eq(memberships.communityId, communityAt(slug)),
        eq(memberships.status, 'active'),
        sql`${memberships.role} > 'member'`,
        isNull(profiles.deletedAt),
      ),
    )
    .orderBy(desc(memberships.role), asc(memberships.joinedAt))
    .limit(MOST_SHOWN)

/** How many belong. */
export const countActive = (db: Db, slug: string) =>
  db
    .select({ members: communities.membersCount })
    .from(communities)
    .where(and(eq(communities.slug, slug), isNull(communities.deletedAt)))
