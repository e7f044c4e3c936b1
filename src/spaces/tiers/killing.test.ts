import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { communityOf, work } from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { drain, night, presses } from '../../../tests/cut.ts'
import { cutEverywhere } from '../../../tests/killing.ts'
import { keeper } from '../../../tests/queue.ts'
import { stripe } from '../../../tests/stripe.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { connect } from '../../db/connect.ts'

const db = connect(env)

it('a Worker that is killed as a tier is saved leaves Stripe with its name and its price, by the next day', async () => {
  const scene = async () => {
    const home = await community()
    const tier = await home.tier({ name: 'Old' })
    await work([{ kind: 'stripe.tier', id: tier }])
    const { sent, queue } = keeper()
    const change = { name: 'New', priceCents: 2500 }
    const saves = presses(home.owner, ['PATCH', home.at(`/tiers/${tier}`), change], queue)
    return { home, tier, sent, saves }
  }
  let at = await scene()
  await cutEverywhere(
    (guard) => at.saves(guard),
    async () => {
      const { home, tier, sent } = at
      await drain(sent)
      await night(home, await communityOf(tier))
      const [row] = await db.select().from(membershipTiers).where(eq(membershipTiers.id, tier))
      const product = await stripe.products.retrieve(`tier_${tier}`)
      const { data } = await stripe.prices.list({ product: product.id })
      expect(product.name).toContain(`: ${row?.name}`)
      const price = data.find(({ id }) => id === row?.stripePriceId)
      expect(price?.unit_amount).toBe(row?.priceCents)
      // one for each thing that it ever cost
      expect(data).toHaveLength(row?.name === 'New' ? 2 : 1)
      at = await scene()
    },
  )
}, 600_000)

it('a Worker that is killed as a name alone is saved tells Stripe of it all the same', async () => {
  const home = await community()
  const tier = await home.tier()
  await work([{ kind: 'stripe.tier', id: tier }])
  const communityId = await communityOf(tier)
  const { sent, queue } = keeper()
  let name = ''
  const saves = () => {
    name = `Name ${crypto.randomUUID()}`
    return presses(home.owner, ['PATCH', home.at(`/tiers/${tier}`), { name }], queue)
  }
  await cutEverywhere(
    (guard) => saves()(guard),
    async () => {
      await drain(sent.splice(0))
      await night(home, communityId)
      const [row] = await db.select().from(membershipTiers).where(eq(membershipTiers.id, tier))
      expect((await stripe.products.retrieve(`tier_${tier}`)).name).toContain(`: ${row?.name}`)
    },
  )
  expect(
    (await db.select().from(membershipTiers).where(eq(membershipTiers.id, tier)))[0]?.name,
  ).toBe(name)
}, 600_000)
