import { describe, expect, it } from 'vitest'
import { buy, settle } from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { control, moveOn, stripe } from '../../../tests/stripe.ts'
import { checksOf, EVENTS, type Known, taxProblem } from './rules.ts'

const known: Known = {
  mode: 'test',
  problem: null,
  account: { name: 'Loam', canCharge: true },
  endpoints: [{ url: 'https://a.test/webhooks/stripe', isEnabled: true, events: ['*'] }],
  tax: { isActive: true, hasBehavior: true, registrations: 1 },
  hasPortal: true,
  hasSecret: true,
  url: 'https://a.test/webhooks/stripe',
  lastHeard: new Date(),
}
const here = { url: known.url, isEnabled: true, events: EVENTS }

describe('what is right and what is missing', () => {
  it('is told in order, and good when all is there', () => {
    expect(checksOf(known).map(({ state }) => state)).toEqual(Array(5).fill('good'))
  })

  it.each<[string, Partial<Known>, string, string]>([
    ['no key', { mode: 'none' }, 'Key', 'STRIPE_SECRET_KEY'],
    ['a key that is refused', { problem: 'key refused' }, 'Key', 'Stripe refuses it'],
    [
      'an account that may not charge',
      { account: { name: 'A', canCharge: false } },
      'Key',
      'cannot take payments',
    ],
    ['no secret', { hasSecret: false }, 'Webhook', 'STRIPE_WEBHOOK_SECRET'],
    [
      'no endpoint',
      { endpoints: [{ ...here, url: 'https://b.test/' }] },
      'Webhook',
      'knows no endpoint',
    ],
    [
      'an endpoint that is off',
      { endpoints: [{ ...here, isEnabled: false }] },
      'Webhook',
      'switched',
    ],
    [
      'events that are not brought',
      { endpoints: [{ ...here, events: EVENTS.slice(1) }] },
      'Webhook',
      'checkout.session.completed',
    ],
    ['no portal', { hasPortal: false }, 'Billing page', 'customer portal'],
  ])('names %s', (_, lack, about, words) => {
    const found = checksOf({ ...known, ...lack }).find(({ state }) => state === 'bad')
    expect(found?.about).toBe(about)
    expect(found?.words).toContain(words)
  })

  it('does not mind a key that may not look', () => {
    const nothing = { account: null, endpoints: null, tax: null, hasPortal: null }
    expect(checksOf({ ...known, ...nothing }).filter(({ state }) => state === 'bad')).toEqual([])
  })

  it.each([
    [null, 'may not read'],
    [{ isActive: false, hasBehavior: true, registrations: 1 }, 'not set up'],
    [{ isActive: true, hasBehavior: false, registrations: 1 }, 'include tax'],
    [{ isActive: true, hasBehavior: true, registrations: 0 }, 'registered nowhere'],
  ])('says what taxes want: %o', (tax, words) => {
    expect(taxProblem(tax)).toContain(words)
  })
})

describe('the page of payments', () => {
  it('is asked of Stripe, and is the owner’s to change', async () => {
    const home = await community()
    const admin = await home.join('An', 'admin')
    const at = home.at('/settings/payments')
    const { checks } = await admin.json<{ checks: { about: string; words: string }[] }>(at)
    expect(checks.map(({ about }) => about)).toEqual([
      'Key',
      'Webhook',
      'Deliveries',
      'Billing page',
      'Taxes',
    ])
    expect(checks[0]?.words).toContain('Local Stripe')
    expect(await admin.page(at)).not.toContain('Days of grace')
    expect((await admin.patch(at, { graceDays: 1 })).status).toBe(403)
    for (const graceDays of [-1, 61, 'many'])
      expect((await home.owner.patch(at, { graceDays })).status).toBe(422)
  })

  it('leaves taxes to Stripe only when it can reckon them, and then at each checkout', async () => {
    const home = await community()
    const tier = await home.tier()
    const ben = await home.join()
    const at = home.at('/settings/payments')
    await control('POST', '/settings', { taxActive: false })
    try {
      const refused = await home.owner.submit(
        at,
        { automaticTax: 'true', graceDays: '14' },
        'PATCH',
      )
      expect([refused.status, (await refused.text()).includes('Stripe Tax is not set up')]).toEqual(
        [422, true],
      )
    } finally {
      await control('POST', '/settings', { taxActive: true })
    }
    expect((await home.owner.patch(at, { automaticTax: true })).status).toBe(200)
    const { session } = await buy(ben, home, tier)
    expect(session).toMatchObject({
      automatic_tax: { enabled: true },
      tax_id_collection: { enabled: true },
    })
  })

  it('counts the days of grace anew for those who are in it, and says so on every page', async () => {
    const home = await community()
    const tier = await home.tier()
    const space = await home.space({ visibility: 'paid', requiredTierIds: [tier] })
    const ben = await home.join()
    const { customer, sub } = await buy(ben, home, tier)
    expect(await ben.page(home.at())).not.toContain('did not go through')
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(sub, { default_payment_method: bad.id })
    await moveOn(customer, 31.1)
    await settle(customer)
    for (const path of ['', '/about', `/s/${space}`])
      expect(await ben.page(home.at(path)), path).toContain(
        'Your payment for Supporter did not go through',
      )
    // the customer's clock is a month ahead: a grace of no days is over in a month
    await home.owner.patch(home.at('/settings/payments'), { graceDays: 0 })
    await settle(customer)
    const { mine } = await ben.json<{ mine: { membership: { endsAt: string } } }>(home.at('/plans'))
    const days = (Date.parse(mine.membership.endsAt) - Date.now()) / 86_400_000
    expect([days > 29, days < 32]).toEqual([true, true])
    await stripe.subscriptions.cancel(sub)
    await settle(customer)
    expect(await ben.rest().page(home.at())).not.toContain('did not go through')
  })
})
