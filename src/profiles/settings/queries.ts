import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../tables.ts'
import type { Settings } from './rules.ts'

/** What a person may change about themselves. */
export const ownProfile = (db: Db, me: string | null) =>
  db
    .select({
      fullName: profiles.fullName,
      username: profiles.username,
      bio: profiles.bio,
      location: profiles.location,
      avatarUrl: profiles.avatarUrl,
      links: profiles.socialLinks,
    })
    .from(profiles)
    .where(sql`${profiles.id} = ${me}::uuid`)
export type OwnProfile = Awaited<ReturnType<typeof ownProfile>>[number]

/** Whether someone has bought anything ever: one row. The customer's id is never part of a page. */
export const purchaserOf = (db: Db, me: string | null) =>
  db
    .select({ hasBought: sql<boolean>`${profiles.stripeCustomerId} is not null` })
    .from(profiles)
    .where(sql`${profiles.id} = ${me}::uuid`)

/** By what name Clerk knows a person. Never part of a page. */
export const clerkIdOf = (db: Db, me: string | null) =>
  db.select({ clerkId: profiles.clerkId }).from(profiles).where(sql`${profiles.id} = ${me}::uuid`)

/**
 * Changes what was given and leaves the rest. A name or picture that is changed here is the
 * person's own from then on. Breaks `profiles_username_unique` when somebody else has the username.
 */
export const updateProfile = (db: Db, me: string, { links, ...settings }: Settings) => {
  const { fullName, avatarUrl } = settings
  const isChanged = sql`${profiles.fullName} <> ${fullName ?? ''}`
  const isReplaced = sql`${profiles.avatarUrl} is distinct from ${avatarUrl ?? null}`
  return db
    .update(profiles)
    .set({
      ...settings,
      ...(links && { socialLinks: links }),
      ...(fullName !== undefined && { isNameOwn: sql`${profiles.isNameOwn} or ${isChanged}` }),
      ...(avatarUrl !== undefined && {
        isAvatarOwn: sql`${profiles.isAvatarOwn} or ${isReplaced}`,
      }),
    })
    .where(and(eq(profiles.id, me), isNull(profiles.deletedAt)))
}

/** Whoever has a username, if that is not the one who asks. */
export const holderOf = (db: Db, username: string, me: string | null) =>
  db
    .select({ id: profiles.id })
    .from(profiles)
    .where(sql`${profiles.username} = ${username} and ${profiles.id} is distinct from ${me}::uuid`)
