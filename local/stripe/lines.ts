import { takenOff } from './discounts.ts'
import { newId, prefixed } from './ids.ts'
import { money, round } from './money.ts'
import type { InvoiceItem, Item, Line, Price, Subscription } from './types.ts'
import type { World } from './world.ts'

type Period = { start: number; end: number }

const day = (time: number): string =>
  new Date(time * 1000).toLocaleDateString('en-GB', {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })

const nameOf = ({ store }: World, price: Price): string =>
  store.get('product', price.product)?.name ?? 'Subscription'

const pricing = (price: Price): Line['pricing'] => ({
  type: 'price_details',
  price_details: { price: price.id, product: price.product },
  unit_amount_decimal: `${price.unit_amount}`,
})

/** An item's price for one period of it; nothing while it is on trial. */
export function periodLine(
  world: World,
  sub: Subscription,
  item: Item,
  period: Period,
  trial: boolean,
): Line {
  const { price, quantity } = item
  const name = nameOf(world, price)
  const each = money(price.unit_amount, price.currency)
  return {
    ...blank(price, quantity),
    amount: trial ? 0 : price.unit_amount * quantity,
    subtotal: trial ? 0 : price.unit_amount * quantity,
    description: trial
      ? `Trial period for ${name}`
      : `${quantity} × ${name} (at ${each} / ${price.recurring?.interval ?? 'once'})`,
    metadata: { ...sub.metadata },
    parent: parentOf(sub.id, item.id, null, false),
    period,
    subscription: sub.id,
  }
}

export function pendingLine(item: InvoiceItem, price: Price): Line {
  const sub = item.parent?.subscription_details?.subscription ?? null
  return {
    ...blank(price, item.quantity),
    amount: item.amount,
    subtotal: item.amount,
    description: item.description,
    discountable: item.discountable,
    metadata: { ...item.metadata },
    parent: parentOf(sub ?? '', item._.item, item.id, item.proration),
    period: item.period,
    subscription: sub,
  }
}

function blank(price: Price, quantity: number) {
  return {
    id: prefixed('il'),
    object: 'line_item' as const,
    currency: price.currency,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: false,
    pretax_credit_amounts: [],
    pricing: pricing(price),
    quantity,
    quantity_decimal: `${quantity}`,
    taxes: [],
  }
}

const parentOf = (
  subscription: string,
  subscription_item: string,
  invoice_item: string | null,
  proration: boolean,
): Line['parent'] => ({
  invoice_item_details: null,
  subscription_item_details: {
    invoice_item,
    proration,
    proration_details: { credited_items: null },
    subscription,
    subscription_item,
  },
  type: 'subscription_item_details',
})

/** What was last asked for an item's present period: an invoice's line or a pending item. */
function lastDebit({ store }: World, sub: Subscription, item: Item, at: number) {
  const covers = (period: Period) => period.start <= at && period.end > at
  const pending = store
    .all('invoiceitem')
    .findLast(
      (entry) =>
        entry._.item === item.id && !entry.invoice && entry.amount >= 0 && covers(entry.period),
    )
  if (pending) return { amount: pending.amount, period: pending.period }
  for (const invoice of store.all('invoice').reverse()) {
    if (invoice.parent?.subscription_details?.subscription !== sub.id) continue
    if (invoice.status === 'void') continue
    const line = invoice.lines.data.findLast(
      (entry) =>
        entry.parent?.subscription_item_details?.subscription_item === item.id &&
        entry.amount >= 0 &&
        covers(entry.period),
    )
    if (line) return { amount: line.amount - takenOff(line), period: line.period }
  }
  return undefined
}

/** Back for the time that was paid for and will not be used: a share of what was asked, by seconds. */
export function creditFor(
  world: World,
  sub: Subscription,
  item: Item,
  at: number,
): InvoiceItem | undefined {
  const debit = lastDebit(world, sub, item, at)
  if (!debit) return undefined
  const { start, end } = debit.period
  const amount = -round((debit.amount * (end - at)) / (end - start))
  const description = `Unused time on ${nameOf(world, item.price)} after ${day(at)}`
  return prorationItem(sub, item, { amount, description, period: { start: at, end }, at })
}

/** The share of a price for what is left of the period, by seconds, discounts taken off. */
export function debitFor(
  world: World,
  sub: Subscription,
  item: Item,
  at: number,
  discounted: (amount: number) => number,
): InvoiceItem {
  const { current_period_start: start, current_period_end: end } = item
  const full = discounted(item.price.unit_amount * item.quantity)
  const amount = round((full * (end - at)) / (end - start))
  const many = item.quantity === 1 ? '' : `${item.quantity} × `
  const description = `Remaining time on ${many}${nameOf(world, item.price)} after ${day(at)}`
  return prorationItem(sub, item, { amount, description, period: { start: at, end }, at })
}

function prorationItem(
  sub: Subscription,
  item: Item,
  part: { amount: number; description: string; period: Period; at: number },
): InvoiceItem {
  const { amount, description, period, at } = part
  return {
    id: newId('invoiceitem'),
    object: 'invoiceitem',
    amount,
    currency: sub.currency,
    customer: sub.customer,
    customer_account: null,
    date: at,
    description,
    discountable: false,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: amount,
    parent: {
      subscription_details: { subscription: sub.id, subscription_item: item.id },
      type: 'subscription_details',
    },
    period,
    pricing: pricing(item.price),
    proration: true,
    quantity: item.quantity,
    quantity_decimal: `${item.quantity}`,
    tax_rates: [],
    test_clock: null,
    _: { item: item.id },
  }
}
