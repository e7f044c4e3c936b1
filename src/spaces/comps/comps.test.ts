import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { buy, grantsOf } from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { stripe } from '../../../tests/stripe.ts'
import { lapse } from '../../billing/lapsing/jobs.ts'
import { connect } from '../../db/connect.ts'

const db = connect(env)
type Plans = { mine: { offers: Record<string, string>; gifts: { tier: string; endsAt: string }[] } }

it('what is given until a day is shown, moved, kept by paying, and ends by itself', async () => {
  const home = await community()
  const tier = await home.tier({ name: 'Gold' })
  const space = await home.space({ visibility: 'paid', requiredTierIds: [tier] })
  const ben = await home.join('Ben')
  const at = home.at(`/members/${ben.username}/tiers/${tier}`)
  for (const endsOn of ['2001-01-01', 'soon', '2030-02-31'])
    expect((await home.owner.put(at, { endsOn })).status, endsOn).toBe(422)
  expect((await home.owner.put(at, { endsOn: '2090-06-30' })).status).toBe(200)
  expect(await ben.page(home.at('/plans'))).toContain('Until June 30, 2090')
  expect(await home.owner.page(home.at('/tiers'))).toContain('until June 30, 2090')
  // in the directory, for who may give
  const directory = home.at('/members')
  for (const path of [directory, `${directory}?q=ben`]) {
    expect(await home.owner.page(path)).toContain('Gold until June 30, 2090')
    expect(await ben.page(path)).not.toContain('Gold until')
  }
  // longer, shorter, and two at once: one grant
  await Promise.all(['2091-01-01', ''].map((endsOn) => home.owner.put(at, { endsOn })))
  await home.owner.put(at, { endsOn: '2090-07-01' })
  expect(await grantsOf(ben)).toMatchObject([{ endsAt: new Date('2090-07-02T00:00:00Z') }])
  const plans = () => ben.json<Plans>(home.at('/plans'))
  expect((await plans()).mine.offers).toEqual({ [tier]: 'given' })
  // given, and then paid for beside it
  const { sub } = await buy(ben, home, tier)
  expect((await plans()).mine.offers).toEqual({ [tier]: 'owned' })
  expect(await home.owner.page(home.at(`/members/${ben.username}/tiers`))).toContain('Paid for')
  expect((await ben.get(home.at(`/s/${space}`))).status).toBe(200)
  // archived, it stays theirs and is offered to nobody
  await home.owner.patch(home.at(`/tiers/${tier}`), { isActive: false })
  expect((await plans()).mine.offers).toEqual({ [tier]: 'owned' })
  expect((await stripe.subscriptions.retrieve(sub)).status).toBe('active')
  await stripe.subscriptions.cancel(sub)
  await db.execute(
    sql`update grants set starts_at = now() - interval '1 hour', ends_at = now() - interval '1 minute' where profile_id = ${ben.id}::uuid`,
  )
  await lapse({ env, db })
  await lapse({ env, db })
  const { notices } = (await ben.json<{ mine: { notices: { title: string }[] } }>('/inbox')).mine
  expect(notices.filter(({ title }) => title === 'Gold has ended')).toHaveLength(1)
  expect((await ben.rest().get(home.at(`/s/${space}`))).status).toBe(403)
  expect((await home.owner.delete(at)).status).toBe(404)
})
