import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { communities, memberships } from '../tables.ts'

/** The community that has a slug, deleted ones too: an address is given once. */
export const slugTaken = (db: Db, slug: string) =>
  db.select({ slug: communities.slug }).from(communities).where(eq(communities.slug, slug))

/** A new community and its owner's membership. Fails on `communities_slug_unique` when it is taken. */
export const insertCommunity = (
  db: Db,
  community: {
    id: string
    name: string
    slug: string
    description: string
    ownerId: string
    createdAt?: Date
  } & Partial<typeof communities.$inferInsert>,
) =>
  [
    db.insert(communities).values(community),
    db.insert(memberships).values({
      communityId: community.id,
      profileId: community.ownerId,
      role: 'owner',
      joinedAt: community.createdAt ?? sql`now()`,
    }),
  ] as const
