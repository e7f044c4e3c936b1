import { and, eq, sql } from 'drizzle-orm'
import { memberships } from '../../../communities/tables.ts'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { isLive } from '../../../spaces/grants/queries.ts'
import { grants } from '../../../spaces/grants/tables.ts'
import { billingEntries as entries } from '../../ledger/tables.ts'
import { stripeCustomers, subscriptions } from '../../tables.ts'

type Of = { communityId: string; profileId: string; customerId: string }

/** All that we hold of what somebody bought in one community; five statements for one batch. */
export const heldStatements = (db: Db, { communityId, profileId, customerId }: Of) =>
  [
    db
      .select({
        id: subscriptions.stripeSubscriptionId,
        tierId: subscriptions.tierId,
        status: subscriptions.status,
        currentPeriodStart: subscriptions.currentPeriodStart,
        currentPeriodEnd: subscriptions.currentPeriodEnd,
        cancelAtPeriodEnd: subscriptions.cancelAtPeriodEnd,
        amount: subscriptions.amount,
        currency: subscriptions.currency,
        periodMonths: subscriptions.periodMonths,
        trialEndsAt: subscriptions.trialEndsAt,
        endedAt: subscriptions.endedAt,
      })
      .from(subscriptions)
      .innerJoin(tiers, eq(tiers.id, subscriptions.tierId))
      .where(and(eq(subscriptions.userId, profileId), eq(tiers.communityId, communityId))),
    db
      .select({ reference: grants.reference, tierId: grants.tierId, endsAt: grants.endsAt })
      .from(grants)
      .where(
        and(
          eq(grants.profileId, profileId),
          eq(grants.communityId, communityId),
          sql`${grants.source} in ('subscription', 'purchase')`,
        ),
      ),
    db
      .select({ id: entries.id, amount: entries.amount, reference: entries.reference })
      .from(entries)
      .where(and(eq(entries.userId, profileId), eq(entries.communityId, communityId))),
    db
      .select({
        shown: memberships.tierId,
        open: sql<string[]>`array(select distinct ${grants.tierId} from ${grants}
          where ${grants.communityId} = ${communityId}::uuid
            and ${grants.profileId} = ${profileId}::uuid
            and ${grants.tierId} is not null and ${isLive})`,
      })
      .from(memberships)
      .where(
        and(
          eq(memberships.profileId, profileId),
          eq(memberships.communityId, communityId),
          eq(memberships.status, 'active'),
        ),
      ),
    db
      .select({ tierIds: sql<string[]>`coalesce(array_agg(${tiers.id}), '{}')` })
      .from(tiers)
      .where(eq(tiers.communityId, communityId)),
    db
      .select({ written: stripeCustomers.written })
      .from(stripeCustomers)
      .where(eq(stripeCustomers.customerId, customerId)),
  ] as const

/** The same as one thing. */
export async function heldOf(db: Db, of: Of) {
  const [subs, given, money, [member], [known], [customer]] = await db.batch(heldStatements(db, of))
  return {
    subscriptions: subs,
    grants: given,
    entries: money,
    /** null for who is no active member */
    member: member ?? null,
    tierIds: known?.tierIds ?? [],
    written: customer?.written ?? 0,
  }
}
export type Held = Omit<Awaited<ReturnType<typeof heldOf>>, 'tierIds' | 'written'>
export type HeldSubscription = Held['subscriptions'][number]
export type HeldGrant = Held['grants'][number]
