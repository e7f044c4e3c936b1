import { and, eq, isNull, sql } from 'drizzle-orm'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { sessions } from '../sessions/tables.ts'
import { follows, profiles } from '../tables.ts'

/**
 * Takes a person out: signed out everywhere, nameless, their username free again; what they wrote
 * stays. The row is kept, and made if it was never there, so that an event or a sign-in that comes
 * late cannot bring the person back. Statements for one batch; repeating them changes nothing. The
 * first says who they were until now, if they were not gone already.
 */
export const removeProfile = (db: Db, clerkId: string) => {
  const gone = { username: `deleted-${newId().slice(-12)}`, fullName: 'Deleted member' }
  const theirs = sql`(select ${profiles.id} from ${profiles} where ${profiles.clerkId} = ${clerkId})`
  return [
    db
      .select({ id: profiles.id, username: profiles.username })
      .from(profiles)
      .where(and(eq(profiles.clerkId, clerkId), isNull(profiles.deletedAt)))
      .for('update'),
    db
      .insert(profiles)
      .values({ clerkId, ...gone, deletedAt: sql`now()` })
      .onConflictDoUpdate({
        target: profiles.clerkId,
        set: {
          ...gone,
          avatarUrl: null,
          bio: '',
          location: '',
          socialLinks: [],
          role: 'member',
          lastSeenAt: null,
          deletedAt: sql`now()`,
        },
        setWhere: sql`${profiles.deletedAt} is null`,
      }),
    db.delete(sessions).where(sql`${sessions.profileId} = ${theirs}`),
    db
      .delete(follows)
      .where(sql`${follows.followerId} = ${theirs} or ${follows.followedId} = ${theirs}`),
  ] as const
}
