import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { checkouts } from '../tables.ts'

type Where = { profileId: string; communityId: string }

/** Begins a checkout: says its number, and the session before it, which has to be ended. */
export async function takeTurn(
  db: Db,
  at: Where,
): Promise<{ turn: number; previousId: string | null }> {
  const [taken] = await db
    .insert(checkouts)
    .values(at)
    .onConflictDoUpdate({
      target: [checkouts.profileId, checkouts.communityId],
      set: {
        turn: sql`${checkouts.turn} + 1`,
        previousId: sql`coalesce(${checkouts.sessionId}, ${checkouts.previousId})`,
        sessionId: null,
      },
    })
    .returning({ turn: checkouts.turn, previousId: checkouts.previousId })
  if (!taken) throw new Error('a turn is always taken')
  return taken
}

/** Whether a session is the one that may be paid: false when a later turn was taken meanwhile. */
export async function keepSession(
  db: Db,
  { profileId, communityId, turn }: Where & { turn: number },
  sessionId: string,
): Promise<boolean> {
  const kept = await db
    .update(checkouts)
    .set({ sessionId, previousId: null })
    .where(
      and(
        eq(checkouts.profileId, profileId),
        eq(checkouts.communityId, communityId),
        eq(checkouts.turn, turn),
      ),
    )
    .returning({ turn: checkouts.turn })
  return kept.length > 0
}
