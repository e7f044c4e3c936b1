import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { buy, courseIn, grantsOf, shop, work } from '../../../tests/billing.ts'
import { booksOf, night, presses } from '../../../tests/cut.ts'
import { cutEverywhere } from '../../../tests/killing.ts'
import { payAt, stripe, text } from '../../../tests/stripe.ts'
import { coursePurchases } from '../../courses/purchases/tables.ts'
import { connect } from '../../db/connect.ts'

const db = connect(env)
const SOUND = { live: [], open: [], drifts: [], twice: [] }

/** Pays for what is at an address; gives the way back and whose it is. */
async function paidFor(who: Parameters<typeof buy>[0], path: string) {
  const { url } = await (await who.post(path)).json<{ url: string }>()
  const back = new URL((await payAt(url)).headers.get('location') ?? '')
  const { customer } = await stripe.checkout.sessions.retrieve(url.split('/').at(-1) ?? '')
  return { back: back.pathname + back.search, customer: text(customer) }
}

it('a Worker that is killed on the way back from paying takes nothing from who paid', async () => {
  const scene = async () => {
    const { home, tier, communityId } = await shop()
    const space = await home.space({ visibility: 'paid', requiredTierIds: [tier] })
    const ben = await home.join('Ben')
    const { back, customer } = await paidFor(ben, home.at(`/plans/${tier}/checkout`))
    const inside = () => ben.get(home.at(`/s/${space}`))
    return { home, communityId, ben, back, customer, inside, comes: presses(ben, ['GET', back]) }
  }
  let at = await scene()
  let kills = 0
  const steps = await cutEverywhere(
    (guard) => at.comes(guard),
    async () => {
      const { home, communityId, ben, back, customer, inside } = at
      // they look again; or never come back, and Stripe says it; or not even that, and it is night
      const ways = [
        async () => expect(await (await ben.get(back)).json()).toEqual({ state: 'done' }),
        async () => expect(await work([{ kind: 'stripe.customer', id: customer }])).toEqual([]),
        () => night(home, communityId),
      ]
      await ways[kills++ % 3]?.()
      expect((await inside()).status).toBe(200)
      const books = { ...SOUND, live: [1000], paid: [1000] }
      expect(await booksOf(ben, communityId)).toEqual(books)
      at = await scene()
    },
  )
  // a number, the rows, and what the edge forgets
  expect(steps).toBeGreaterThan(1)
}, 600_000)

it('a Worker that is killed on the way back from buying for good ends what it replaced', async () => {
  const { home, tier, communityId } = await shop()
  const ever = await home.tier({ name: 'Ever', priceCents: 20_000, billingPeriod: 'lifetime' })
  const scene = async () => {
    const ben = await home.join('Ben')
    await buy(ben, home, tier)
    const { back, customer } = await paidFor(ben, home.at(`/plans/${ever}/checkout`))
    return { ben, back, customer, comes: presses(ben, ['GET', back]) }
  }
  let at = await scene()
  await cutEverywhere(
    (guard) => at.comes(guard),
    async () => {
      const { ben, customer } = at
      expect(await work([{ kind: 'stripe.customer', id: customer }])).toEqual([])
      const { paid, ...books } = await booksOf(ben, communityId)
      expect(books).toEqual(SOUND)
      expect(paid).toHaveLength(2)
      const open = (await grantsOf(ben)).filter(({ endsAt }) => endsAt === null)
      expect(open.map(({ tierId }) => tierId)).toEqual([ever])
      at = await scene()
    },
  )
}, 600_000)

it('a Worker that is killed on the way back from a course leaves it bought, once', async () => {
  const { home, communityId } = await shop()
  const course = await courseIn(home, await home.space())
  const scene = async () => {
    const ben = await home.join('Ben')
    const { back, customer } = await paidFor(ben, home.at(`/courses/${course}/checkout`))
    return { ben, back, customer, comes: presses(ben, ['GET', back]) }
  }
  let at = await scene()
  await cutEverywhere(
    (guard) => at.comes(guard),
    async () => {
      const { ben, customer } = at
      expect(await work([{ kind: 'stripe.customer', id: customer }])).toEqual([])
      const bought = await db
        .select()
        .from(coursePurchases)
        .where(eq(coursePurchases.profileId, ben.id))
      expect(bought).toMatchObject([{ courseId: course, amount: 4900, endsAt: null }])
      expect((await ben.post(home.at(`/courses/${course}/checkout`))).status).toBe(409)
      expect(await booksOf(ben, communityId)).toEqual({ ...SOUND, paid: [4900] })
      at = await scene()
    },
  )
}, 600_000)
