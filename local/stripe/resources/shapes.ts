import * as z from 'zod'
import { emptied, flag, metadata, quantity, text, whole } from '../params.ts'

// what several endpoints take in the same words

export const proration = z.enum(['create_prorations', 'always_invoice', 'none']).optional()
const behavior = z
  .enum(['allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete'])
  .optional()
export const changedItem = z.strictObject({
  id: text.optional(),
  price: text.optional(),
  quantity: quantity.optional(),
  deleted: flag.optional(),
  metadata: metadata.optional(),
})
export const discount = z.strictObject({
  coupon: text.optional(),
  promotion_code: text.optional(),
  discount: text.optional(),
})
export const trialSettings = z.strictObject({
  end_behavior: z.strictObject({
    missing_payment_method: z.enum(['cancel', 'create_invoice', 'pause']),
  }),
})
export const details = z.strictObject({
  comment: emptied.optional(),
  feedback: emptied.optional(),
})
const common = {
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  cancel_at_period_end: flag.optional(),
  collection_method: z.enum(['charge_automatically']).optional(),
  default_payment_method: text.optional(),
  description: emptied.optional(),
  discounts: z.union([z.array(discount), z.literal('')]).optional(),
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_behavior: behavior,
  payment_settings: z
    .strictObject({ save_default_payment_method: z.enum(['off', 'on_subscription']).optional() })
    .optional(),
  proration_behavior: proration,
  trial_settings: trialSettings.optional(),
}
export const created = {
  ...common,
  customer: text,
  items: z
    .array(
      z.strictObject({ price: text, quantity: quantity.optional(), metadata: metadata.optional() }),
    )
    .min(1),
  trial_end: z.union([whole, z.literal('now')]).optional(),
  trial_period_days: whole.optional(),
}
export const updated = {
  ...common,
  billing_cycle_anchor: z.enum(['now', 'unchanged']).optional(),
  cancel_at: z.union([whole, z.literal('')]).optional(),
  cancellation_details: details.optional(),
  items: z.array(changedItem).optional(),
  pause_collection: z
    .union([
      z.strictObject({
        behavior: z.enum(['keep_as_draft', 'mark_uncollectible', 'void']),
        resumes_at: whole.optional(),
      }),
      z.literal(''),
    ])
    .optional(),
  proration_date: whole.optional(),
  trial_end: z.union([whole, z.literal('now')]).optional(),
}
