import { and, eq, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { missingParam } from '../../stripe/refusal.ts'
import { dropPrice } from '../prices/queries.ts'

/** Someone's customer at Stripe: one row, whose id is null as long as they have bought nothing. */
export const customerOf = (db: Db, profileId: string) =>
  db.select({ id: profiles.stripeCustomerId }).from(profiles).where(eq(profiles.id, profileId))

/** Someone's one customer at Stripe, made when they buy for the first time, however often at once. */
async function ensureCustomer(db: Db, stripe: Stripe, profileId: string): Promise<string> {
  const [known] = await customerOf(db, profileId)
  if (known?.id) return known.id
  const { id } = await stripe.customers.create(
    { metadata: { profileId } },
    { idempotencyKey: `customer:${profileId}` },
  )
  const [row] = await db
    .update(profiles)
    .set({ stripeCustomerId: sql`coalesce(${profiles.stripeCustomerId}, ${id})` })
    .where(eq(profiles.id, profileId))
    .returning({ id: profiles.stripeCustomerId })
  return row?.id ?? id
}

/** Takes another customer in the stead of one that Stripe does not know any more. */
const replaceCustomer = async (
  db: Db,
  stripe: Stripe,
  profileId: string,
  lost: string,
): Promise<void> => {
  const { id } = await stripe.customers.create(
    { metadata: { profileId } },
    { idempotencyKey: `customer:${profileId}:${lost}` },
  )
  await db
    .update(profiles)
    .set({ stripeCustomerId: id })
    .where(and(eq(profiles.id, profileId), eq(profiles.stripeCustomerId, lost)))
}

type At = { db: Db; stripe: Stripe }

/**
 * Does something with someone's customer at Stripe. Where Stripe knows the customer or the price no
 * more that we noted, as after a change of the account, they are made anew and it is tried again.
 */
export async function withCustomer<T>(
  { db, stripe }: At,
  { profileId, tierId }: { profileId: string; tierId?: string },
  act: (customer: string) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const customer = await ensureCustomer(db, stripe, profileId)
    try {
      return await act(customer)
    } catch (error) {
      const missing = missingParam(error)
      if (missing === null || tries > MOST) throw error
      if (missing.includes('customer')) await replaceCustomer(db, stripe, profileId, customer)
      else if (missing.includes('price') && tierId) await dropPrice(db, tierId)
      else throw error
    }
  }
}

/** A customer and a price, once each. */
const MOST = 2
