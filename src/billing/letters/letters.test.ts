import { createExecutionContext, env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { communityOf, customerOf, subscriber, work } from '../../../tests/billing.ts'
import { type Community, community, guest, type Person } from '../../../tests/community.ts'
import { ORIGIN } from '../../../tests/people.ts'
import { keeper, take } from '../../../tests/queue.ts'
import { connect } from '../../db/connect.ts'
import worker from '../../index.ts'
import { profiles } from '../../profiles/tables.ts'
import { checkouts, subscriptions } from '../tables.ts'
import { deadLetters } from './tables.ts'

const db = connect(env)

type Dead = { kind: string; id: string; error?: string; tries?: number; failedAt?: string }

const bury = (...dead: (Dead | string)[]) => take(dead, { queue: 'opencircle-jobs-dead' })
const lettersOf = async (home: Community, who: Person = home.owner) =>
  (
    await who.json<{
      letters: { id: string; reference: string; state: string; about: string | null }[]
    }>(home.at('/revenue/letters'))
  ).letters
const stateOf = async (reference: string) =>
  (await db.select().from(deadLetters).where(eq(deadLetters.reference, reference)))[0]?.state

/** Presses the button, where the queue is this one. */
function replay({ cookies }: Person, path: string, JOBS: Queue) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, accept: 'application/json' }
  return worker.fetch(
    new Request(`${ORIGIN}${path}/replay`, { method: 'PUT', headers }),
    { ...env, JOBS },
    createExecutionContext(),
  )
}

/** A tier whose price could not be told to Stripe. */
async function stuck(home: Community) {
  const id = await home.tier()
  await bury({ kind: 'stripe.tier', id, error: 'StripeConnectionError', tries: 6 })
  const [letter] = (await lettersOf(home)).filter(({ reference }) => reference === id)
  return { id, path: home.at(`/revenue/letters/${letter?.id}`) }
}

