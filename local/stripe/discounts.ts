import { refused } from './errors.ts'
import { newId } from './ids.ts'
import { round, shares } from './money.ts'
import { boundary } from './periods.ts'
import type { Coupon, Discount, Line, PromotionCode } from './types.ts'
import type { World } from './world.ts'

export type Asked = { coupon?: string; promotion_code?: string; discount?: string }

/** The coupon that a parameter means, when it may still be redeemed. */
export function couponFor(world: World, asked: Asked, customer: string | null) {
  const code = asked.promotion_code
    ? world.need('promotion_code', asked.promotion_code, 'discounts[0][promotion_code]')
    : null
  if (code) assertRedeemable(world, code, customer)
  const id = code?.promotion.coupon ?? asked.coupon ?? ''
  const coupon = world.need('coupon', id, 'discounts[0][coupon]')
  if (!isValid(world, coupon)) {
    const message = `Coupon ${coupon.id} is used up or expired and cannot be applied.`
    throw refused(message, { code: 'coupon_expired', param: 'discounts' })
  }
  return { coupon, code }
}

export function assertRedeemable(world: World, code: PromotionCode, customer: string | null): void {
  const now = world.now(customer)
  const isOver = code.expires_at !== null && code.expires_at <= now
  const isUsed = code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions
  const isOthers = code.customer !== null && code.customer !== customer
  const isLate = code.restrictions.first_time_transaction && hasPaid(world, customer)
  if (code.active && !isOver && !isUsed && !isOthers && !isLate) return
  const message = `The promotion code ${code.code} cannot be redeemed.`
  throw refused(message, { code: 'promotion_code_invalid', param: 'discounts' })
}

const hasPaid = ({ store }: World, customer: string | null): boolean =>
  store.all('charge').some((charge) => charge.paid && charge.customer === customer)

export const isValid = (world: World, coupon: Coupon): boolean =>
  (coupon.redeem_by === null || coupon.redeem_by > world.now()) &&
  (coupon.max_redemptions === null || coupon.times_redeemed < coupon.max_redemptions)

/** Gives a subscription a discount; counted as redeemed once its first invoice is made. */
export function redeem(
  world: World,
  { coupon, code }: { coupon: Coupon; code: PromotionCode | null },
  at: { customer: string; subscription: string; session?: string | undefined },
): Discount {
  const start = world.now(at.customer)
  const months = coupon.duration === 'repeating' ? coupon.duration_in_months : null
  world.change(coupon, { times_redeemed: coupon.times_redeemed + 1 }, 'coupon.updated')
  world.change(coupon, { valid: isValid(world, coupon) })
  if (code)
    world.change(code, { times_redeemed: code.times_redeemed + 1 }, 'promotion_code.updated')
  return world.store.put<Discount>({
    id: newId('discount'),
    object: 'discount',
    checkout_session: at.session ?? null,
    customer: at.customer,
    customer_account: null,
    end: months ? boundary(start, { interval: 'month', interval_count: 1 }, months) : null,
    invoice: null,
    invoice_item: null,
    promotion_code: code?.id ?? null,
    source: { type: 'coupon', coupon: coupon.id },
    start,
    subscription: at.subscription,
    subscription_item: null,
    _: { counted: true },
  })
}

/** Writes into the lines what each discount takes off them, and gives the sums. */
export function applyDiscounts(world: World, lines: Line[], discounts: Discount[], time: number) {
  const totals: { amount: number; discount: string }[] = []
  for (const discount of discounts) {
    if (discount.end !== null && discount.end <= time) continue
    const coupon = world.store.get('coupon', discount.source.coupon)
    if (!coupon) continue
    const open = lines.filter((line) => line.discountable && isFor(coupon, line))
    const rests = open.map((line) => Math.max(line.amount - takenOff(line), 0))
    const whole = rests.reduce((a, b) => a + b, 0)
    const amount = amountOff(coupon, whole)
    if (!amount) continue
    for (const [i, share] of shares(amount, rests).entries()) {
      open[i]?.discount_amounts.push({ amount: share, discount: discount.id })
    }
    totals.push({ amount, discount: discount.id })
  }
  return totals
}

export const amountOff = (coupon: Coupon, amount: number): number =>
  coupon.percent_off !== null
    ? round((amount * coupon.percent_off) / 100)
    : Math.min(coupon.amount_off ?? 0, amount)

export const takenOff = (line: Pick<Line, 'discount_amounts'>): number =>
  line.discount_amounts.reduce((sum, { amount }) => sum + amount, 0)

const isFor = (coupon: Coupon, line: Line): boolean =>
  !coupon.applies_to || coupon.applies_to.products.includes(line.pricing.price_details.product)
