import { describe, expect, it } from 'vitest'
import { buy, grantsOf, settle } from '../../../tests/billing.ts'
import { community, guest } from '../../../tests/community.ts'
import { moveOn, payAt, stripe, text } from '../../../tests/stripe.ts'
import { wayOf } from './rules.ts'

const plan = (
  priceCents: number,
  billingPeriod: 'monthly' | 'yearly' | 'lifetime',
  currency = 'usd',
) => ({
  priceCents,
  billingPeriod,
  currency,
})

it.each([
  ['more begins now', plan(1000, 'monthly'), plan(2000, 'monthly'), 'now'],
  ['as much begins now', plan(1000, 'monthly'), plan(1000, 'monthly'), 'now'],
  ['less waits', plan(2000, 'monthly'), plan(1000, 'monthly'), 'later'],
  ['a longer period begins now', plan(1000, 'monthly'), plan(9000, 'yearly'), 'now'],
  ['a shorter one waits', plan(9000, 'yearly'), plan(9500, 'monthly'), 'later'],
  ['for good is bought by itself', plan(1000, 'monthly'), plan(500, 'lifetime'), 'once'],
  [
    'another currency is never counted',
    plan(1000, 'monthly'),
    plan(900, 'monthly', 'eur'),
    'never',
  ],
] as const)('%s', (_, from, to, way) => {
  expect(wayOf(from, to)).toBe(way)
})

type Facts = { due: number; at: number; over: number; way: string; lines: { amount: number }[] }
type Mine = { mine: { offers: Record<string, string>; membership: Record<string, unknown> | null } }

/** A member with a small plan, beside a large one and one by the year. */
async function scene(card?: string) {
  const home = await community()
  const small = await home.tier({ name: 'Small', priceCents: 1000 })
  const large = await home.tier({ name: 'Large', priceCents: 3000 })
  const yearly = await home.tier({ name: 'Yearly', priceCents: 9000, billingPeriod: 'yearly' })
  const ben = await home.join('Ben')
  const change = (tier: string) => home.at(`/plans/${tier}/change`)
  const plans = async () => (await ben.json<Mine>(home.at('/plans'))).mine
  return { home, small, large, yearly, ben, change, plans, card }
}

