import { eq, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'

/** Someone's customer at Stripe, if they have one. */
export async function findCustomer(db: Db, profileId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: profiles.stripeCustomerId })
    .from(profiles)
    .where(eq(profiles.id, profileId))
  return row?.id ?? null
}

/** Someone's one customer at Stripe, made when they buy for the first time, however often at once. */
export async function ensureCustomer(db: Db, stripe: Stripe, profileId: string): Promise<string> {
  const known = await findCustomer(db, profileId)
  if (known) return known
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
