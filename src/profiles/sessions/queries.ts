import { and, eq, isNull, sql } from 'drizzle-orm'
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

export const insertSession = (
  db: Db,
  session: { id: string; profileId: string; clerkSessionId: string; userAgent: string },
) => db.insert(sessions).values(session)

/** Ends one session. */
export const endSession = (db: Db, id: string) =>
  db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
    .returning({ clerkSessionId: sessions.clerkSessionId })

/** Ends every session of a person: "sign out everywhere", and when the person is deleted. */
export const endSessionsOf = (db: Db, profileId: string) =>
  db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.profileId, profileId), isNull(sessions.endedAt)))
    .returning({ clerkSessionId: sessions.clerkSessionId })

/** Ends what began with one of Clerk's sessions, when Clerk says that it is over. */
export const endClerkSession = (db: Db, clerkSessionId: string) =>
  db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.clerkSessionId, clerkSessionId), isNull(sessions.endedAt)))