describe('an upgrade', () => {
  it('is shown to the cent, costs that, and opens at once', async () => {
    const { home, small, large, yearly, ben, change, plans } = await scene()
    const space = await home.space({ visibility: 'paid', requiredTierIds: [large] })
    const { customer, sub } = await buy(ben, home, small)
    await moveOn(customer, 10)
    expect((await plans()).offers).toEqual({ [small]: 'owned', [large]: 'now', [yearly]: 'now' })
    const shown = await ben.json<Facts>(change(large))
    expect(shown.due).toBe(shown.lines.reduce((sum, { amount }) => sum + amount, 0))
    expect(shown.due).toBeGreaterThan(1200)
    expect(shown.due).toBeLessThan(1500)
    expect(await ben.page(change(large))).toContain('To pay today')
    // nothing was charged by looking
    expect((await stripe.invoices.list({ customer })).data).toHaveLength(1)
    const wrong = await ben.post(change(large), { at: shown.at, due: shown.due - 1 })
    expect(wrong.status).toBe(422)
    const answers = await Promise.all(
      [1, 2].map(() => ben.post(change(large), { at: shown.at, due: shown.due })),
    )
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    const { data } = await stripe.invoices.list({ customer })
    expect(data.map(({ amount_paid }) => amount_paid)).toEqual([shown.due, 1000])
    expect((await plans()).membership).toMatchObject({ tier: 'Large', priceCents: 3000 })
    expect((await ben.rest().get(home.at(`/s/${space}`))).status).toBe(200)
    expect((await stripe.subscriptions.list({ customer })).data.map(({ id }) => id)).toEqual([sub])
    expect((await ben.get(change(large))).status).toBe(409)
  })

  it('of what was going to end goes on with it, also where the bank asks first', async () => {
    const { home, small, large, ben, change, plans } = await scene()
    const { customer, sub } = await buy(ben, home, small)
    const asks = await stripe.paymentMethods.attach('pm_card_authenticationRequired', { customer })
    await stripe.subscriptions.update(sub, {
      ...{ default_payment_method: asks.id, cancel_at_period_end: true },
    })
    await settle(customer)
    const { due, at } = await ben.json<Facts>(change(large))
    const { url } = await (await ben.post(change(large), { at, due })).json<{ url?: string }>()
    expect(await ben.page(home.at('/plans'))).toContain('Small ends on')
    await payAt(url ?? '')
    await settle(customer, { repeats: 2 })
    expect((await plans()).membership).toMatchObject({ tier: 'Large', banner: null })
    const kept = await stripe.subscriptions.retrieve(sub)
    expect([kept.cancel_at, kept.metadata.staysWith]).toEqual([null, undefined])
    // what is cancelled after that ends
    await stripe.subscriptions.update(sub, { cancel_at_period_end: true })
    await settle(customer)
    expect((await plans()).membership).toMatchObject({ tier: 'Large', banner: 'ends' })
  })

  it('to a year begins a new period, and takes off what was left', async () => {
    const { home, small, yearly, ben, change, plans } = await scene()
    const { customer } = await buy(ben, home, small)
    await moveOn(customer, 1)
    const { due, at, over } = await ben.json<Facts>(change(yearly))
    expect([due > 8000 && due < 8100, over]).toEqual([true, 0])
    expect((await ben.post(change(yearly), { at, due })).status).toBe(200)
    expect((await plans()).membership).toMatchObject({ billingPeriod: 'yearly', priceCents: 9000 })
  })

  it('that the card does not pay changes nothing until it is paid', async () => {
    const { home, small, large, ben, change, plans } = await scene()
    const { customer, sub } = await buy(ben, home, small)
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(sub, { default_payment_method: bad.id })
    await moveOn(customer, 3)
    const { due, at } = await ben.json<Facts>(change(large))
    const answer = await ben.post(change(large), { at, due })
    const { url } = await answer.json<{ url?: string }>()
    expect(url).toMatch(/\/i\/in_/)
    expect((await plans()).membership).toMatchObject({ tier: 'Small' })
    await payAt(url ?? '')
    await settle(customer)
    expect((await plans()).membership).toMatchObject({ tier: 'Large' })
  })

  it('while it is tried for free costs nothing, and it stays free as long', async () => {
    const { home, large, ben, change, plans } = await scene()
    const trial = await home.tier({ name: 'Trial', priceCents: 500, trialDays: 14 })
    const { customer } = await buy(ben, home, trial)
    const { due, at } = await ben.json<Facts>(change(large))
    expect(due).toBe(0)
    expect((await ben.post(change(large), { at, due })).status).toBe(200)
    expect((await plans()).membership).toMatchObject({ tier: 'Large', status: 'trialing' })
    expect((await stripe.invoices.list({ customer })).data.every((one) => !one.amount_paid)).toBe(
      true,
    )
  })

  it('of what was going to end goes on', async () => {
    const { home, small, large, ben, change, plans } = await scene()
    const { sub } = await buy(ben, home, small)
    await stripe.subscriptions.update(sub, { cancel_at_period_end: true })
    const { due, at } = await ben.json<Facts>(change(large))
    await ben.post(change(large), { at, due })
    expect((await plans()).membership).toMatchObject({ tier: 'Large', banner: null })
  })
})

