import { type Change, invoiceNow, linesOf, pendingOf, plan } from './changing.ts'
import { draft } from './drafting.ts'
import { Problem } from './errors.ts'
import { word } from './ids.ts'
import { creditFor, periodLine } from './lines.ts'
import { periodEnd } from './periods.ts'
import { phaseAt } from './phases.ts'
import { discountsOf, planOf } from './subscribing.ts'
import type { Discount, Invoice, Item, Subscription } from './types.ts'
import type { World } from './world.ts'

/** The invoice that would come next, at once or at the period's end; nothing is changed or kept. */
export function preview(
  world: World,
  sub: Subscription,
  change: Change | undefined,
  options: { cancels?: boolean; discounts?: Discount[] | undefined } = {},
): Invoice {
  const at = change?.at ?? world.now(sub.customer)
  const isOver = sub.status === 'canceled' || sub.status === 'incomplete_expired'
  const made = change && plan(world, sub, change)
  if (made?.invoicesNow && !isOver) return asPreview(invoiceNow(world, sub, made, at))
  const items = made?.items ?? sub.items.data
  const pending = linesOf(world, [...pendingOf(world, sub), ...(made?.prorations ?? [])])
  const ends = sub.cancel_at !== null || options.cancels === true
  const start = Math.min(...items.map((item) => item.current_period_end))
  const due = ends ? [] : items.map((item) => nextOf(world, sub, item))
  const lines = [...pending, ...due.map((item) => periodLine(world, sub, item, item.next, false))]
  if (isOver || !lines.length) throw nothing(sub)
  return asPreview(
    draft(world, {
      customer: world.need('customer', sub.customer),
      subscription: sub,
      lines,
      discounts: options.discounts ?? discountsOf(world, sub),
      reason: 'upcoming',
      period: { start: Math.min(...items.map((item) => item.current_period_start)), end: start },
      at: start,
      prorationDate: made?.prorations.length ? at : undefined,
    }),
  )
}

/** What would be owed back if it ended now: nothing on trial. */
export function endingNow(world: World, sub: Subscription, prorates: boolean): Invoice {
  const at = world.now(sub.customer)
  const isPaid = prorates && sub.status !== 'trialing'
  const shares = isPaid
    ? sub.items.data.flatMap((item) => creditFor(world, sub, item, at) ?? [])
    : []
  const lines = linesOf(world, [...pendingOf(world, sub), ...shares])
  if (!lines.length) throw nothing(sub)
  const start = Math.min(...sub.items.data.map((item) => item.current_period_start))
  return asPreview(
    draft(world, {
      customer: world.need('customer', sub.customer),
      subscription: sub,
      lines,
      discounts: [],
      reason: 'subscription_update',
      period: { start, end: at },
      at,
      prorationDate: at,
    }),
  )
}

/** An item in its next period, at the price that a schedule gives it then. */
export function nextOf(
  world: World,
  sub: Subscription,
  item: Item,
): Item & { next: { start: number; end: number } } {
  const start = item.current_period_end
  const wanted = phaseAt(world, sub, start)?.items[0]
  const price = (wanted && world.store.get('price', wanted.price)) ?? item.price
  const recurring = price.recurring ?? { interval: 'month', interval_count: 1 }
  const same = price.recurring?.interval === item.price.recurring?.interval
  const anchor = same ? sub.billing_cycle_anchor : start
  return {
    ...item,
    price,
    plan: planOf(price),
    quantity: wanted?.quantity ?? item.quantity,
    next: { start, end: periodEnd(anchor, recurring, start) },
  }
}

function asPreview(invoice: Invoice): Invoice {
  const id = `upcoming_in_${word(24)}`
  for (const line of invoice.lines.data) line.invoice = id
  return { ...invoice, id, auto_advance: true, next_payment_attempt: invoice.created + 3600 }
}

const nothing = (sub: Subscription): Problem =>
  new Problem(404, {
    type: 'invalid_request_error',
    code: 'invoice_upcoming_none',
    message: `No upcoming invoices for customer: ${sub.customer}`,
  })
