import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { type Job, trySend } from '../../edge/jobs.ts'
import { signedEvent } from '../../stripe/signed.ts'
import { noteEvent } from './queries.ts'
import { StripeEvent, subjectOf } from './rules.ts'

const MAX_BYTES = 1024 * 1024

/**
 * Stripe's word that something happened. It is noted and put on the queue, and answered at once:
 * what it means is asked of Stripe, so that order and repeats do not matter.
 */
export const webhookRoutes = new Hono<{ Bindings: Env }>()
  .use('/webhooks/stripe', bodyLimit({ maxSize: MAX_BYTES, onError: tooLong }))
  .post('/webhooks/stripe', async (c) => {
    const event = await verified(c)
    const subject = subjectOf(event)
    if (!subject) return c.json({ received: true })
    const customerId = 'customer' in subject ? subject.customer : null
    const happenedAt = new Date(event.created * 1000)
    const { id, type } = event
    // a charge's customer is known once Stripe has been asked
    const [noted] = (await noteEvent(c.var.db, { id, type, customerId, happenedAt })).rows
    if (!noted?.isOurs) return c.json({ received: true })
    await queued(
      c,
      'customer' in subject
        ? { kind: 'stripe.customer', id: subject.customer }
        : { kind: 'stripe.charge', id: subject.charge },
    )
    return c.json({ received: true })
  })

/** @throws HTTPException 500 when the queue refuses: Stripe sends the event again */
async function queued(c: Context<{ Bindings: Env }>, job: Job): Promise<void> {
  if (!(await trySend(c.env, job, c.var.requestId)))
    throw new HTTPException(500, { message: 'Send it again.' })
}

function tooLong(): never {
  throw new HTTPException(413)
}

async function verified(c: Context<{ Bindings: Env }>): Promise<StripeEvent> {
  const signature = c.req.header('stripe-signature') ?? ''
  const secrets = c.env.STRIPE_WEBHOOK_SECRET ?? ''
  const event = await signedEvent(await c.req.text(), signature, secrets)
  if (!event) {
    console.info(JSON.stringify({ id: c.var.requestId, event: 'stripe webhook refused' }))
    throw new HTTPException(400, { message: 'That is not signed by Stripe.' })
  }
  const parsed = StripeEvent.safeParse(event)
  if (!parsed.success) throw new HTTPException(400, { message: 'That event is incomplete.' })
  return parsed.data
}
