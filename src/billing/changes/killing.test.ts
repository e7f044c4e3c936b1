import { expect, it } from 'vitest'
import { communityOf, customerOf, subscribe, work } from '../../../tests/billing.ts'
import { type Community, community, type Person } from '../../../tests/community.ts'
import { booksOf, presses } from '../../../tests/cut.ts'
import { cutEverywhere } from '../../../tests/killing.ts'
import { stripe } from '../../../tests/stripe.ts'
import { PATIENCE } from './promises/rules.ts'

type Facts = { due: number; at: number }
type Plans = {
  mine: {
    membership: { tier: string; banner: string | null; next: { tier: string } | null } | null
  }
}
const SOUND = { drifts: [], twice: [], open: [] }

/** Stripe's webhook came, and is worked off. */
async function told(customer: string): Promise<void> {
  expect(await work([{ kind: 'stripe.customer', id: customer }])).toEqual([])
}

async function shop() {
  const home = await community()
  const small = await home.tier({ name: 'Small', priceCents: 1000 })
  const medium = await home.tier({ name: 'Medium', priceCents: 2000 })
  const large = await home.tier({ name: 'Large', priceCents: 3000 })
  const communityId = await communityOf(small)
  /** Somebody who pays for the middle one. */
  const subscriber = async () => {
    const ben = await home.join('Ben')
    const customer = await customerOf(ben)
    const { id: sub } = await subscribe(customer, { profileId: ben.id, communityId }, medium, 2000)
    await told(customer)
    return { ben, customer, sub }
  }
  return { home, small, medium, large, communityId, subscriber }
}

const planned = async (who: Person, home: Community) => {
  const { membership } = (await who.json<Plans>(home.at('/plans'))).mine
  return membership && [membership.tier, membership.banner, membership.next?.tier ?? null]
}

/** What was begun is left alone for a while: that while is over. */
async function later(sub: string): Promise<void> {
  const { metadata } = await stripe.subscriptions.retrieve(sub)
  const since = `${Math.floor(Date.now() / 1000) - PATIENCE - 1}`
  if (metadata.since) await stripe.subscriptions.update(sub, { metadata: { since } })
}

it.each([
  ['was to end', ['ends', null]],
  ['was to become another', [null, 'Small']],
] as const)(
  'a Worker that is killed in an upgrade of what %s does all of it or nothing',
  async (_, [banner, next]) => {
    const { home, small, large, communityId, subscriber } = await shop()
    const scene = async () => {
      const { ben, ...bought } = await subscriber()
      if (banner) await stripe.subscriptions.update(bought.sub, { cancel_at_period_end: true })
      if (next) await ben.post(home.at(`/plans/${small}/change`), { at: 0, due: 0 })
      if (banner) await told(bought.customer)
      expect(await planned(ben, home)).toEqual(['Medium', banner, next])
      const path = home.at(`/plans/${large}/change`)
      const { at, due } = await ben.json<Facts>(path)
      return { ben, ...bought, path, due, upgrades: presses(ben, ['POST', path, { at, due }]) }
    }
    let at = await scene()
    const seen = new Set<string>()
    const steps = await cutEverywhere(
      (guard) => at.upgrades(guard),
      async (n) => {
        const { ben, sub, customer, path } = at
        // gone for good, and only Stripe's word comes
        await later(sub)
        await told(customer)
        const is = await planned(ben, home)
        seen.add(`${is?.[0]}`)
        const isDone = is?.[0] === 'Large'
        expect(is).toEqual(isDone ? ['Large', null, null] : ['Medium', banner, next])
        const paid = isDone ? [at.due, 2000] : [2000]
        const books = { live: [isDone ? 3000 : 2000], paid: paid.sort((a, b) => a - b), ...SOUND }
        expect(await booksOf(ben, communityId)).toEqual(books)
        // and back after all
        if (!isDone && n % 2) {
          const shown = await ben.json<Facts>(path)
          expect((await ben.post(path, shown)).status).toBe(200)
          expect(await planned(ben, home)).toEqual(['Large', null, null])
          expect(await booksOf(ben, communityId)).toMatchObject({ live: [3000], ...SOUND })
        }
        at = await scene()
      },
    )
    expect([...seen].sort()).toEqual(['Large', 'Medium'])
    expect(steps).toBeGreaterThan(6)
  },
  600_000,
)

it('a Worker that is killed in a downgrade of what was to end never has it renew as it was', async () => {
  const { home, small, communityId, subscriber } = await shop()
  const scene = async () => {
    const { ben, ...bought } = await subscriber()
    await stripe.subscriptions.update(bought.sub, { cancel_at_period_end: true })
    await told(bought.customer)
    const path = home.at(`/plans/${small}/change`)
    const goes = presses(ben, ['POST', path, { at: 0, due: 0 }])
    return { ben, ...bought, path, goes }
  }
  let at = await scene()
  const steps = await cutEverywhere(
    (guard) => at.goes(guard),
    async (n) => {
      const { ben, customer, path } = at
      await told(customer)
      const is = await planned(ben, home)
      if (is?.[1] !== 'ends') expect(is).toEqual(['Medium', null, 'Small'])
      expect(await booksOf(ben, communityId)).toMatchObject({
        live: [2000],
        paid: [2000],
        ...SOUND,
      })
      if (n % 2) {
        expect((await ben.post(path, { at: 0, due: 0 })).status).toBe(200)
        expect(await planned(ben, home)).toEqual(['Medium', null, 'Small'])
      }
      at = await scene()
    },
  )
  expect(steps).toBeGreaterThan(6)
}, 600_000)

it('a Worker that is killed as somebody keeps their plan has it as it was, or as they wish', async () => {
  const { home, small, communityId, subscriber } = await shop()
  const scene = async () => {
    const { ben, ...bought } = await subscriber()
    await ben.post(home.at(`/plans/${small}/change`), { at: 0, due: 0 })
    return { ben, ...bought, keeps: presses(ben, ['DELETE', home.at('/plans/change')]) }
  }
  let at = await scene()
  await cutEverywhere(
    (guard) => at.keeps(guard),
    async () => {
      const { ben, customer } = at
      await told(customer)
      const [, , next] = (await planned(ben, home)) ?? []
      const again = await ben.delete(home.at('/plans/change'))
      expect(again.status).toBe(next === 'Small' ? 200 : 404)
      expect(await planned(ben, home)).toEqual(['Medium', null, null])
      expect(await booksOf(ben, communityId)).toMatchObject({
        live: [2000],
        paid: [2000],
        ...SOUND,
      })
      at = await scene()
    },
  )
}, 600_000)
