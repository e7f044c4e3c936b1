import * as z from 'zod'
import { idOf } from '../truth/rules.ts'

const Id = z.string().min(1).max(255)

/** What we read of an event: of whom it speaks. Everything else we ask Stripe for. */
export const StripeEvent = z.object({
  id: Id,
  type: z.string(),
  created: z.number(),
  data: z.object({
    object: z.object({
      id: Id.optional(),
      object: z.string().optional(),
      customer: z.union([Id, z.object({ id: Id })]).nullish(),
      charge: z.union([Id, z.object({ id: Id })]).nullish(),
    }),
  }),
})
export type StripeEvent = z.output<typeof StripeEvent>

/** The customer of an event, or the charge by which to find them; null for what is about nobody. */
export function subjectOf(event: StripeEvent): { customer: string } | { charge: string } | null {
  const { object } = event.data
  const customer = object.object === 'customer' ? object.id : idOf(object.customer)
  if (customer) return { customer }
  const charge = idOf(object.charge)
  return charge ? { charge } : null
}
