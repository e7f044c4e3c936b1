import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { work } from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { stripe } from '../../../tests/stripe.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { connect } from '../../db/connect.ts'

const db = connect(env)

const priceIdOf = async (tier: string) => {
  const [row] = await db.select().from(membershipTiers).where(eq(membershipTiers.id, tier))
  return row?.stripePriceId ?? null
}

describe('a tier that costs something', () => {
  it('becomes one product with one price, however often it is told', async () => {
    const home = await community()
    const tier = await home.tier({ name: 'Friend', priceCents: 1250, currency: 'eur' })
    const message = { kind: 'stripe.tier', id: tier }
    expect(await work([message, message, message])).toEqual([])
    const priceId = await priceIdOf(tier)
    const { data } = await stripe.prices.list({ product: `tier_${tier}` })
    expect(data).toMatchObject([
      { id: priceId, unit_amount: 1250, currency: 'eur', recurring: { interval: 'month' } },
    ])
    expect(data[0]?.metadata.tierId).toBe(tier)
  })

  it('gets another price when it costs otherwise, and its old one back', async () => {
    const home = await community()
    const tier = await home.tier({ priceCents: 1000 })
    const told = () => work([{ kind: 'stripe.tier', id: tier }])
    const change = (fields: object) => home.owner.patch(home.at(`/tiers/${tier}`), fields)
    await told()
    const first = await priceIdOf(tier)
    await change({ description: 'Only words' })
    expect(await priceIdOf(tier)).toBe(first)
    await change({ priceCents: 1500, name: 'Patron' })
    expect(await priceIdOf(tier)).toBeNull()
    await told()
    const second = await priceIdOf(tier)
    expect(second).not.toBe(first)
    expect((await stripe.products.retrieve(`tier_${tier}`)).name).toContain('Patron')
    await change({ priceCents: 1000 })
    await told()
    expect(await priceIdOf(tier)).toBe(first)
    await change({ billingPeriod: 'lifetime' })
    await told()
    const third = await stripe.prices.retrieve((await priceIdOf(tier)) ?? '')
    expect(third).toMatchObject({ recurring: null, unit_amount: 1000 })
  })

  it('is nothing to Stripe while it is free', async () => {
    const home = await community()
    const tier = await home.tier({ priceCents: 0 })
    expect(await work([{ kind: 'stripe.tier', id: tier }])).toEqual([])
    expect((await stripe.prices.list({ product: `tier_${tier}` })).data).toEqual([])
  })
})
