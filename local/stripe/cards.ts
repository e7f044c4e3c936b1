import type Stripe from 'stripe'

export type Behaviour = {
  brand: string
  country: string
  /** declined whenever it is charged */
  declines?: { code: string; decline_code?: string; message: string }
  /** and already when it is saved */
  refusesSaving?: boolean
  /** asks the person: once, when it is saved or first paid with; or at every payment */
  asks?: 'once' | 'always'
  /** the bank takes the money back at once */
  disputed?: boolean
  /** for the page */
  note?: string
}

const declined = { code: 'card_declined', message: 'Your card was declined.' }

/** Stripe's own test cards, by number. */
export const CARDS: Record<string, Behaviour> = {
  '4242424242424242': { brand: 'visa', country: 'US', note: 'Pays' },
  '5555555555554444': { brand: 'mastercard', country: 'US' },
  '378282246310005': { brand: 'amex', country: 'US' },
  '4000000000000002': {
    brand: 'visa',
    country: 'US',
    declines: { ...declined, decline_code: 'generic_decline' },
    refusesSaving: true,
    note: 'Is declined',
  },
  '4000000000009995': {
    brand: 'visa',
    country: 'US',
    declines: {
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    },
    refusesSaving: true,
    note: 'Has no money',
  },
  '4000000000000069': {
    brand: 'visa',
    country: 'US',
    declines: { code: 'expired_card', message: 'Your card has expired.' },
    refusesSaving: true,
  },
  '4000002500003155': {
    brand: 'visa',
    country: 'US',
    asks: 'once',
    note: 'Asks you to approve, once',
  },
  '4000002760003184': {
    brand: 'visa',
    country: 'US',
    asks: 'always',
    note: 'Asks at every payment, so that renewals fail',
  },
  '4000000000000341': {
    brand: 'visa',
    country: 'US',
    declines: { ...declined, decline_code: 'generic_decline' },
    note: 'Can be saved, is declined when charged: with a trial, or in the portal',
  },
  '4000000000000259': {
    brand: 'visa',
    country: 'US',
    disputed: true,
    note: 'Pays, then the bank disputes it',
  },
}

/** Stripe's names of test cards, for scripts: `pm_card_visa`. */
export const NAMED: Record<string, string> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_chargeDeclined: '4000000000000002',
  pm_card_visa_chargeDeclined: '4000000000000002',
  pm_card_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_authenticationRequiredOnSetup: '4000002500003155',
  pm_card_authenticationRequired: '4000002760003184',
  pm_card_chargeCustomerFail: '4000000000000341',
  pm_card_createDispute: '4000000000000259',
}

/** How a card behaves; a number that Stripe does not know is a wrong number. */
export const behaviourOf = (number: string): Behaviour | undefined => CARDS[number]

export function cardOf(number: string, year: number, month: number): Stripe.PaymentMethod.Card {
  const { brand = 'unknown', country = 'US' } = CARDS[number] ?? {}
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country,
    display_brand: brand,
    exp_month: month,
    exp_year: year,
    fingerprint: `local${number.slice(-11)}`,
    funding: 'credit',
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}
