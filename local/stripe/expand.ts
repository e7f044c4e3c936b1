import { refused } from './errors.ts'
import { listOf } from './lists.ts'
import { shown } from './shown.ts'
import type { World } from './world.ts'

type Shown = Record<string, unknown>

/** Puts objects in the place of ids, along paths like `data.latest_invoice.payments`. */
export function expand(world: World, body: Shown, paths: string[]): Shown {
  for (const path of paths) walk(world, body, path.split('.'), path)
  return body
}

function walk(world: World, at: Shown, names: string[], path: string): void {
  const [name = '', ...rest] = names
  if (!name) return
  if (at[name] === undefined) at[name] = onRequest(world, at, name)
  const value = at[name]
  if (value === undefined) {
    const message = `This property cannot be expanded (${name}).`
    throw refused(message, { param: 'expand' })
  }
  if (Array.isArray(value)) {
    const entries = value.map((entry) => opened(world, entry))
    at[name] = entries
    for (const entry of entries) if (isShown(entry)) walk(world, entry, rest, path)
    return
  }
  const open = opened(world, value)
  at[name] = open
  if (isShown(open)) walk(world, open, rest, path)
}

function opened(world: World, value: unknown): unknown {
  if (typeof value !== 'string') return value
  const record = world.store.find(value)
  return record ? shown(record) : value
}

const isShown = (value: unknown): value is Shown => typeof value === 'object' && value !== null

/** Lists that belong to an object and are answered only on request. */
function onRequest({ store }: World, at: Shown, name: string): unknown {
  const id = String(at.id)
  if (at.object === 'checkout.session' && name === 'line_items') {
    const session = store.get('checkout.session', id)
    return listOf(session?._.items.map(shown) ?? [], `/v1/checkout/sessions/${id}/line_items`)
  }
  if (at.object === 'invoice' && name === 'payments') {
    const one = store.get('invoice_payment', store.get('invoice', id)?._.payment ?? '')
    return listOf(one ? [shown(one)] : [], '/v1/invoice_payments')
  }
  if (at.object === 'invoice' && name === 'confirmation_secret') {
    const last = store.get('invoice_payment', store.get('invoice', id)?._.payment ?? '')
    const intent = last && store.get('payment_intent', String(last.payment.payment_intent))
    return intent ? { client_secret: intent.client_secret, type: 'payment_intent' } : null
  }
  if (at.object === 'charge' && name === 'refunds') {
    const found = store.all('refund').filter(({ charge }) => charge === id)
    return listOf(found.reverse().map(shown), `/v1/charges/${id}/refunds`)
  }
  if (at.object === 'customer' && name === 'subscriptions') {
    const found = store.all('subscription').filter(({ customer }) => customer === id)
    const live = found.filter(({ status }) => status !== 'canceled').reverse()
    return listOf(live.map(shown), `/v1/customers/${id}/subscriptions`)
  }
  if (at.object === 'customer' && name === 'tax') {
    return { automatic_tax: 'supported', ip_address: null, location: null, provider: 'stripe' }
  }
  return undefined
}