describe('a dead letter', () => {
  it('is kept once, with kinds and ids and nothing else, and shown to who may see it', async () => {
    const home = await community()
    const id = await home.tier({ name: 'Friend' })
    const failedAt = new Date().toISOString()
    const dead = { kind: 'stripe.tier', id, error: 'Error', tries: 6, failedAt, more: 'secret' }
    const { done } = await bury(dead, dead)
    expect(done).toEqual(['0', '1'])
    const rows = await db.select().from(deadLetters).where(eq(deadLetters.reference, id))
    expect(rows).toMatchObject([{ kind: 'stripe.tier', error: 'Error', tries: 6 }])
    expect(JSON.stringify(rows)).not.toContain('secret')
    const page = await home.owner.page(home.at('/revenue/letters'))
    expect(page).toContain('A price at Stripe: Friend')
    expect(await lettersOf(home)).toHaveLength(1)
    const elsewhere = await community()
    expect(await lettersOf(elsewhere)).toEqual([])
  })

  it('of somebody’s purchases is seen where they bought, and nowhere else', async () => {
    const [home, elsewhere] = [await community(), await community()]
    const [ben, tier] = [await home.join('Ben'), await home.tier()]
    await elsewhere.tier()
    await ben.post(elsewhere.at('/membership'))
    const customer = await customerOf(ben)
    await bury({ kind: 'stripe.customer', id: customer })
    expect(await lettersOf(home)).toEqual([])
    await db
      .insert(checkouts)
      .values({ profileId: ben.id, communityId: await communityOf(tier), sessionId: 'cs_1' })
    expect(await lettersOf(home)).toMatchObject([{ reference: customer, about: ben.fullName }])
    expect(await lettersOf(elsewhere)).toEqual([])
  })

  it('of somebody’s membership is seen by those who run its community, by their name', async () => {
    const [home, elsewhere] = [await community(), await community()]
    const [ben, tier] = [await home.join('Ben'), await home.tier()]
    await elsewhere.tier()
    await subscriber(ben, tier)
    const [row] = await db.select().from(subscriptions).where(eq(subscriptions.userId, ben.id))
    const [end, move] = [`${row?.id}`, `${row?.id}:price_1`]
    await bury({ kind: 'stripe.cancel', id: end })
    await bury({ kind: 'stripe.move', id: move })
    const seen = await lettersOf(home)
    expect(seen.map(({ reference }) => reference).sort()).toEqual([end, move].sort())
    expect(seen.every(({ about }) => about === ben.fullName)).toBe(true)
    expect(await lettersOf(elsewhere)).toEqual([])
  })

  it('that tells of no community is for staff of the deployment alone', async () => {
    const home = await community()
    const id = `ch_${crypto.randomUUID()}`
    await bury({ kind: 'stripe.charge', id }, 'nonsense')
    expect(await lettersOf(home)).toEqual([])
    await db.update(profiles).set({ role: 'admin' }).where(eq(profiles.id, home.owner.id))
    const seen = await lettersOf(home)
    expect(seen.some(({ reference }) => reference === id)).toBe(true)
    const [letter] = seen.filter(({ reference }) => reference === id)
    const path = home.at(`/revenue/letters/${letter?.id}`)
    const admin = await home.join('Abel', 'admin')
    expect((await admin.put(`${path}/replay`)).status).toBe(404)
    expect((await home.owner.delete(path)).status).toBe(200)
    expect(await stateOf(id)).toBe('dismissed')
  })

  it('is sent again once, however often and at the same time it is pressed', async () => {
    const home = await community()
    const { id, path } = await stuck(home)
    const { sent, queue } = keeper()
    const press = () => replay(home.owner, path, queue)
    const answers = await Promise.all([press(), press(), press()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(sent).toEqual([{ kind: 'stripe.tier', id }])
    expect(await stateOf(id)).toBe('sent')
    expect((await press()).status).toBe(200)
    expect(sent).toHaveLength(1)
    // nobody has heard of it for long
    await db
      .update(deadLetters)
      .set({ sentAt: sql`now() - interval '16 minutes'` })
      .where(eq(deadLetters.reference, id))
    await press()
    expect(sent).toHaveLength(2)
    expect(await work(sent)).toEqual([])
    expect(await stateOf(id)).toBe('settled')
    expect(await home.owner.page(home.at('/revenue/letters'))).toContain('Nothing is stuck')
  })

  it('waits on where the queue refuses it', async () => {
    const home = await community()
    const { id, path } = await stuck(home)
    const queue = { ...keeper().queue, send: () => Promise.reject(new Error('full')) }
    expect((await replay(home.owner, path, queue)).status).toBe(503)
    expect(await stateOf(id)).toBe('waiting')
  })

  it('comes back when it fails again, and not when it is only brought twice', async () => {
    const home = await community()
    const id = await home.tier()
    const [early, late] = [new Date(Date.now() - 60_000), new Date(Date.now() + 1000)]
    const dead = { kind: 'stripe.tier', id, failedAt: early.toISOString() }
    await bury(dead)
    await work([{ kind: 'stripe.tier', id }])
    await bury(dead)
    expect(await stateOf(id)).toBe('settled')
    await bury({ ...dead, failedAt: late.toISOString() })
    expect(await stateOf(id)).toBe('waiting')
  })

  it('is let go by who may', async () => {
    const home = await community()
    const { id, path } = await stuck(home)
    const mo = await home.join('Mo', 'moderator')
    expect((await guest().delete(path)).status).toBe(401)
    expect((await mo.delete(path)).status).toBe(403)
    const other = await community()
    const theirs = path.replace(home.slug, other.slug)
    expect((await other.owner.delete(theirs)).status).toBe(404)
    expect((await other.owner.put(`${theirs}/replay`)).status).toBe(404)
    expect(await stateOf(id)).toBe('waiting')
    for (const _ of [1, 2]) expect((await home.owner.delete(path)).status).toBe(200)
    expect(await stateOf(id)).toBe('dismissed')
  })

  it('waits in its queue while the database is away', async () => {
    vi.spyOn(console, 'info').mockImplementation(() => undefined)
    const away = { NEON_ENDPOINT: 'http://127.0.0.1:9/sql' }
    const { again } = await take([{ kind: 'stripe.tier', id: 'x' }], {
      queue: 'opencircle-jobs-dead',
      bindings: away,
    })
    expect(again).toEqual(['0'])
    connect(env)
  })
})
