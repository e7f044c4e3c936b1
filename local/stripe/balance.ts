import { newId } from './ids.ts'
import type { BalanceTransaction } from './types.ts'
import type { World } from './world.ts'

/** A line of the account's balance: all revenue is the sum of these. */
export function record(
  world: World,
  amount: number,
  currency: string,
  more: Pick<BalanceTransaction, 'type' | 'source'> & { fee?: number; category?: string },
): BalanceTransaction {
  const { type, source, fee = 0, category = String(type) } = more
  const created = world.now(null)
  return world.store.put<BalanceTransaction>({
    id: newId('balance_transaction'),
    object: 'balance_transaction',
    amount,
    available_on: created + 2 * 86_400,
    balance_type: 'payments',
    created,
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: fee
      ? [
          {
            amount: fee,
            application: null,
            currency,
            description: 'Stripe processing fees',
            type: 'stripe_fee',
          },
        ]
      : [],
    net: amount - fee,
    reporting_category: category,
    source,
    status: 'pending',
    type,
  })
}