describe('a downgrade', () => {
  it('waits for the renewal, can be taken back, and comes then', async () => {
    const { home, small, large, ben, change, plans } = await scene()
    const { customer, sub } = await buy(ben, home, large)
    const page = await ben.page(change(small))
    expect(page).toContain('Nothing is charged now')
    const go = () => ben.post(change(small), { at: 0, due: 0 })
    expect((await Promise.all([go(), go()])).map(({ status }) => status)).toEqual([200, 200])
    expect(await plans()).toMatchObject({
      offers: { [small]: 'next', [large]: 'owned' },
      membership: { tier: 'Large', next: { tier: 'Small', priceCents: 1000 } },
    })
    expect(await ben.page(home.at('/plans'))).toContain('Large changes to Small on')
    expect((await ben.delete(home.at('/plans/change'))).status).toBe(200)
    expect((await ben.delete(home.at('/plans/change'))).status).toBe(404)
    expect((await plans()).membership).toMatchObject({ tier: 'Large', next: null })
    await go()
    await moveOn(customer, 32)
    await settle(customer)
    expect((await plans()).membership).toMatchObject({ tier: 'Small', next: null })
    expect((await stripe.invoices.list({ customer })).data.map((one) => one.total)).toEqual([
      1000, 3000,
    ])
    const live = (await grantsOf(ben)).filter(({ endsAt }) => endsAt === null)
    expect(live.map(({ tierId }) => tierId)).toEqual([small])
    // up again, while the schedule still lasts
    const { due, at } = await ben.json<Facts>(change(large))
    expect((await ben.post(change(large), { at, due })).status).toBe(200)
    expect(await stripe.subscriptions.retrieve(sub)).toMatchObject({ schedule: null })
  })
})

describe('for good', () => {
  it('takes off what is left of the membership, and ends it once it is paid', async () => {
    const { home, small, large, ben, plans } = await scene()
    const forGood = await home.tier({ name: 'Ever', priceCents: 20_000, billingPeriod: 'lifetime' })
    const { customer, sub } = await buy(ben, home, large)
    await moveOn(customer, 15)
    expect((await plans()).offers).toMatchObject({ [forGood]: 'once', [small]: 'later' })
    const { session } = await buy(ben, home, forGood)
    expect(session.amount_total).toBeGreaterThan(18_300)
    expect(session.amount_total).toBeLessThan(18_700)
    expect(await stripe.subscriptions.retrieve(sub)).toMatchObject({ status: 'canceled' })
    const live = (await grantsOf(ben)).filter(({ endsAt }) => endsAt === null)
    expect(live).toMatchObject([{ tierId: forGood, source: 'purchase' }])
    expect(await plans()).toMatchObject({ membership: null, offers: { [forGood]: 'owned' } })
  })

  it('is had with a code that takes all of its price', async () => {
    const { home, ben } = await scene()
    const forGood = await home.tier({ name: 'Ever', priceCents: 5000, billingPeriod: 'lifetime' })
    const coupon = await stripe.coupons.create({ percent_off: 100, duration: 'once' })
    const code = `FREE${crypto.randomUUID().slice(0, 6)}`
    await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code })
    const began = await ben.post(home.at(`/plans/${forGood}/checkout`))
    const { url } = await began.json<{ url: string }>()
    await fetch(`${url}/code`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ code }),
    })
    const back = new URL((await payAt(url)).headers.get('location') ?? '')
    await ben.get(back.pathname + back.search)
    expect(await grantsOf(ben)).toMatchObject([{ tierId: forGood, endsAt: null }])
  })
})

it('is for those who have something to change', async () => {
  const { home, small, large, ben, change } = await scene()
  expect((await guest().get(change(large))).status).toBe(401)
  expect((await ben.get(change(large))).status).toBe(409)
  const { customer, sub } = await buy(ben, home, small)
  expect((await ben.get(change(crypto.randomUUID()))).status).toBe(404)
  const euro = await home.tier({ priceCents: 900, currency: 'eur' })
  expect((await ben.get(change(euro))).status).toBe(409)
  const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
  await stripe.subscriptions.update(sub, { default_payment_method: bad.id })
  await moveOn(customer, 32)
  await settle(customer)
  expect((await ben.get(change(large))).status).toBe(409)
  expect(text(customer)).not.toBe('')
})
