import { and, desc, eq, isNull } from 'drizzle-orm'
import { communityAt } from '../../communities/queries.ts'
import { memberships } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'

const FEW = 5

/** Who joined last: for the eyes of members, as the directory is. */
export const newestMembers = (db: Db, slug: string) =>
  db
    .select({
      username: profiles.username,
      fullName: profiles.fullName,
      avatarUrl: profiles.avatarUrl,
      joinedAt: memberships.joinedAt,
    })
    .from(memberships)
    .innerJoin(profiles, eq(profiles.id, memberships.profileId))
    .where(
      and(
        eq(memberships.communityId, communityAt(slug)),
        eq(memberships.status, 'active'),
        isNull(profiles.deletedAt),
      ),
    )
    .orderBy(desc(memberships.joinedAt), desc(memberships.id))
    .limit(FEW)
export type Newcomer = Awaited<ReturnType<typeof newestMembers>>[number]
