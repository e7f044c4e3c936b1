import { and, eq, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { communityAt, mayIn } from '../../communities/queries.ts'
import { communities } from '../../communities/tables.ts'
import { membershipTiers as tiers } from '../../communities/tiers/tables.ts'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { isRefused } from '../../stripe/refusal.ts'
import { stripeEvents, subscriptions } from '../tables.ts'
import type { Known, PaymentSettings } from './rules.ts'

/** What a community has set about payments, and when Stripe was last heard of by anyone here. */
export const paymentsOf = (db: Db, slug: string) =>
  db
    .select({
      settings: communities.settings,
      lastHeard: qualified(sql<Date | null>`(
        select max(${stripeEvents.createdAt}) from ${stripeEvents})`).mapWith(
        stripeEvents.createdAt,
      ),
    })
    .from(communities)
    .where(eq(communities.id, communityAt(slug)))

/** Changes what was given and leaves the rest. */
export const updatePayments = (db: Db, id: string, me: string, change: PaymentSettings) =>
  db
    .update(communities)
    .set({ settings: sql`${communities.settings} || ${JSON.stringify(change)}::jsonb` })
    .where(and(eq(communities.id, id), mayIn(id, me, 'payments')))
    .returning({ id: communities.id })

/** The customers whose renewal failed: their grace has to be counted anew. */
export const customersInGrace = (db: Db, communityId: string) =>
  db
    .selectDistinct({ id: sql<string>`${profiles.stripeCustomerId}` })
    .from(subscriptions)
    .innerJoin(tiers, eq(tiers.id, subscriptions.tierId))
    .innerJoin(profiles, eq(profiles.id, subscriptions.userId))
    .where(
      and(
        eq(tiers.communityId, communityId),
        eq(subscriptions.status, 'past_due'),
        sql`${profiles.stripeCustomerId} is not null`,
      ),
    )

type Asked = Pick<Known, 'problem' | 'account' | 'endpoints' | 'tax' | 'hasPortal'>

/** Asks Stripe how the account is set up. A restricted key may not see all of it. */
export async function askAccount(stripe: Stripe): Promise<Asked> {
  const nothing = { account: null, endpoints: null, tax: null, hasPortal: null }
  try {
    const [account, endpoints, tax, hasPortal] = await Promise.all([
      allowed(stripe.accounts.retrieveCurrent()),
      allowed(stripe.webhookEndpoints.list({ limit: 100 })),
      allowed(taxOf(stripe)),
      allowed(stripe.billingPortal.configurations.list({ active: true, limit: 1 })),
    ])
    return {
      problem: null,
      account: account && {
        name: account.settings?.dashboard.display_name ?? account.business_profile?.name ?? '',
        canCharge: account.charges_enabled,
      },
      endpoints:
        endpoints?.data.map(({ url, status, enabled_events: events }) => ({
          ...{ url, events },
          isEnabled: status === 'enabled',
        })) ?? null,
      tax,
      hasPortal: hasPortal && hasPortal.data.length > 0,
    }
  } catch (error) {
    return { ...nothing, problem: isRefused(error, 'key') ? 'key refused' : 'away' }
  }
}

/** What Stripe needs to reckon taxes, and which of it is there. */
export async function taxOf(stripe: Stripe): Promise<NonNullable<Known['tax']>> {
  const [{ status, defaults }, { data }] = await Promise.all([
    stripe.tax.settings.retrieve(),
    stripe.tax.registrations.list({ status: 'active', limit: 1 }),
  ])
  return {
    isActive: status === 'active',
    hasBehavior: defaults.tax_behavior !== null,
    registrations: data.length,
  }
}

/** Null where the key may not ask this. */
export const allowed = <T>(answer: Promise<T>): Promise<T | null> =>
  answer.catch((error) => {
    if (isRefused(error, 'right')) return null
    throw error
  })
