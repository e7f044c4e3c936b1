import type Stripe from 'stripe'
import type { Db } from '../../db/connect.ts'
import { connectStripe } from '../../stripe/connect.ts'
import { isRefusal } from '../../stripe/refusal.ts'
import { findOffer, keepPrice, type Offer } from './queries.ts'
import { productNameOf } from './rules.ts'

type At = { env: Env; db: Db }

/** Our periods in Stripe's words. */
export const intervals = { monthly: 'month', yearly: 'year' } as const

/** A product at Stripe for each tier that costs something, and a price for what it costs now. */
export async function syncTier({ env, db }: At, tierId: string): Promise<void> {
  const [offer] = await findOffer(db, tierId)
  if (!offer || offer.priceCents === 0) return
  const stripe = connectStripe(env)
  await ensureProduct(stripe, offer)
  await ensurePrice({ db, stripe }, offer)
}

/**
 * The id of the price at which a tier is sold now, made if there is none. A price at Stripe never
 * changes: another one is made, and who pays the old one goes on paying it.
 */
export async function ensurePrice(
  { db, stripe }: { db: Db; stripe: Stripe },
  offer: Offer,
): Promise<string> {
  const priceId = offer.priceId ?? (await makePrice(stripe, offer))
  await db.batch(keepPrice(db, offer, priceId))
  return priceId
}

const productOf = ({ id }: Pick<Offer, 'id'>) => `tier_${id}`

async function makePrice(stripe: Stripe, offer: Offer): Promise<string> {
  const { id: tierId, communityId, priceCents, currency, billingPeriod } = offer
  await ensureProduct(stripe, offer)
  const rhythm = billingPeriod === 'lifetime' ? null : { interval: intervals[billingPeriod] }
  const { id } = await stripe.prices.create(
    {
      product: productOf(offer),
      currency,
      unit_amount: priceCents,
      metadata: { tierId, communityId },
      ...(rhythm && { recurring: rhythm }),
    },
    { idempotencyKey: `price:${tierId}:${priceCents}:${currency}:${billingPeriod}` },
  )
  return id
}

/** Under an id of our own, so that no repeat makes a second one. */
async function ensureProduct(stripe: Stripe, offer: Offer): Promise<void> {
  const { id: tierId, communityId, description } = offer
  const fields = {
    name: productNameOf(offer),
    active: offer.isActive,
    metadata: { tierId, communityId },
  }
  const known = () => stripe.products.update(productOf(offer), { ...fields, description })
  try {
    await known()
  } catch (error) {
    if (!isRefusal(error, 'resource_missing')) throw error
    const words = description ? { description } : {}
    try {
      await stripe.products.create({ ...fields, ...words, id: productOf(offer) })
    } catch (again) {
      if (!isRefusal(again, 'resource_already_exists')) throw again
      await known()
    }
  }
}
