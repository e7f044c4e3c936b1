import * as z from 'zod'
import { GRACE_DAYS } from '../rules.ts'

/** What Stripe says of the account; null where it did not answer, with the reason in `problem`. */
export type Known = {
  mode: 'live' | 'test' | 'local' | 'none'
  /** why nothing is known */
  problem: 'key refused' | 'away' | null
  account: { name: string; canCharge: boolean } | null
  /** null where the key may not ask */
  endpoints: { url: string; isEnabled: boolean; events: string[] }[] | null
  tax: { isActive: boolean; hasBehavior: boolean; registrations: number } | null
  hasPortal: boolean | null
  hasSecret: boolean
  /** where our webhook is */
  url: string
  lastHeard: Date | null
}

export type Check = { about: string; state: 'good' | 'warning' | 'bad'; words: string }

/** What the webhook has to bring: all that changes what somebody has. */
export const EVENTS = [
  ...['checkout.session.completed', 'checkout.session.async_payment_succeeded'],
  ...['customer.subscription.created', 'customer.subscription.updated'],
  ...['customer.subscription.deleted', 'invoice.paid', 'invoice.payment_failed'],
  ...['charge.refunded', 'charge.dispute.created', 'charge.dispute.closed'],
  ...['payment_intent.succeeded', 'subscription_schedule.updated'],
  // a change that nobody paid: what it had taken the place of follows after all
  'customer.subscription.pending_update_expired',
]

/** What is right and what is to be done, in the order in which it is set up. */
export function checksOf(known: Known): Check[] {
  if (known.mode === 'none')
    return [
      bad(
        'Key',
        'There is none. Copy the secret key from Stripe’s dashboard and give it to the deployment as STRIPE_SECRET_KEY.',
      ),
    ]
  if (known.problem === 'key refused')
    return [
      bad(
        'Key',
        'Stripe refuses it. Copy the secret key anew from the dashboard, under Developers.',
      ),
    ]
  if (known.problem) return [warn('Stripe', 'It does not answer now. Look again in a while.')]
  return [
    keyCheck(known),
    webhookCheck(known),
    heardCheck(known),
    portalCheck(known),
    taxCheck(known),
  ]
}

const good = (about: string, words: string): Check => ({ about, state: 'good', words })
const warn = (about: string, words: string): Check => ({ about, state: 'warning', words })
const bad = (about: string, words: string): Check => ({ about, state: 'bad', words })

const modes = {
  live: 'It is a live key: real money moves.',
  test: 'It is a test key: no real money moves.',
  local: 'It is the Stripe of your own machine: no real money moves.',
}

function keyCheck({ account, mode }: Known): Check {
  if (!account || mode === 'none')
    return warn('Key', 'It works, and may not read the account. That is fine for a restricted key.')
  const whose = `The account is ${account.name || 'without a name'}. ${modes[mode]}`
  if (account.canCharge) return good('Key', whose)
  return bad('Key', `${whose} It cannot take payments yet: Stripe asks for more about you.`)
}

function webhookCheck({ endpoints, url, hasSecret }: Known): Check {
  if (!hasSecret)
    return bad(
      'Webhook',
      `Its secret is missing. Make an endpoint for ${url} at Stripe, and give its signing secret to the deployment as STRIPE_WEBHOOK_SECRET.`,
    )
  if (!endpoints)
    return warn(
      'Webhook',
      `This key may not read endpoints. See for yourself that there is one for ${url}.`,
    )
  const ours = endpoints.filter((one) => one.url === url)
  const [one] = ours.toSorted((a, b) => Number(b.isEnabled) - Number(a.isEnabled))
  if (!one)
    return bad('Webhook', `Stripe knows no endpoint for ${url}. Add it under Developers, Webhooks.`)
  if (!one.isEnabled)
    return bad('Webhook', 'Stripe has switched the endpoint off. Switch it on again.')
  const missing = one.events.includes('*')
    ? []
    : EVENTS.filter((event) => !one.events.includes(event))
  if (missing.length) return bad('Webhook', `The endpoint does not bring ${listed(missing)}.`)
  return good('Webhook', 'The endpoint is there, is on, and brings all that is needed.')
}

function heardCheck({ lastHeard }: Known): Check {
  if (lastHeard) return good('Deliveries', 'Stripe’s last message came through.')
  return warn(
    'Deliveries',
    'None has come yet. That is fine as long as nobody has bought anything.',
  )
}

function portalCheck({ hasPortal }: Known): Check {
  if (hasPortal === null) return warn('Billing page', 'This key may not see whether it is set up.')
  if (hasPortal)
    return good('Billing page', 'People can see to their cards, invoices and memberships.')
  return bad(
    'Billing page',
    'Save the settings of the customer portal once, under Settings, Billing.',
  )
}

function taxCheck({ tax }: Known): Check {
  const why = taxProblem(tax)
  return why ? warn('Taxes', why) : good('Taxes', 'Stripe can reckon them.')
}

/** Why Stripe cannot reckon taxes; null when it can. */
export function taxProblem(tax: Known['tax']): string | null {
  if (!tax) return 'This key may not read the tax settings, so they cannot be relied on.'
  if (!tax.isActive) return 'Stripe Tax is not set up: it wants your address and what you sell.'
  if (!tax.hasBehavior) return 'Say in Stripe’s tax settings whether prices include tax.'
  if (tax.registrations === 0) return 'You are registered nowhere yet, so no tax would be added.'
  return null
}

const listed = (words: string[]) => new Intl.ListFormat('en').format(words)

const MAX_GRACE = 60
const GRACE = `Write whole days, ${MAX_GRACE} at most.`

/** What an owner may change about payments; any of it. */
export const PaymentSettings = z
  .object({
    automaticTax: z.union([z.boolean(), z.stringbool()], 'Say who reckons the taxes.'),
    graceDays: z
      .union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)], GRACE)
      .pipe(z.number(GRACE).int(GRACE).min(0, GRACE).max(MAX_GRACE, GRACE)),
  })
  .partial()
export type PaymentSettings = z.output<typeof PaymentSettings>

/** With what stands where nothing was set. */
export const settingsOf = (settings: PaymentSettings): Required<PaymentSettings> => ({
  automaticTax: settings.automaticTax ?? false,
  graceDays: settings.graceDays ?? GRACE_DAYS,
})
