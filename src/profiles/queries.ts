import { eq, sql } from 'drizzle-orm'
import { newId } from '../db/columns.ts'
import type { Db } from '../db/connect.ts'
import type { ClerkPerson } from './rules.ts'
import { profiles } from './tables.ts'

export const findProfileByClerkId = (db: Db, clerkId: string) =>
  db
    .select({ id: profiles.id, deletedAt: profiles.deletedAt })
    .from(profiles)
    .where(eq(profiles.clerkId, clerkId))

/**
 * Makes or renews the profile of one of Clerk's users, whichever of sign-in and webhook comes
 * first, as often as they come. An older state never overwrites a newer one, and a deleted person
 * stays deleted. The first person of a deployment owns it. A taken username gets the start of the
 * new profile's id appended.
 */
export function upsertProfile(db: Db, person: ClerkPerson) {
  const id = newId()
  const taken = sql`exists (select 1 from ${profiles} where ${profiles.username} = ${person.username}
    and ${profiles.clerkId} <> ${person.clerkId})`
  return db
    .insert(profiles)
    .values({
      id,
      clerkId: person.clerkId,
      username: sql`case when ${taken} then ${`${person.username}-${id.slice(-6)}`} else ${person.username} end`,
      fullName: person.fullName,
      avatarUrl: person.avatarUrl,
      clerkUpdatedAt: person.updatedAt,
      role: sql`case when exists (select 1 from ${profiles}) then 'member' else 'owner' end::role`,
    })
    .onConflictDoUpdate({
      target: profiles.clerkId,
      set: {
        fullName: sql`excluded.full_name`,
        avatarUrl: sql`excluded.avatar_url`,
        clerkUpdatedAt: sql`excluded.clerk_updated_at`,
      },
      setWhere: sql`${profiles.deletedAt} is null
        and coalesce(${profiles.clerkUpdatedAt}, '-infinity') < excluded.clerk_updated_at`,
    })
}
