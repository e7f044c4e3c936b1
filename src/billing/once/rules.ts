import type Stripe from 'stripe'
import * as z from 'zod'
import type { Bought } from '../../courses/purchases/queries.ts'
import { taxesOf } from '../checkout/rules.ts'
import { paymentsOf, type Truth } from '../sync/rules.ts'
import type { CourseOffer } from './queries.ts'

/** Whose a payment for a course is, as its metadata say. */
const Buyer = z.object({ profileId: z.uuid(), communityId: z.uuid(), courseId: z.uuid() })

/** The courses that were bought, by a customer's truth; the same truth gives the same rows. */
export const boughtOf = (truth: Truth): Bought[] =>
  paymentsOf(truth).flatMap(({ id, metadata, created, amount, currency, lostAt }) => {
    const buyer = Buyer.safeParse(metadata).data
    if (!buyer) return []
    const { profileId, courseId } = buyer
    const startsAt = new Date(created * 1000)
    return [{ profileId, courseId, reference: id, amount, currency, startsAt, endsAt: lostAt }]
  })

/** Why a course cannot be bought once more. */
export function isOnTheWay(truth: Truth, courseId: string): string | null {
  // the webhook may not have come yet
  const isBought = boughtOf(truth).some((one) => one.courseId === courseId && !one.endsAt)
  if (isBought) return 'This is yours already.'
  const isComing = truth.intents.some(
    ({ status, metadata }) => status === 'processing' && metadata.courseId === courseId,
  )
  return isComing ? 'Your payment is on its way.' : null
}

/** What Stripe is asked for. @param base the address of the community */
export function paramsOf(course: CourseOffer, profileId: string, base: string) {
  const metadata = { profileId, communityId: course.communityId, courseId: course.id }
  const { currency, title } = course
  const product_data = { name: title, metadata: { courseId: course.id } }
  return {
    mode: 'payment' as const,
    line_items: [
      { price_data: { currency, unit_amount: course.priceCents ?? 0, product_data }, quantity: 1 },
    ],
    allow_promotion_codes: true,
    ...taxesOf(course),
    metadata,
    payment_intent_data: { metadata },
    success_url: `${base}/plans/return?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${base}/courses/${course.id}`,
  } satisfies Stripe.Checkout.SessionCreateParams
}
