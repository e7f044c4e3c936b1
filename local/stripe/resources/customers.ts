import * as z from 'zod'
import type { Api } from '../api.ts'
import { behaviourOf, NAMED } from '../cards.ts'
import { Problem, refused } from '../errors.ts'
import { emptied, flag, mergeMetadata, metadata, text, whole } from '../params.ts'
import { attach, newCard, newCustomer } from '../saving.ts'
import { endSubscription } from '../settling.ts'
import type { PaymentMethod } from '../types.ts'
import type { World } from '../world.ts'

const address = z.strictObject({
  city: emptied.optional(),
  country: emptied.optional(),
  line1: emptied.optional(),
  line2: emptied.optional(),
  postal_code: emptied.optional(),
  state: emptied.optional(),
})

const fields = {
  address: z.union([address, z.literal('')]).optional(),
  balance: whole.optional(),
  description: emptied.optional(),
  email: emptied.optional(),
  invoice_settings: z.strictObject({ default_payment_method: emptied.optional() }).optional(),
  metadata: metadata.optional(),
  name: emptied.optional(),
  phone: emptied.optional(),
  preferred_locales: z.array(text).optional(),
  tax_exempt: z.enum(['none', 'exempt', 'reverse']).optional(),
}
type Fields = z.output<z.ZodObject<typeof fields>>

export function customers(api: Api): void {
  const { world } = api
  const given = { ...fields, payment_method: text.optional(), test_clock: text.optional() }
  api.post('/customers', given, ({ input }) => {
    const { payment_method, test_clock, ...rest } = input
    if (test_clock) world.need('test_helpers.test_clock', test_clock, 'test_clock')
    const plain = plainOf(rest, null)
    const made = newCustomer(world, {
      ...plain,
      email: plain.email ?? null,
      metadata: mergeMetadata(null, rest.metadata),
      test_clock: test_clock ?? null,
    })
    if (payment_method) savedCard(world, payment_method, made.id)
    return made
  })
  api.get('/customers/:id', {}, ({ id }) => {
    const isGone = world.store.get('customer', id)?._.deleted
    return isGone ? { id, object: 'customer', deleted: true } : world.need('customer', id)
  })
  api.post('/customers/:id', fields, ({ id, input }) => {
    const known = world.need('customer', id)
    const card = input.invoice_settings?.default_payment_method
    if (
      card &&
      world.need('payment_method', card, 'invoice_settings[default_payment_method]').customer !== id
    ) {
      const message = `The customer does not have a payment method with the ID ${card}. The payment method must be attached to the customer.`
      throw refused(message, {
        code: 'resource_missing',
        param: 'invoice_settings[default_payment_method]',
      })
    }
    const merged = mergeMetadata(known.metadata, input.metadata)
    const settings = input.invoice_settings && {
      invoice_settings: { ...known.invoice_settings, default_payment_method: card ?? null },
    }
    return world.change(
      known,
      { ...plainOf(input, known.address), ...settings, metadata: merged },
      'customer.updated',
    )
  })
  api.delete('/customers/:id', {}, ({ id }) => {
    const known = world.need('customer', id)
    for (const sub of world.store.all('subscription')) {
      const isLive = sub.status !== 'canceled' && sub.status !== 'incomplete_expired'
      if (sub.customer === id && isLive) endSubscription(world, sub, {})
    }
    world.store.put(Object.assign(known, { _: { deleted: true } }))
    world.emit('customer.deleted', known)
    return { id, object: 'customer', deleted: true }
  })
  const clock = { email: text.optional(), test_clock: text.optional() }
  api.list('/customers', 'customer', clock, (entry, { input }) => {
    const { email = entry.email, test_clock } = input
    return (
      !entry._.deleted && entry.email === email && (!test_clock || entry.test_clock === test_clock)
    )
  })

  const card = z.strictObject({
    number: text,
    exp_month: whole,
    exp_year: whole,
    cvc: text.optional(),
  })
  api.post(
    '/payment_methods',
    { type: z.enum(['card']), card: z.union([card, z.strictObject({ token: text })]) },
    ({ input }) => {
      if ('token' in input.card) return named(world, input.card.token.replace(/^tok_/, 'pm_card_'))
      const { number, exp_month: month, exp_year: year } = input.card
      return newCard(world, { number, month, year, name: null, email: null, country: null })
    },
  )
  api.get('/payment_methods/:id', {}, ({ id }) => world.need('payment_method', id))
  api.post('/payment_methods/:id/attach', { customer: text }, ({ id, input }) => {
    world.need('customer', input.customer, 'customer')
    return savedCard(world, id, input.customer)
  })
  api.post('/payment_methods/:id/detach', {}, ({ id }) => {
    const known = world.need('payment_method', id)
    world.emit('payment_method.detached', world.change(known, { customer: null }))
    return known
  })
  const ofCustomer = {
    customer: text.optional(),
    type: text.optional(),
    allow_redisplay: text.optional(),
  }
  api.list('/payment_methods', 'payment_method', ofCustomer, (entry, { input }) => {
    return entry.customer !== null && entry.customer === (input.customer ?? entry.customer)
  })
  const type = { type: text.optional(), allow_redisplay: flag.optional() }
  api.list(
    '/customers/:id/payment_methods',
    'payment_method',
    type,
    (entry, { id }) => entry.customer === id,
  )
}

function plainOf(input: Fields, known: Parameters<typeof newCustomer>[1]['address']) {
  const { address: place, metadata: _, invoice_settings: __, ...rest } = input
  if (place === undefined) return rest
  const blank = {
    city: null,
    country: null,
    line1: null,
    line2: null,
    postal_code: null,
    state: null,
  }
  return { ...rest, address: place ? { ...blank, ...known, ...place } : null }
}

/** A card goes with a customer, if its bank lets it. */
function savedCard(world: World, id: string, customer: string): PaymentMethod {
  const card = named(world, id)
  const { refusesSaving, declines } = behaviourOf(card._.number) ?? {}
  if (refusesSaving && declines) throw new Problem(402, { type: 'card_error', ...declines })
  return attach(world, card, customer)
}

/** By id, or a new one by the name of a test card. */
export function named(world: World, id: string): PaymentMethod {
  const number = NAMED[id]
  if (!number) return world.need('payment_method', id, 'payment_method')
  const year = new Date(world.now() * 1000).getUTCFullYear() + 8
  return newCard(world, { number, month: 12, year, name: null, email: null, country: null })
}
