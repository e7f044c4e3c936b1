import * as z from 'zod'
import { description, name } from '../settings/rules.ts'
import { billingPeriod, type Tier } from './tables.ts'

/** Prices are shown in it until billing lets a community choose. */
const CURRENCY = 'USD'
const MAX_CENTS = 10_000_000
export const MAX_FEATURES = 12
const MAX_FEATURE = 120

const cents = z
  .number('What does it cost? Digits only.')
  .int('Whole cents only.')
  .min(0, 'A price is zero or more.')
  .max(MAX_CENTS, 'That is more than we can charge.')

/** "12" or "12.50", as people type a price; a comma will do. */
const price = z
  .string()
  .trim()
  .regex(/^\d{1,7}([.,]\d{1,2})?$/, 'Write a price such as 12 or 12.50.')
  .transform((text) => Math.round(Number(text.replace(',', '.')) * 100))
  .pipe(cents)

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
  price,
  priceCents: cents,
  billingPeriod: z.enum(billingPeriod.enumValues, 'Choose how often it is paid.'),
  features,
  isActive: z.union([z.boolean(), z.stringbool()], 'Say whether it can be chosen.'),
  spaceIds: ids,
})

/** Any fields of a tier; forms send a `price`, scripts `priceCents`. */
export const TierChange = TierFields.partial().transform(({ price, ...fields }) => ({
  ...fields,
  ...(price !== undefined && { priceCents: price }),
}))
export type TierChange = z.output<typeof TierChange>

/** A new tier: a name is enough. */
export const NewTier = TierChange.pipe(
  z.object({
    name,
    description: z.string().default(''),
    priceCents: z.number().default(0),
    billingPeriod: z.enum(billingPeriod.enumValues).default('monthly'),
    features: z.array(z.string()).default([]),
    isActive: z.boolean().default(true),
    spaceIds: z.array(z.string()).default([]),
  }),
)
export type NewTier = z.output<typeof NewTier>

const periods = { monthly: ' a month', yearly: ' a year', lifetime: ' once' }

/** "$12 a month", "Free". */
export function priceOf(tier: Pick<Tier, 'priceCents' | 'billingPeriod'>): string {
  if (tier.priceCents === 0) return 'Free'
  const amount = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: CURRENCY,
    minimumFractionDigits: tier.priceCents % 100 ? 2 : 0,
  }).format(tier.priceCents / 100)
  return amount + periods[tier.billingPeriod]
}
