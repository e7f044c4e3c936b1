import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { settle, shop, subscribe } from '../../../../tests/billing.ts'
import { guest } from '../../../../tests/community.ts'
import { checkout, payAt, stripe } from '../../../../tests/stripe.ts'
import { connect } from '../../../db/connect.ts'
import { subscriptions } from '../../tables.ts'

const db = connect(env)

type Listed = {
  subscribers: { username: string; status: string | null; amount: number; isOver: boolean }[]
  next: string | null
}

describe('the list of subscribers', () => {
  it('has everyone with a plan, by name and kind, and all of them as CSV', async () => {
    const { home, tier, buyer } = await shop()
    const [ann, ben, cleo] = [await buyer('Ann'), await buyer('Ben'), await buyer('Cleo')]
    const subs = new Map<string, string>()
    for (const { customer, metadata, person } of [ann, ben]) {
      subs.set(person.id, (await subscribe(customer, metadata, tier)).id)
      await settle(customer)
    }
    const price = await stripe.prices.create({
      ...{ currency: 'usd', unit_amount: 30_000, product_data: { name: 'For life' } },
    })
    const session = await checkout(price, {
      customer: cleo.customer,
      payment_intent_data: { metadata: { ...cleo.metadata, tierId: tier } },
    })
    await payAt(session.url)
    await stripe.subscriptions.update(subs.get(ben.person.id) ?? '', { cancel_at_period_end: true })
    for (const { customer } of [ben, cleo]) await settle(customer)
    const at = home.at('/revenue/subscribers')
    const list = (show = 'now') => home.owner.json<Listed>(`${at}?show=${show}`)
    const names = ({ subscribers }: Listed) => subscribers.map(({ username }) => username).sort()
    expect(names(await list())).toEqual(
      [ann, ben, cleo].map(({ person }) => person.username).sort(),
    )
    const { subscribers } = await list('nonsense')
    expect(subscribers).toContainEqual(
      expect.objectContaining({ username: cleo.person.username, status: null, amount: 30_000 }),
    )
    expect(names(await list('ending'))).toEqual([ben.person.username])
    await stripe.subscriptions.cancel(subs.get(ben.person.id) ?? '')
    await settle(ben.customer)
    expect(names(await list('gone'))).toEqual([ben.person.username])
    expect(names(await list('ending'))).toEqual([])
    const page = await home.owner.page(at)
    // also those on trial and those whose payment fails: that they all pay would not be true
    expect(page).toContain('Who has a plan now')
    for (const words of [ann.person.fullName, '$10 a month', 'For life', '$300 once'])
      expect(page).toContain(words)
    expect(await home.owner.page(`${at}?show=failing`)).toContain('No payment is failing')
    const csv = (await (await home.owner.get(`${at}.csv`)).text()).trim().split('\r\n')
    expect(csv).toHaveLength(4)
    expect(csv.find((line) => line.includes(ben.person.username))).toContain(
      ',gone,10.00,USD,a month,',
    )
    const mo = await home.join('Mo', 'moderator')
    expect((await mo.get(at)).status).toBe(403)
    expect((await guest().get(`${at}.csv`)).status).toBe(401)
  })

  it('goes on page by page, and leaves nobody out', async () => {
    const { home, tier, buyer } = await shop()
    const { person } = await buyer('Ann')
    await db.insert(subscriptions).values(
      Array.from({ length: 45 }, (_, n) => ({
        ...{ userId: person.id, tierId: tier, stripeSubscriptionId: `sub_${person.id}_${n}` },
        ...({ status: 'active', createdAt: new Date(2027, 0, 1 + (n % 9)) } as const),
      })),
    )
    const at = home.at('/revenue/subscribers')
    const first = await home.owner.json<Listed>(at)
    expect(first.subscribers).toHaveLength(40)
    const second = await home.owner.json<Listed>(`${at}?after=${first.next}`)
    expect([second.subscribers.length, second.next]).toEqual([5, null])
    const ids = [first, second].flatMap((page) =>
      page.subscribers.map((row) => JSON.stringify(row)),
    )
    expect(new Set(ids).size).toBe(45)
    const page = await home.owner.get(at, { accept: 'text/html' })
    expect(page.headers.get('server-timing')).toBe('db;desc="1"')
  })
})
