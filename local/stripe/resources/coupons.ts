import * as z from 'zod'
import type { Api } from '../api.ts'
import { missing as notThere, refused } from '../errors.ts'
import { newId, word } from '../ids.ts'
import { decimal, emptied, flag, mergeMetadata, metadata, text, whole } from '../params.ts'
import type { Coupon, PromotionCode } from '../types.ts'

export function coupons(api: Api): void {
  const { world } = api
  api.post(
    '/coupons',
    {
      id: text.optional(),
      amount_off: whole.pipe(z.number().min(1)).optional(),
      applies_to: z.strictObject({ products: z.array(text) }).optional(),
      currency: text.optional(),
      duration: z.enum(['forever', 'once', 'repeating']).optional(),
      duration_in_months: whole.optional(),
      max_redemptions: whole.optional(),
      metadata: metadata.optional(),
      name: text.max(40).optional(),
      percent_off: decimal.pipe(z.number().gt(0).max(100)).optional(),
      redeem_by: whole.optional(),
    },
    ({ input }) => {
      const {
        percent_off = null,
        amount_off = null,
        duration = 'once',
        applies_to,
        metadata: given,
      } = input
      if ((percent_off === null) === (amount_off === null)) {
        throw refused('Must provide exactly one of: percent_off, amount_off.', {
          param: 'percent_off',
        })
      }
      if (amount_off !== null && !input.currency) throw missing('currency')
      if (duration === 'repeating' && !input.duration_in_months) throw missing('duration_in_months')
      const id = input.id ?? newId('coupon')
      if (world.store.get('coupon', id)) {
        throw refused('Coupon already exists.', { code: 'resource_already_exists', param: 'id' })
      }
      const made = world.store.put<Coupon>({
        id,
        object: 'coupon',
        amount_off,
        ...(applies_to && { applies_to }),
        created: world.now(),
        currency: amount_off === null ? null : (input.currency ?? null),
        duration,
        duration_in_months: input.duration_in_months ?? null,
        livemode: false,
        max_redemptions: input.max_redemptions ?? null,
        metadata: mergeMetadata(null, given),
        name: input.name ?? null,
        percent_off,
        redeem_by: input.redeem_by ?? null,
        times_redeemed: 0,
        valid: true,
      })
      world.emit('coupon.created', made)
      return made
    },
  )
  api.get('/coupons/:id', {}, ({ id }) => {
    const known = world.need('coupon', id)
    if (known.redeem_by === 0) throw notThere('coupon', id)
    return known
  })
  api.post(
    '/coupons/:id',
    { metadata: metadata.optional(), name: emptied.optional() },
    ({ id, input }) => {
      const known = world.need('coupon', id)
      const { name = known.name } = input
      const merged = mergeMetadata(known.metadata, input.metadata)
      return world.change(known, { name, metadata: merged }, 'coupon.updated')
    },
  )
  api.delete('/coupons/:id', {}, ({ id }) => {
    const known = world.need('coupon', id)
    // who has it keeps it: only redeeming ends
    world.change(known, {
      valid: false,
      max_redemptions: Math.max(known.times_redeemed, 1),
      redeem_by: 0,
    })
    world.emit('coupon.deleted', known)
    return { id, object: 'coupon', deleted: true }
  })
  api.list('/coupons', 'coupon', {}, ({ redeem_by }) => redeem_by !== 0)

  api.post(
    '/promotion_codes',
    {
      promotion: z.strictObject({ type: z.enum(['coupon']), coupon: text }),
      active: flag.optional(),
      code: text.regex(/^[A-Za-z0-9-]+$/).optional(),
      customer: text.optional(),
      expires_at: whole.optional(),
      max_redemptions: whole.optional(),
      metadata: metadata.optional(),
      restrictions: z
        .strictObject({
          first_time_transaction: flag.optional(),
          minimum_amount: whole.optional(),
          minimum_amount_currency: text.optional(),
        })
        .optional(),
    },
    ({ input }) => {
      const { code = word(8).toUpperCase(), promotion, restrictions, metadata: given } = input
      world.need('coupon', promotion.coupon, 'promotion[coupon]')
      const isTaken = world.store
        .all('promotion_code')
        .some((entry) => entry.active && entry.code.toUpperCase() === code.toUpperCase())
      if (isTaken) {
        const message = `An active promotion code with \`code: ${code}\` already exists.`
        throw refused(message, { code: 'resource_already_exists', param: 'code' })
      }
      const made = world.store.put<PromotionCode>({
        id: newId('promotion_code'),
        object: 'promotion_code',
        active: input.active ?? true,
        code,
        created: world.now(),
        customer: input.customer ?? null,
        customer_account: null,
        expires_at: input.expires_at ?? null,
        livemode: false,
        max_redemptions: input.max_redemptions ?? null,
        metadata: mergeMetadata(null, given),
        promotion,
        restrictions: {
          first_time_transaction: restrictions?.first_time_transaction ?? false,
          minimum_amount: restrictions?.minimum_amount ?? null,
          minimum_amount_currency: restrictions?.minimum_amount_currency ?? null,
        },
        times_redeemed: 0,
      })
      world.emit('promotion_code.created', made)
      return made
    },
  )
  api.get('/promotion_codes/:id', {}, ({ id }) => world.need('promotion_code', id))
  api.post(
    '/promotion_codes/:id',
    { active: flag.optional(), metadata: metadata.optional() },
    ({ id, input }) => {
      const known = world.need('promotion_code', id)
      const { active = known.active } = input
      const merged = mergeMetadata(known.metadata, input.metadata)
      return world.change(known, { active, metadata: merged }, 'promotion_code.updated')
    },
  )
  api.list(
    '/promotion_codes',
    'promotion_code',
    {
      active: flag.optional(),
      code: text.optional(),
      coupon: text.optional(),
      customer: text.optional(),
    },
    (entry, { input }) => {
      const { active = entry.active, code = entry.code, coupon, customer = entry.customer } = input
      const isOf = !coupon || entry.promotion.coupon === coupon
      return (
        entry.active === active &&
        entry.code.toUpperCase() === code.toUpperCase() &&
        entry.customer === customer &&
        isOf
      )
    },
  )
}

const missing = (param: string) =>
  refused(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
