import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { communityOf } from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'
import { notifications } from '../../notifications/tables.ts'
import { grants } from '../../spaces/grants/tables.ts'
import { subscriptions } from '../tables.ts'
import { announceRenewals } from './jobs.ts'

const db = connect(env)
const HOUR = 3_600_000
const hours = (count: number) => new Date(Date.now() + count * HOUR)
const dayOf = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(at)

/** Members of one community, each with one subscription. */
async function scene() {
  const home = await community()
  const tier = await home.tier()
  const communityId = await communityOf(tier)
  const member = async (
    name: string,
    fields: Partial<typeof subscriptions.$inferInsert>,
    endsAt: Date | null = null,
  ) => {
    const person = await home.join(name)
    const reference = `sub_${person.id}`
    await db.batch([
      db.insert(subscriptions).values({
        ...{ userId: person.id, tierId: tier, stripeSubscriptionId: reference, status: 'active' },
        ...fields,
      }),
      db.insert(grants).values({
        ...{ communityId, profileId: person.id, tierId: tier, source: 'subscription' },
        ...{ reference, endsAt },
      }),
    ])
    const told = async () =>
      (await db.select().from(notifications).where(eq(notifications.userId, person.id)))
        .map(({ title }) => title)
        .sort()
    const move = (more: Partial<typeof subscriptions.$inferInsert>) =>
      db.update(subscriptions).set(more).where(eq(subscriptions.userId, person.id))
    return { person, told, move }
  }
  return { home, tier, member }
}

const ticks = () => Promise.all([1, 2, 3].map(() => announceRenewals({ db })))

describe('what is about to come of a membership', () => {
  it('is told once: a week before it renews, by the month or the year', async () => {
    const { home, member } = await scene()
    const soon = hours(6.9 * 24)
    const [ann, ben, cay] = await Promise.all([
      member('Ann', { currentPeriodEnd: soon, periodMonths: 12 }),
      member('Ben', { currentPeriodEnd: hours(7.1 * 24), periodMonths: 1 }),
      member('Cay', { currentPeriodEnd: soon, cancelAtPeriodEnd: true }),
    ])
    // a tick that comes days late still tells
    const late = hours(30)
    const [dan, eve, fay] = await Promise.all([
      member('Dan', { currentPeriodEnd: late, periodMonths: 1 }),
      member('Eve', { currentPeriodEnd: late, status: 'canceled' }),
      member('Fay', { currentPeriodEnd: late }),
    ])
    await fay.person.delete(home.at('/membership'))
    await ticks()
    expect(await ann.told()).toEqual([`Supporter renews on ${dayOf(soon)}`])
    expect(await dan.told()).toEqual([`Supporter renews on ${dayOf(late)}`])
    for (const { told } of [ben, cay, eve, fay]) expect(await told()).toEqual([])
    await ticks()
    // another day, at whatever hour this runs
    const next = hours(5 * 24)
    await Promise.all([ann, ben].map(({ move }) => move({ currentPeriodEnd: next })))
    await ticks()
    expect(await ann.told()).toHaveLength(2)
    expect(await ben.told()).toEqual([`Supporter renews on ${dayOf(next)}`])
  })

  it('is told three days before free days end, instead', async () => {
    const { member } = await scene()
    const end = hours(70)
    const trial = { status: 'trialing' as const, trialEndsAt: end, currentPeriodEnd: end }
    const [ann, ben, cay] = await Promise.all([
      member('Ann', trial),
      member('Ben', { ...trial, cancelAtPeriodEnd: true }),
      member('Cay', { ...trial, trialEndsAt: hours(80), currentPeriodEnd: hours(80) }),
    ])
    await ticks()
    expect(await ann.told()).toEqual([`Your free days of Supporter end on ${dayOf(end)}`])
    for (const { told } of [ben, cay]) expect(await told()).toEqual([])
  })

  it('is told once more before an unpaid one ends', async () => {
    const { member } = await scene()
    const end = hours(60)
    const [ann, ben, cay] = await Promise.all([
      member('Ann', { status: 'past_due' }, end),
      member('Ben', { status: 'past_due' }, hours(10 * 24)),
      member('Cay', { status: 'active' }, end),
    ])
    await ticks()
    expect(await ann.told()).toEqual([`Supporter ends on ${dayOf(end)} unless it is paid`])
    for (const { told } of [ben, cay]) expect(await told()).toEqual([])
  })
})
