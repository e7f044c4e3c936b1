import * as z from 'zod'
import type { Bought } from '../../courses/purchases/queries.ts'
import { paymentsOf, type Truth } from '../sync/rules.ts'

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
