import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { describe, expect, it, vi } from 'vitest'
import { bring, customerOf, keeper } from '../../../tests/billing.ts'
import { guest, someone } from '../../../tests/community.ts'
import { deliveries, stripe } from '../../../tests/stripe.ts'
import { connect } from '../../db/connect.ts'
import { stripeEvents } from '../tables.ts'

const db = connect(env)

const signed = async (event: object, secret = env.STRIPE_WEBHOOK_SECRET, timestamp?: number) => {
  const body = JSON.stringify(event)
  const signature = await Stripe.webhooks.generateTestHeaderStringAsync({
    payload: body,
    secret,
    ...(timestamp && { timestamp }),
  })
  return { body, headers: { 'stripe-signature': signature } }
}

const about = (customer: string) => ({
  id: `evt_${crypto.randomUUID()}`,
  object: 'event',
  type: 'customer.subscription.updated',
  created: 1_800_000_000,
  data: { object: { id: 'sub_1', object: 'subscription', customer } },
})

const quiet = () => vi.spyOn(console, 'info').mockImplementation(() => undefined)

describe('a webhook of Stripe', () => {
  it('is noted once and put on the queue each time', async () => {
    const customer = await customerOf(await someone())
    const { sent, JOBS } = keeper()
    const all = await deliveries(customer, { repeats: 3, seed: 3 })
    const answers = await Promise.all(all.map((delivery) => bring(delivery, { JOBS })))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(sent.length).toBe(all.length)
    expect(sent[0]).toEqual({ kind: 'stripe.customer', id: customer })
    const noted = await db.select().from(stripeEvents).where(eq(stripeEvents.customerId, customer))
    expect(noted.map(({ id }) => id).sort()).toEqual([...new Set(all.map(({ id }) => id))].sort())
  })

  it('may be signed with any of our secrets, and with no other', async () => {
    quiet()
    const customer = await customerOf(await someone())
    const { JOBS } = keeper()
    const secrets = { JOBS, STRIPE_WEBHOOK_SECRET: 'whsec_new, whsec_old' }
    const event = about(customer)
    for (const secret of ['whsec_new', 'whsec_old'])
      expect((await bring(await signed(event, secret), secrets)).status).toBe(200)
    expect((await bring(await signed(event, 'whsec_stolen'), secrets)).status).toBe(400)
    const good = await signed(event, 'whsec_new')
    const bent = { ...good, body: good.body.replace('sub_1', 'sub_2') }
    expect((await bring(bent, secrets)).status).toBe(400)
    const hourAgo = Math.floor(Date.now() / 1000) - 3600
    expect((await bring(await signed(event, 'whsec_new', hourAgo), secrets)).status).toBe(400)
    expect((await guest().post('/webhooks/stripe', event)).status).toBe(400)
    expect((await bring(good, { JOBS, STRIPE_WEBHOOK_SECRET: '' })).status).toBe(400)
  })

  it('says nothing of its secrets when it is refused', async () => {
    const said = quiet()
    await bring(await signed(about('cus_x'), 'whsec_stolen'), {
      STRIPE_WEBHOOK_SECRET: 'whsec_mine',
    })
    expect(said).toHaveBeenCalled()
    expect(JSON.stringify(said.mock.calls)).not.toContain('whsec')
  })

  it('is sent again by Stripe when the queue refuses it, and then taken', async () => {
    quiet()
    const customer = await customerOf(await someone())
    const event = await signed(about(customer))
    const { sent, JOBS } = keeper()
    const full = { ...JOBS, send: () => Promise.reject(new Error('full')) }
    expect((await bring(event, { JOBS: full })).status).toBe(500)
    expect((await bring(event, { JOBS })).status).toBe(200)
    expect(sent).toEqual([{ kind: 'stripe.customer', id: customer }])
  })

  it('about somebody else’s business is received and left alone', async () => {
    const { sent, JOBS } = keeper()
    const { id: stranger } = await stripe.customers.create({})
    const event = about(stranger)
    expect((await bring(await signed(event), { JOBS })).status).toBe(200)
    const price = { ...about(''), data: { object: { id: 'price_1', object: 'price' } } }
    expect((await bring(await signed(price), { JOBS })).status).toBe(200)
    expect(sent).toEqual([])
    expect(await db.select().from(stripeEvents).where(eq(stripeEvents.id, event.id))).toEqual([])
  })

  it('of another shape, or too long, is refused', async () => {
    const { JOBS } = keeper()
    expect((await bring(await signed({ id: 'evt_1' }), { JOBS })).status).toBe(400)
    const long = { ...about('cus_x'), more: 'x'.repeat(1024 * 1024) }
    expect((await bring(await signed(long), { JOBS })).status).toBe(413)
  })
})
