import { createExecutionContext, env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { grantsOf, settle } from '../../../tests/billing.ts'
import { type Community, community, guest, type Person, someone } from '../../../tests/community.ts'
import { ORIGIN } from '../../../tests/people.ts'
import { answerBank, moveOn, payAt, stripe, submit, text } from '../../../tests/stripe.ts'
import worker from '../../index.ts'

type Answer = { url: string }

/** A member before a paid space, and the tier that opens it. */
async function scene(fields: Record<string, unknown> = {}) {
  const home = await community()
  const tier = await home.tier(fields)
  const space = await home.space({ visibility: 'paid', requiredTierIds: [tier] })
  return { home, tier, inside: home.at(`/s/${space}`), ben: await home.join('Ben') }
}

const begin = (who: Person, home: Community, tier: string) =>
  who.post(home.at(`/plans/${tier}/checkout`))

const urlOf = async (answer: Response) => (await answer.json<Answer>()).url
const sessionOf = (url: string) => stripe.checkout.sessions.retrieve(url.split('/').at(-1) ?? '')

/** Pays, and gives the path that Stripe leads back to. */
async function pay(url: string, number?: string): Promise<string> {
  const { headers } = await payAt(url, { number })
  const back = new URL(headers.get('location') ?? '')
  return back.pathname + back.search
}

/** As some minutes after a write, with everything that is asked for in the cache. */
async function warm(who: Person, path: string): Promise<number> {
  for (let turn = 0; turn < 3; turn++) await (await who.rest().get(path)).text()
  return (await who.rest().get(path)).status
}

async function bought(fields: Record<string, unknown> = {}) {
  const at = await scene(fields)
  const url = await urlOf(await begin(at.ben, at.home, at.tier))
  const { id } = await sessionOf(url)
  const back = await pay(url)
  const session = await stripe.checkout.sessions.retrieve(id)
  return { ...at, back, session, customer: text(session.customer) }
}

describe('buying a tier', () => {
  it('opens its space by the webhook, to one whose pages are warm, and a refund locks it', async () => {
    const { home, ben, tier, inside } = await scene()
    expect(await warm(ben, inside)).toBe(403)
    const url = await urlOf(await begin(ben, home, tier))
    const { customer } = await sessionOf(url)
    await pay(url)
    expect(await warm(ben, inside)).toBe(403)
    expect(await settle(text(customer), { repeats: 3, seed: 11 })).toEqual([])
    expect(await warm(ben, inside)).toBe(200)
    const [charge] = (await stripe.charges.list({ customer: text(customer) })).data
    await stripe.refunds.create({ charge: charge?.id ?? '' })
    await settle(text(customer), { seed: 5 })
    expect(await warm(ben, inside)).toBe(403)
  })

  it('opens by the way back, when the webhook is late, and canceling locks it', async () => {
    const { ben, back, inside, session, customer, home } = await bought()
    expect((await ben.get(back, { accept: 'text/html' })).status).toBe(303)
    expect(await (await ben.get(back)).json()).toEqual({ state: 'done' })
    expect(await warm(ben, inside)).toBe(200)
    expect(await grantsOf(ben)).toHaveLength(1)
    const page = await ben.page(home.at('/plans'))
    expect(page).toContain('Manage billing')
    expect(page).toContain('Yours')
    await stripe.subscriptions.cancel(text(session.subscription))
    await settle(customer)
    expect(await warm(ben, inside)).toBe(403)
  })

  it('for good has no end, until its money goes back', async () => {
    const { ben, back, inside, home, tier, customer } = await bought({ billingPeriod: 'lifetime' })
    await ben.get(back)
    expect(await grantsOf(ben)).toMatchObject([{ source: 'purchase', endsAt: null }])
    expect(await warm(ben, inside)).toBe(200)
    expect((await begin(ben, home, tier)).status).toBe(409)
    const [intent] = (await stripe.paymentIntents.list({ customer })).data
    await stripe.refunds.create({ payment_intent: intent?.id ?? '' })
    await settle(customer)
    expect(await warm(ben, inside)).toBe(403)
    expect((await begin(ben, home, tier)).status).toBe(200)
  })

  it('leads back to the door that it opens', async () => {
    const { home, ben, tier, inside } = await scene()
    const space = inside.split('/').at(-1) ?? ''
    // a plan that does not open it leads back to the plans
    await home.tier({ name: 'Elsewhere', priceCents: 300 })
    const plans = await ben.page(home.at(`/plans?space=${space}`))
    expect(plans.split(`value="${space}"`)).toHaveLength(2)
    const began = await ben.post(home.at(`/plans/${tier}/checkout`), { space })
    const back = await pay(await urlOf(began))
    const answer = await ben.get(back, { accept: 'text/html' })
    expect(answer.headers.get('location')).toBe(inside)
  })

  it('with a code costs less, for as long as the code says', async () => {
    const { home, ben, tier } = await scene()
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: 'once' })
    const code = `HALF${crypto.randomUUID().slice(0, 6)}`
    await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code })
    const url = await urlOf(await begin(ben, home, tier))
    await submit(`${url}/code`, { code })
    await ben.get(await pay(url))
    expect(await sessionOf(url)).toMatchObject({ amount_subtotal: 1000, amount_total: 500 })
    expect(await grantsOf(ben)).toMatchObject([{ tierId: tier, endsAt: null }])
  })

  it('in yen costs yen', async () => {
    const { session } = await bought({ priceCents: 1200, currency: 'jpy' })
    expect(session).toMatchObject({ amount_total: 1200, currency: 'jpy', payment_status: 'paid' })
  })

  it('leads a form to Stripe, and says so in the policy of the page', async () => {
    const { home, ben, tier } = await scene()
    const answer = await ben.submit(home.at(`/plans/${tier}/checkout`), {})
    expect(answer.status).toBe(303)
    const { origin } = new URL(answer.headers.get('location') ?? '')
    const page = await ben.get(home.at('/plans'), { accept: 'text/html' })
    expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${origin}`)
    expect(page.headers.get('server-timing')).toBe('db;desc="1"')
  })
})

describe('nothing is paid for twice', () => {
  it('by a second membership in one community', async () => {
    const { home, ben, back, tier } = await bought()
    const other = await home.tier({ name: 'Other' })
    // Stripe is asked: the webhook has not come yet
    for (const each of [tier, other]) expect((await begin(ben, home, each)).status).toBe(409)
    await ben.get(back)
    const { mine } = await ben.json<{ mine: { offers: Record<string, string> } }>(home.at('/plans'))
    expect(mine.offers).toEqual({ [tier]: 'owned', [other]: 'now' })
  })

  it('by two checkouts at once: one can be paid', async () => {
    const { home, ben, tier } = await scene()
    const answers = await Promise.all([1, 2, 3, 4].map(() => begin(ben, home, tier)))
    const urls = await Promise.all(answers.filter(({ ok }) => ok).map(urlOf))
    expect(answers.every(({ status }) => [200, 409].includes(status))).toBe(true)
    const last = await urlOf(await begin(ben, home, tier))
    const { customer } = await sessionOf(last)
    const all = (await stripe.checkout.sessions.list({ customer: text(customer), limit: 100 })).data
    expect(all.filter(({ status }) => status === 'open').map(({ url }) => url)).toEqual([last])
    for (const url of urls) expect((await payAt(url)).status).toBe(410)
    await pay(last)
    const subs = await stripe.subscriptions.list({ customer: text(customer), status: 'all' })
    expect(subs.data).toHaveLength(1)
    const customers = await stripe.customers.list({ limit: 100 })
    expect(customers.data.filter(({ metadata }) => metadata.profileId === ben.id)).toHaveLength(1)
  })

  it('by a checkout that is paid while another begins', async () => {
    const { home, ben, tier } = await scene()
    const first = await urlOf(await begin(ben, home, tier))
    const { customer } = await sessionOf(first)
    const [second] = await Promise.all([begin(ben, home, tier), payAt(first)])
    if (second.ok) await payAt(await urlOf(second))
    const subs = await stripe.subscriptions.list({ customer: text(customer), status: 'all' })
    expect(subs.data).toHaveLength(1)
  })

  it('nor tried for free twice', async () => {
    const { home, ben, tier, back, session, inside } = await bought({ trialDays: 7 })
    expect(session.payment_status).toBe('no_payment_required')
    await ben.get(back)
    expect(await warm(ben, inside)).toBe(200)
    await stripe.subscriptions.cancel(text(session.subscription))
    await settle(text(session.customer))
    const again = await sessionOf(await urlOf(await begin(ben, home, tier)))
    expect(again.amount_total).toBe(1000)
  })
})

describe('the way back', () => {
  it('waits politely until it is paid, and stops looking some day', async () => {
    const { home, ben, tier } = await scene()
    const { id } = await sessionOf(await urlOf(await begin(ben, home, tier)))
    const at = home.at(`/plans/return?session_id=${id}`)
    const page = await ben.get(at, { accept: 'text/html' })
    expect(page.status).toBe(200)
    expect(page.headers.get('refresh')).toBe(`3; url=${at}&look=1`)
    expect(await page.text()).toContain('Waiting for your payment')
    const tired = await ben.get(`${at}&look=40`, { accept: 'text/html' })
    expect(tired.headers.get('refresh')).toBeNull()
    await stripe.checkout.sessions.expire(id)
    expect(await (await ben.get(at)).json()).toEqual({ state: 'over' })
  })

  it('opens after a bank that asked, and not before', async () => {
    const { home, ben, tier, inside } = await scene()
    const url = await urlOf(await begin(ben, home, tier))
    const { id } = await sessionOf(url)
    const asks = await payAt(url, { number: '4000002500003155' })
    const at = home.at(`/plans/return?session_id=${id}`)
    expect(await (await ben.get(at)).json()).toEqual({ state: 'waiting' })
    expect(await warm(ben, inside)).toBe(403)
    await answerBank(asks, 'approve')
    expect(await (await ben.get(at)).json()).toEqual({ state: 'done' })
    expect(await warm(ben, inside)).toBe(200)
  })

  it('waits politely while Stripe is away', async () => {
    const { ben, back, home } = await bought()
    const cookie = [...ben.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const away = { ...env, STRIPE_API_URL: 'http://127.0.0.1:9' }
    const answer = await worker.fetch(
      new Request(ORIGIN + back, { headers: { cookie, accept: 'text/html' } }),
      away,
      createExecutionContext(),
    )
    expect(answer.status).toBe(200)
    expect(answer.headers.get('refresh')).toContain(
      `url=${home.at('/plans/return?session_id=cs_')}`,
    )
    expect(await answer.text()).toContain('Waiting for your payment')
    expect(await (await ben.get(back)).json()).toEqual({ state: 'done' })
  })

  it('is one’s own', async () => {
    const { home, back, ben } = await bought()
    const elsewhere = await community()
    expect((await guest().get(back)).status).toBe(401)
    expect((await home.owner.get(back)).status).toBe(404)
    expect((await ben.get(back.replace(home.slug, elsewhere.slug))).status).toBe(404)
    for (const id of ['', 'cs_test_none', 'cus_1', '../x'])
      expect((await ben.get(home.at(`/plans/return?session_id=${id}`))).status).toBe(404)
  })
})

describe('a plan', () => {
  it('is sold to members, while it is offered', async () => {
    const { home, tier, ben } = await scene()
    const free = await home.tier({ name: 'Free', priceCents: 0 })
    const other = await community()
    expect((await begin(guest(), home, tier)).status).toBe(401)
    expect((await begin(await someone(), home, tier)).status).toBe(403)
    expect((await begin(ben, home, free)).status).toBe(409)
    expect((await begin(ben, home, await other.tier())).status).toBe(404)
    expect((await begin(ben, home, 'nonsense')).status).toBe(404)
    await home.owner.patch(home.at(`/tiers/${tier}`), { isActive: false })
    expect((await begin(ben, home, tier)).status).toBe(404)
    expect(await ben.page(home.at('/plans'))).not.toContain('Supporter')
  })

  it('is shown to those who may know of the community', async () => {
    const home = await community({ isPublic: false })
    const tier = await home.tier()
    const ben = await home.join()
    expect((await ben.get(home.at('/plans'))).status).toBe(200)
    // who can join may see what there is, but not the spaces
    await home.space({ name: 'Hidden den', visibility: 'paid', requiredTierIds: [tier] })
    expect(await guest().page(home.at('/plans'))).not.toContain('Hidden den')
    expect(await ben.page(home.at('/plans'))).toContain('Hidden den')
    await home.owner.patch(home.at(), { joining: 'invitation' })
    expect((await guest().get(home.at('/plans'))).status).toBe(404)
    await home.owner.put(home.at(`/members/${ben.username}/ban`), { content: 'keep' })
    expect((await ben.get(home.at('/plans'))).status).toBe(403)
  })

  it('says when a payment failed, and leads to the card', async () => {
    const { home, ben, back, customer, session } = await bought()
    await ben.get(back)
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(text(session.subscription), {
      default_payment_method: bad.id,
    })
    await moveOn(customer, 32)
    await settle(customer)
    expect(await ben.page(home.at('/plans'))).toContain('did not go through')
    const portal = await ben.submit(home.at('/billing/portal'), {})
    expect(portal.status).toBe(303)
    expect((await fetch(portal.headers.get('location') ?? '')).status).toBe(200)
  })

  it('leads to no portal for one who never bought', async () => {
    const { home, ben } = await scene()
    expect((await ben.post(home.at('/billing/portal'))).status).toBe(409)
    expect((await guest().post(home.at('/billing/portal'))).status).toBe(401)
  })
})
