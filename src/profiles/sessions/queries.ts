import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../tables.ts'
import { sessions } from './tables.ts'

/** Notes that a session's holder was here; two that come at once write once. */
export const touchSession = (db: Db, session: { id: string; profileId: string }) =>
  [
    db
      .update(profiles)
      .set({ lastSeenAt: sql`now()` })
      .where(
        and(
          eq(profiles.id, session.profileId),
          sql`coalesce(${profiles.lastSeenAt}, '-infinity') < now() - interval '10 minutes'`,
        ),
      ),
    db.update(sessions).set({ lastUsedAt: sql`now()` }).where(eq(sessions.id, session.id)),
  ] as const

/** Nothing else can be said of one of Clerk's sessions until the batch that says this is through. */
const hold = (db: Db, clerkSessionId: string) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${clerkSessionId}, 0))`)

/**
 * Begins a session, unless the Clerk session that it rests on is known to be over: its token lives
 * on for a minute. The second statement of the batch gives the id, or no row.
 */
export const insertSession = (
  db: Db,
  session: { id: string; profileId: string; clerkSessionId: string; userAgent: string },
) =>
  [
    hold(db, session.clerkSessionId),
    db.execute<{ id: string }>(sql`
      insert into ${sessions} (id, profile_id, clerk_session_id, user_agent)
      select ${session.id}::uuid, ${profiles.id}, ${session.clerkSessionId}, ${session.userAgent}
      from ${profiles} where ${profiles.id} = ${session.profileId}::uuid
        and ${profiles.deletedAt} is null
        and not exists (select 1 from ${sessions}
          where ${sessions.clerkSessionId} = ${session.clerkSessionId}
            and ${sessions.clerkSessionId} <> '' and ${sessions.endedAt} is not null)
      returning id`),
  ] as const

/** The sessions that a person has open, the one used last first. */
export const sessionsOf = (db: Db, profileId: string | null) =>
  db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
    })
    .from(sessions)
    .where(
      and(
        sql`${sessions.profileId} = ${profileId}::uuid`,
        isNull(sessions.endedAt),
        sql`${sessions.lastUsedAt} > now() - interval '30 days'`,
      ),
    )
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
    .limit(50)

/** Ends one session of a person. */
export const endSession = (db: Db, session: { id: string; profileId: string }) =>
  db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(sessions.id, session.id),
        eq(sessions.profileId, session.profileId),
        isNull(sessions.endedAt),
      ),
    )
    .returning({ clerkSessionId: sessions.clerkSessionId })

/** Ends every session of a person: "sign out everywhere". */
export const endSessionsOf = (db: Db, profileId: string) =>
  db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.profileId, profileId), isNull(sessions.endedAt)))
    .returning({ clerkSessionId: sessions.clerkSessionId })

/**
 * Ends what began with one of Clerk's sessions, and what could still begin with it: when there is
 * nothing to end, the end itself is noted. Statements for one batch; the second says whose ended.
 */
export const endClerkSession = (db: Db, clerk: { sessionId: string; userId: string }) =>
  [
    hold(db, clerk.sessionId),
    db
      .update(sessions)
      .set({ endedAt: sql`now()` })
      .where(and(eq(sessions.clerkSessionId, clerk.sessionId), isNull(sessions.endedAt)))
      .returning({ profileId: sessions.profileId }),
    db.execute(sql`
      insert into ${sessions} (id, profile_id, clerk_session_id, ended_at)
      select ${newId()}::uuid, ${profiles.id}, ${clerk.sessionId}, now() from ${profiles}
      where ${profiles.clerkId} = ${clerk.userId} and not exists (
        select 1 from ${sessions} where ${sessions.clerkSessionId} = ${clerk.sessionId})`),
  ] as const
