import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { buy, grantsOf, keeper, work } from '../../../tests/billing.ts'
import { community, type Person } from '../../../tests/community.ts'
import { stripe } from '../../../tests/stripe.ts'
import { memberships } from '../../communities/tables.ts'
import { connect } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { subscriptions } from '../tables.ts'
import { endForsaken } from './jobs.ts'

const db = connect(env)

/** Somebody who pays, and what has to end. */
async function scene() {
  const home = await community()
  const tier = await home.tier()
  const ben = await home.join('Ben')
  return { home, tier, ben, ...(await buy(ben, home, tier)) }
}

type Payer = { ben: Person; customer: string }

const Messages = z.array(z.object({ kind: z.string(), id: z.string() }))

/**
 * A tick of the cron, and the messages of it worked off, twice. Those of someone's own must be done;
 * those of other tests may fail: who belongs to them is nobody's business here.
 */
async function tick({ ben, customer }: Payer): Promise<unknown[]> {
  const { sent, JOBS } = keeper()
  await endForsaken({ env: { ...env, JOBS }, db })
  const rows = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.userId, ben.id))
  const own = new Set([customer, ...rows.map(({ id }) => id)])
  const bodies = Messages.parse([...sent, ...sent])
  const failed = (await work(bodies)).map((n) => bodies[Number(n)])
  expect(failed.filter((one) => one && own.has(one.id))).toEqual([])
  return Messages.parse(sent).filter(({ id }) => own.has(id))
}

const stateOf = async (sub: string) => {
  const { status, cancel_at } = await stripe.subscriptions.retrieve(sub)
  return cancel_at !== null && status === 'active' ? 'ends' : status
}
const customerOf = async ({ id }: Person) =>
  (await db.select().from(profiles).where(eq(profiles.id, id)))[0]?.stripeCustomerId

describe('what nobody can use any more', () => {
  it('ends with its period for one who left, who may come back to it', async () => {
    const at = await scene()
    const { home, ben, sub, tier } = at
    expect(await tick(at)).not.toContainEqual(expect.objectContaining({ kind: 'stripe.forget' }))
    expect(await stateOf(sub)).toBe('active')
    await ben.delete(home.at('/membership'))
    await tick(at)
    expect(await stateOf(sub)).toBe('ends')
    await ben.post(home.at('/membership'))
    const [member] = await db.select().from(memberships).where(eq(memberships.profileId, ben.id))
    expect(member?.tierId).toBe(tier)
    expect(await ben.page(home.at('/plans'))).toContain('Supporter ends on')
    const { mine } = await ben.json<{ mine: { offers: object } }>(home.at('/plans'))
    expect(Object.values(mine.offers)).toEqual(['owned'])
  })

  it('ends for one who was removed, and at once for one who was banned', async () => {
    const at = await scene()
    const { home, ben, sub } = at
    await home.owner.delete(home.at(`/members/${ben.username}`))
    await tick(at)
    expect(await stateOf(sub)).toBe('ends')
    await home.owner.put(home.at(`/members/${ben.username}/ban`), { content: 'keep' })
    // Stripe was asked a moment ago, and is not asked again at once
    await tick(at)
    const other = await scene()
    await other.home.owner.put(other.home.at(`/members/${other.ben.username}/ban`), {
      content: 'keep',
    })
    await tick(other)
    expect(await stateOf(other.sub)).toBe('canceled')
    expect((await other.ben.post('/billing/portal')).status).toBe(200)
  })

  it('ends at once with its community, whose payers still reach their invoices', async () => {
    const at = await scene()
    const { home, ben, sub } = at
    await home.owner.delete(home.at(), { name: `Community ${home.slug}` })
    await tick(at)
    expect(await stateOf(sub)).toBe('canceled')
    expect((await grantsOf(ben)).every(({ endsAt }) => endsAt !== null)).toBe(true)
    expect((await ben.post('/billing/portal')).status).toBe(200)
    expect(await ben.page('/settings')).toContain('/billing/portal')
  })

  it('ends at once with the account, and Stripe forgets the person', async () => {
    const at = await scene()
    const { home, ben, sub, customer } = at
    const open = await home.tier({ name: 'Open' })
    expect((await ben.post(home.at(`/plans/${open}/checkout`))).status).toBe(409)
    await ben.delete('/settings', { confirm: ben.username })
    await tick(at)
    expect(await stateOf(sub)).toBe('canceled')
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ deleted: true })
    expect(await customerOf(ben)).toBeNull()
    expect((await grantsOf(ben)).every(({ endsAt }) => endsAt !== null)).toBe(true)
    expect(await tick(at)).not.toContainEqual({ kind: 'stripe.forget', id: customer })
  })
})

it('comes back to life with another customer, where Stripe has forgotten the old one', async () => {
  const { home, ben, sub, customer } = await scene()
  await stripe.subscriptions.cancel(sub)
  await stripe.customers.del(customer)
  const other = await home.tier({ name: 'Other' })
  const { customer: fresh } = await buy(ben, home, other)
  expect(fresh).not.toBe(customer)
  expect(await customerOf(ben)).toBe(fresh)
})
