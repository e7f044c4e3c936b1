import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { communityOf } from '../../../tests/billing.ts'
import { community, type Person } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'
import { grants } from '../../spaces/grants/tables.ts'
import { lapse } from '../lapsing/jobs.ts'
import { announceRenewals } from '../renewals/jobs.ts'
import { subscriptions } from '../tables.ts'
import { tellOfPurchases } from './queries.ts'

const db = connect(env)

type Inbox = { mine: { notices: { title: string }[] } }

it('what comes of a membership is left out of the inbox of who turned that off there', async () => {
  const home = await community()
  const [tier, gift] = [await home.tier(), await home.tier({ name: 'Friend' })]
  const communityId = await communityOf(tier)
  const [ann, ben] = [await home.join('Ann'), await home.join('Ben')]
  await db.execute(sql`insert into notification_preferences (profile_id, zone, choices) values
    (${ben.id}, 'UTC', '{"membership_renewal": {"inbox": false}}')`)
  for (const { id: profileId } of [ann, ben]) {
    const notice = { profileId, communityId, tierId: tier, cause: `started:${profileId}` }
    await db.batch([
      db.insert(subscriptions).values({
        ...{ userId: profileId, tierId: tier, stripeSubscriptionId: `sub_${profileId}` },
        ...{ status: 'active', currentPeriodEnd: new Date(Date.now() + 86_400_000) },
      }),
      db.insert(grants).values({
        ...{ communityId, profileId, tierId: gift, source: 'comp', endsAt: new Date() },
        ...{ startsAt: new Date(Date.now() - 3_600_000), reference: profileId },
      }),
      tellOfPurchases(db, [{ ...notice, kind: 'started' }], sql`true`),
    ])
  }
  await announceRenewals({ db })
  await lapse({ env, db })
  const told = async ({ id }: Person) =>
    (
      await db.execute<{ cause: string; in_inbox: boolean }>(sql`select in_inbox,
        split_part(cause, ':', 1) as cause from notifications where user_id = ${id}::uuid order by 2`)
    ).rows
  const causes = ['gift', 'renewal', 'started']
  expect(await told(ann)).toEqual(causes.map((cause) => ({ cause, in_inbox: true })))
  // by mail they come all the same
  expect(await told(ben)).toEqual(causes.map((cause) => ({ cause, in_inbox: false })))
  const seen = async (who: Person) => (await who.json<Inbox>('/inbox')).mine.notices.length
  expect([await seen(ann), await seen(ben)]).toEqual([3, 0])
})
