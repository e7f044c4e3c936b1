import { amountOff } from './discounts.ts'
import { draft } from './drafting.ts'
import { refused } from './errors.ts'
import { creditFor, debitFor, pendingLine, periodLine } from './lines.ts'
import { isSameInterval, periodEnd } from './periods.ts'
import { discountsOf, newItem, periodOf, planOf } from './subscribing.ts'
import type { Invoice, InvoiceItem, Item, Line, Subscription } from './types.ts'
import type { World } from './world.ts'

export type Change = {
  items?:
    | {
        id?: string | undefined
        price?: string | undefined
        quantity?: number | undefined
        deleted?: boolean | undefined
      }[]
    | undefined
  proration: 'create_prorations' | 'always_invoice' | 'none'
  /** the moment that shares are computed for */
  at: number
  anchorNow?: boolean
  /** a new end of the trial: its end now is 0 */
  trialEnd?: number | undefined
}

/** What a change makes of a subscription, before anything of it is done. */
export type Plan = {
  items: Item[]
  prorations: InvoiceItem[]
  /** a new period begins now and is asked for now */
  restarts: boolean
  invoicesNow: boolean
  trial: boolean
}

export function plan(world: World, sub: Subscription, change: Change): Plan {
  const { at, proration } = change
  const old = sub.items.data
  const kept = itemsAfter(world, sub, change)
  const onTrial = sub.trial_end !== null && sub.trial_end > at
  const trial = change.trialEnd === undefined ? onTrial : change.trialEnd > at
  const changed = old.filter((item) => {
    const now = kept.find(({ id }) => id === item.id)
    return !now || now.price.id !== item.price.id || now.quantity !== item.quantity
  })
  const added = kept.filter((item) => !old.some(({ id }) => id === item.id))
  const interval = (item: Item) => item.price.recurring ?? { interval: 'month', interval_count: 1 }
  const isOther = changed.some((item) => {
    const now = kept.find(({ id }) => id === item.id)
    return now && !isSameInterval(interval(now), interval(item))
  })
  const restarts = !trial && (isOther || change.anchorNow === true || onTrial)
  const prorations: InvoiceItem[] = []
  if (proration !== 'none' && !trial && !onTrial) {
    const gone = restarts ? old : changed
    prorations.push(...gone.flatMap((item) => creditFor(world, sub, item, at) ?? []))
    const come = kept.filter(({ id }) => changed.some((item) => item.id === id)).concat(added)
    if (!restarts) {
      prorations.push(
        ...come.map((item) => debitFor(world, sub, item, at, discounted(world, sub, at))),
      )
    }
  }
  const items = kept.map((item): Item => {
    if (restarts) {
      const current_period_end = periodEnd(at, interval(item), at)
      return { ...item, current_period_start: at, current_period_end }
    }
    if (trial && change.trialEnd) {
      return {
        ...item,
        current_period_start: onTrial ? item.current_period_start : at,
        current_period_end: change.trialEnd,
      }
    }
    return item
  })
  const invoicesNow = restarts || (proration === 'always_invoice' && prorations.length > 0)
  return { items, prorations, restarts, invoicesNow, trial }
}

function itemsAfter(world: World, sub: Subscription, { items = [], at }: Change): Item[] {
  const kept = sub.items.data.map((item) => ({ ...item }))
  for (const wanted of items) {
    const item = wanted.id ? kept.find(({ id }) => id === wanted.id) : undefined
    if (wanted.id && !item) {
      const message = `Invalid subscription_item id: ${wanted.id}`
      throw refused(message, { code: 'resource_missing', param: 'items[0][id]' })
    }
    if (wanted.deleted && item) kept.splice(kept.indexOf(item), 1)
    const price = wanted.price ? world.need('price', wanted.price, 'items[0][price]') : undefined
    if (price && !price.recurring) {
      const message = `The price ${price.id} is not recurring and cannot be used in a subscription.`
      throw refused(message, { param: 'items[0][price]' })
    }
    if (price && price.currency !== sub.currency) {
      const message = `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${sub.currency}\`.`
      throw refused(message, { param: 'items[0][price]' })
    }
    if (item) {
      if (price) Object.assign(item, { price, plan: planOf(price) })
      if (wanted.quantity !== undefined) item.quantity = wanted.quantity
    } else if (price) {
      const end = sub.items.data[0]?.current_period_end
      const start = sub.items.data[0]?.current_period_start ?? at
      const made = newItem({ sub: sub.id, price, quantity: wanted.quantity ?? 1, at, end })
      kept.push({ ...made, current_period_start: start })
    }
  }
  if (!kept.length) throw refused('A subscription must have at least one active plan.')
  return kept
}

const discounted = (world: World, sub: Subscription, at: number) => (amount: number) =>
  discountsOf(world, sub)
    .filter(({ end }) => end === null || end > at)
    .reduce((rest, discount) => {
      const coupon = world.store.get('coupon', discount.source.coupon)
      return coupon ? rest - amountOff(coupon, rest) : rest
    }, amount)

export const pendingOf = ({ store }: World, sub: Subscription): InvoiceItem[] =>
  store
    .all('invoiceitem')
    .filter((item) => !item.invoice && item.parent?.subscription_details?.subscription === sub.id)

/** Pending items as lines; their prices are those that they were made with. */
export const linesOf = (world: World, items: InvoiceItem[]): Line[] =>
  items.map((item) => pendingLine(item, world.need('price', item.pricing.price_details.price)))

/** The invoice that a plan makes at once: shares, and whole periods when a new one begins. */
export function invoiceNow(world: World, sub: Subscription, made: Plan, at: number): Invoice {
  const pending = linesOf(world, [...pendingOf(world, sub), ...made.prorations])
  const whole = made.restarts
    ? made.items.map((item) => periodLine(world, sub, item, periodOf(item), false))
    : []
  const start = Math.min(...sub.items.data.map((item) => item.current_period_start))
  return draft(world, {
    customer: world.need('customer', sub.customer),
    subscription: sub,
    lines: [...pending, ...whole],
    discounts: discountsOf(world, sub),
    reason: 'subscription_update',
    period: { start, end: at },
    at,
    prorationDate: made.prorations.length ? at : undefined,
  })
}
