import * as z from 'zod'
import { emptied, flag, metadata, quantity, text, whole } from '../params.ts'
import { priceData } from './catalog.ts'

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

const auto = z.enum(['auto', 'never']).optional()
/** A checkout session's. */
export const session = {
  mode: z.enum(['payment', 'subscription', 'setup']),
  success_url: text.optional(),
  cancel_url: text.optional(),
  line_items: z
    .array(
      z.strictObject({
        price: text.optional(),
        price_data: z
          .strictObject({
            ...priceData,
            product: text.optional(),
            product_data: z
              .strictObject({
                name: text,
                metadata: metadata.optional(),
                description: text.optional(),
                tax_code: text.optional(),
              })
              .optional(),
          })
          .optional(),
        quantity: quantity.optional(),
      }),
    )
    .optional(),
  customer: text.optional(),
  customer_email: text.optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  customer_update: z.strictObject({ address: auto, name: auto, shipping: auto }).optional(),
  client_reference_id: text.max(200).optional(),
  metadata: metadata.optional(),
  allow_promotion_codes: flag.optional(),
  discounts: z.array(discount).max(1).optional(),
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  tax_id_collection: z.strictObject({ enabled: flag }).optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  payment_method_collection: z.enum(['always', 'if_required']).optional(),
  expires_at: whole.optional(),
  locale: z.string().optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay', 'subscribe']).optional(),
  ui_mode: z.enum(['hosted_page']).optional(),
  adaptive_pricing: z.strictObject({ enabled: flag }).optional(),
  subscription_data: z
    .strictObject({
      billing_mode: z.strictObject({ type: z.enum(['flexible']) }).optional(),
      description: emptied.optional(),
      metadata: metadata.optional(),
      trial_end: whole.optional(),
      trial_period_days: whole.optional(),
      trial_settings: trialSettings.optional(),
    })
    .optional(),
  payment_intent_data: z
    .strictObject({
      description: emptied.optional(),
      metadata: metadata.optional(),
      receipt_email: text.optional(),
      setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
    })
    .optional(),
}
