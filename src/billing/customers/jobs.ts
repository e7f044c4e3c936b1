import type Stripe from 'stripe'
import type { Db } from '../../db/connect.ts'
import { missingParam } from '../../stripe/refusal.ts'
import { dropPrice } from '../prices/queries.ts'
import { ensureCustomer, replaceCustomer } from './queries.ts'

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
