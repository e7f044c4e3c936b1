import { and, eq, sql } from 'drizzle-orm'
import { newId } from '../db/columns.ts'
import type { Db } from '../db/connect.ts'
import { type ClerkPerson, withSuffix } from './rules.ts'
import { follows, profiles } from './tables.ts'

export const findProfileByClerkId = (db: Db, clerkId: string) =>
  db
    .select({ id: profiles.id, deletedAt: profiles.deletedAt })
    .from(profiles)
    .where(eq(profiles.clerkId, clerkId))

/**
 * Makes or renews the profile of one of Clerk's users, whichever of sign-in and webhook comes
 * first, as often as they come. An older state never overwrites a newer one nor what the person
 * chose here, and a deleted person stays deleted. The first person of a deployment owns it.
 *
 * Two statements for one batch: the first takes the username if it is free and the person new, and
 * waits for those who are taking it at this moment; the second finds the person there, or gives the
 * username an ending of its own. So neither can fail, however many arrive at once. Each gives whom
 * it changed, if anyone.
 */
export const upsertProfile = (db: Db, person: ClerkPerson) =>
  [
    insertProfile(db, person, person.username).onConflictDoNothing().returning(named),
    insertProfile(db, person, withSuffix(person.username, newId().slice(-6)))
      .onConflictDoUpdate({
        target: profiles.clerkId,
        set: {
          fullName: sql`case when ${profiles.isNameOwn} then ${profiles.fullName}
          else excluded.full_name end`,
          avatarUrl: sql`case when ${profiles.isAvatarOwn} then ${profiles.avatarUrl}
          else excluded.avatar_url end`,
          clerkUpdatedAt: sql`excluded.clerk_updated_at`,
        },
        setWhere: sql`${profiles.deletedAt} is null
        and coalesce(${profiles.clerkUpdatedAt}, '-infinity') < excluded.clerk_updated_at`,
      })
      .returning(named),
  ] as const

const named = { id: profiles.id, username: profiles.username }

const insertProfile = (db: Db, person: ClerkPerson, username: string) =>
  db.insert(profiles).values({
    id: newId(),
    clerkId: person.clerkId,
    username,
    fullName: person.fullName,
    avatarUrl: person.avatarUrl,
    clerkUpdatedAt: person.updatedAt,
    role: sql`case when exists (select 1 from ${profiles} where ${profiles.deletedAt} is null)
      then 'member' else 'owner' end::role`,
  })

/** Follows someone who is there and someone else; twice is once. */
export const insertFollow = (db: Db, followerId: string, followedId: string) =>
  db.execute(sql`
    insert into ${follows} (follower_id, followed_id)
    select ${followerId}::uuid, ${profiles.id} from ${profiles}
    where ${profiles.id} = ${followedId}::uuid and ${profiles.deletedAt} is null
      and ${profiles.id} <> ${followerId}::uuid
    on conflict do nothing`)

export const deleteFollow = (db: Db, followerId: string, followedId: string) =>
  db
    .delete(follows)
    .where(and(eq(follows.followerId, followerId), eq(follows.followedId, followedId)))
