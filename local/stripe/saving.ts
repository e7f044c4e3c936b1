import { behaviourOf, cardOf } from './cards.ts'
import { newId } from './ids.ts'
import type { Customer, PaymentMethod } from './types.ts'
import type { World } from './world.ts'

export type Typed = {
  number: string
  month: number
  year: number
  name: string | null
  email: string | null
  country: string | null
}

/** A card as it was typed; it belongs to nobody yet. */
export function newCard(world: World, typed: Typed, customer: string | null = null): PaymentMethod {
  const { number, month, year, name, email, country } = typed
  const address = country ? { ...NOWHERE, country } : null
  return world.store.put<PaymentMethod>({
    id: newId('payment_method'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: { address: address ?? NOWHERE, email, name, phone: null, tax_id: null },
    card: cardOf(number, year, month),
    created: world.now(customer),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
    _: { number },
  })
}

const NOWHERE = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
}

export function attach(world: World, card: PaymentMethod, customer: string): PaymentMethod {
  if (card.customer === customer) return card
  world.change(card, { customer })
  world.emit('payment_method.attached', card)
  return card
}

/** What is paid with from now on, when nothing else is said. */
export function makeDefault(world: World, customer: Customer, card: PaymentMethod): void {
  const invoice_settings = { ...customer.invoice_settings, default_payment_method: card.id }
  world.change(customer, { invoice_settings }, 'customer.updated')
}

/** What is wrong with a card before any bank is asked. */
export function wrongCard(
  number: string,
  month: number,
  year: number,
  now: number,
): string | undefined {
  if (!behaviourOf(number))
    return 'Your card number is invalid. Only the test cards are known here.'
  const end = Date.UTC(year, month) / 1000
  if (!(month >= 1 && month <= 12)) return "Your card's expiration date is incomplete."
  return end <= now ? "Your card's expiration year is in the past." : undefined
}

export function newCustomer(
  world: World,
  fields: Partial<Customer> & Pick<Customer, 'email'>,
): Customer {
  const id = newId('customer')
  const made = world.store.put<Customer>({
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: world.now(null),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
    ...fields,
    _: { deleted: false },
  })
  if (made.test_clock) made.created = world.now(id)
  world.emit('customer.created', made)
  return made
}
