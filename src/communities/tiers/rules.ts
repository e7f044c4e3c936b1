import * as z from 'zod'
import { isPayable, moneyText, readMoney } from '../../ui/money.ts'
import { description, name } from '../settings/rules.ts'
import { FILE_MB, MAX_FILE_MB } from './files/rules.ts'
import { billingPeriod, type Tier } from './tables.ts'

/** What a tier can be sold in, as Stripe writes it. */
export const CURRENCIES = [
  ...['usd', 'eur', 'gbp', 'aud', 'brl', 'cad', 'chf', 'czk', 'dkk', 'huf', 'inr', 'jpy', 'krw'],
  ...['kwd', 'mxn', 'nok', 'nzd', 'pln', 'ron', 'sek', 'sgd', 'thb', 'zar'],
] as const
const MAX_CENTS = 10_000_000
export const MAX_TRIAL_DAYS = 365
export const MAX_FEATURES = 12
const MAX_FEATURE = 120

const cents = z
  .number('What does it cost? Digits only.')
  .int('Whole cents only.')
  .min(0, 'A price is zero or more.')
  .max(MAX_CENTS, 'That is more than we can charge.')

const currency = z.enum(CURRENCIES, 'Choose a currency from the list.')

const DAYS = `Write whole days, ${MAX_TRIAL_DAYS} at most.`
const trialDays = z
  .union(
    [
      z.number(),
      z
        .string()
        .trim()
        .regex(/^\d{0,3}$/)
        .transform(Number),
    ],
    DAYS,
  )
  .pipe(z.number(DAYS).int(DAYS).min(0, DAYS).max(MAX_TRIAL_DAYS, DAYS))

const MEGABYTES = `Write whole megabytes, from ${FILE_MB} to ${MAX_FILE_MB.toLocaleString('en')}.`
const fileMb = z
  .union(
    [
      z.null(),
      z.number(),
      z
        .string()
        .trim()
        .regex(/^\d{0,5}$/)
        .transform((text) => (text === '' ? null : Number(text))),
    ],
    MEGABYTES,
  )
  .pipe(
    z
      .number(MEGABYTES)
      .int(MEGABYTES)
      .min(FILE_MB, MEGABYTES)
      .max(MAX_FILE_MB, MEGABYTES)
      .nullable(),
  )

const features = z
  .union([z.array(z.string()), z.string().transform((text) => text.split('\n'))])
  .transform((lines) => lines.map((line) => line.trim()).filter(Boolean))
  .pipe(
    z
      .array(z.string().max(MAX_FEATURE, `Keep each line under ${MAX_FEATURE} characters.`))
      .max(MAX_FEATURES, `Name ${MAX_FEATURES} things at most.`),
  )

/** Ids from check boxes; the empty one says that none is chosen. */
export const ids = z
  .array(z.string())
  .transform((all) => all.filter(Boolean))
  .pipe(z.array(z.uuid('Choose from the list.')).max(200))

const TierFields = z.object({
  name,
  description,
  price: z.string(),
  priceCents: cents,
  currency,
  trialDays,
  billingPeriod: z.enum(billingPeriod.enumValues, 'Choose how often it is paid.'),
  features,
  /** how large a file may be, in MB; null or empty for what everyone may */
  fileMb,
  isActive: z.union([z.boolean(), z.stringbool()], 'Say whether it can be chosen.'),
  spaceIds: ids,
})

const Fields = TierFields.partial()

/** What a tier costs before it is changed: what is not named stays, and is judged with the rest. */
type Known = Pick<Tier, 'priceCents' | 'currency'>

/** Reads a typed `price` in its currency: "12" or "12.50", as people write it; a comma will do. */
const pricedBeside =
  (known: Known) =>
  <F extends z.output<typeof Fields>>({ price, ...fields }: F, ctx: z.RefinementCtx<F>) => {
    const currency = fields.currency ?? known.currency
    const priceCents = price === undefined ? fields.priceCents : readMoney(price, currency)
    const refuse = (message: string) => {
      ctx.addIssue({ code: 'custom', path: ['price'], message })
      return z.NEVER
    }
    if (priceCents === null) return refuse('Write a price such as 12 or 12.50.')
    const cents = priceCents ?? known.priceCents
    if (cents > MAX_CENTS) return refuse('That is more than we can charge.')
    if (!isPayable(cents, currency)) return refuse('Nobody can pay that to the last digit.')
    return { ...fields, ...(priceCents !== undefined && { priceCents }) }
  }

/** Any fields of a tier; forms send a `price` and its `currency`, scripts `priceCents`. */
export const tierChangeOf = (known: Known) => Fields.transform(pricedBeside(known))
export type TierChange = z.output<ReturnType<typeof tierChangeOf>>

/** A new tier: a name is enough. */
export const NewTier = tierChangeOf({ priceCents: 0, currency: 'usd' }).pipe(
  z.object({
    name,
    description: z.string().default(''),
    priceCents: z.number().default(0),
    currency: currency.default('usd'),
    trialDays: z.number().default(0),
    billingPeriod: z.enum(billingPeriod.enumValues).default('monthly'),
    features: z.array(z.string()).default([]),
    fileMb: z.number().nullable().default(null),
    isActive: z.boolean().default(true),
    spaceIds: z.array(z.string()).default([]),
  }),
)
export type NewTier = z.output<typeof NewTier>

const periods = { monthly: ' a month', yearly: ' a year', lifetime: ' once' }

/** "$12 a month", "Free". */
export function priceOf(tier: Pick<Tier, 'priceCents' | 'currency' | 'billingPeriod'>): string {
  if (tier.priceCents === 0) return 'Free'
  return moneyText(tier.priceCents, tier.currency) + periods[tier.billingPeriod]
}

export const TierMove = z.object({ move: z.enum(['up', 'down'], 'Say up or down.') })
