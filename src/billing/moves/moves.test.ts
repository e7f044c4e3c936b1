import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { buy, settle, work } from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { moveOn, stripe } from '../../../tests/stripe.ts'
import { connect } from '../../db/connect.ts'
import { notifications } from '../../notifications/tables.ts'
import { priceMoves } from '../tables.ts'

const db = connect(env)
type Prices = { prices: { priceCents: number; people: number; moving: number }[] }

/** The messages of all moves to a tier's price, as the queue has them. */
const messages = async (priceId: string) =>
  (await db.select().from(priceMoves).where(eq(priceMoves.priceId, priceId))).map((move) => ({
    kind: 'stripe.move',
    id: `${move.subscriptionId}:${priceId}`,
  }))

it('keeps subscribers on their price until the owner moves them, once, at their renewal', async () => {
  const home = await community()
  const tier = await home.tier({ priceCents: 1000 })
  const other = await home.tier({ name: 'Other', priceCents: 500 })
  const [ada, ben, cleo] = await Promise.all(['Ada', 'Ben', 'Cleo'].map((name) => home.join(name)))
  if (!ada || !ben || !cleo) throw new Error('three join')
  const [bought, leaving, changing] = [
    await buy(ada, home, tier),
    await buy(ben, home, tier),
    await buy(cleo, home, tier),
  ]
  await stripe.subscriptions.update(leaving.sub, { cancel_at_period_end: true })
  await settle(leaving.customer)
  await cleo.post(home.at(`/plans/${other}/change`), { at: 0, due: 0 })
  await home.owner.patch(home.at(`/tiers/${tier}`), { priceCents: 1500 })
  const paths = [home.at(`/tiers/${tier}/prices`), home.at(`/tiers/${tier}/moves`)] as const
  expect(await home.owner.json<Prices>(paths[0])).toMatchObject({
    prices: [{ priceCents: 1000, people: 3, moving: 1 }],
  })
  // at the same time, and once more
  const pressed = await Promise.all([home.owner.post(paths[1]), home.owner.post(paths[1])])
  expect(pressed.map(({ status }) => status)).toEqual([200, 200])
  const [next] = (await stripe.prices.list({ product: `tier_${tier}`, limit: 1 })).data
  const all = await messages(next?.id ?? '')
  expect(all).toHaveLength(1)
  expect(await work([...all, ...all])).toEqual([])
  expect(await work(all)).toEqual([])
  const told = await db.select().from(notifications).where(eq(notifications.userId, ada.id))
  expect(told.filter(({ title }) => title === 'The price of Supporter changes')).toMatchObject([
    { body: expect.stringMatching(/^From .+ on it is \$15 a month\.$/) },
  ])
  expect(await ada.page(home.at('/plans'))).toContain('Supporter costs $15 a month from')
  expect((await ada.delete(home.at('/plans/change'))).status).toBe(409)
  expect(await home.owner.page(paths[0])).not.toContain('Move 1 person')
  await moveOn(bought.customer, 32)
  await settle(bought.customer)
  const totals = (await stripe.invoices.list({ customer: bought.customer })).data.map(
    (one) => one.total,
  )
  expect(totals).toEqual([1500, 1000])
  // whoever takes a change of plan back afterwards is moved too
  await cleo.delete(home.at('/plans/change'))
  await home.owner.post(paths[1])
  expect(await messages(next?.id ?? '')).toHaveLength(2)
  await work(await messages(next?.id ?? ''))
  const sub = await stripe.subscriptions.retrieve(changing.sub, { expand: ['schedule'] })
  expect(sub.schedule).toMatchObject({ phases: [{}, { items: [{ price: next?.id }] }] })
})

it('is the owner’s', async () => {
  const home = await community()
  const tier = await home.tier()
  const admin = await home.join('An', 'admin')
  expect((await admin.get(home.at(`/tiers/${tier}/prices`))).status).toBe(403)
  expect((await home.owner.get(home.at(`/tiers/${crypto.randomUUID()}/prices`))).status).toBe(404)
  expect(await (await home.owner.post(home.at(`/tiers/${tier}/moves`))).json()).toEqual({
    people: 0,
  })
})
