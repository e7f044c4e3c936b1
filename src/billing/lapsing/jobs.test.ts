import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { communityOf, customerOf, settle, subscribe } from '../../../tests/billing.ts'
import { community, type Person } from '../../../tests/community.ts'
import { memberships } from '../../communities/tables.ts'
import { connect } from '../../db/connect.ts'
import { grants } from '../../spaces/grants/tables.ts'
import { lapse } from './jobs.ts'

const db = connect(env)

async function scene() {
  const home = await community()
  const tier = await home.tier()
  const space = await home.space({ visibility: 'paid', requiredTierIds: [tier] })
  const ben = await home.join('Ben')
  const customer = await customerOf(ben)
  const metadata = { profileId: ben.id, communityId: await communityOf(tier) }
  await subscribe(customer, metadata, tier)
  await settle(customer)
  return { home, tier, ben, inside: home.at(`/s/${space}`) }
}

const shown = async ({ id }: Person) =>
  (await db.select().from(memberships).where(eq(memberships.profileId, id)))[0]?.tierId

describe('a grant that runs out', () => {
  it('locks the door by itself, and its tier is shown no more', async () => {
    const { ben, tier, inside } = await scene()
    for (let turn = 0; turn < 3; turn++) expect((await ben.rest().get(inside)).status).toBe(200)
    await lapse({ env, db })
    expect(await shown(ben)).toBe(tier)
    await db
      .update(grants)
      .set({ startsAt: sql`now() - interval '1 hour'`, endsAt: sql`now()` })
      .where(eq(grants.profileId, ben.id))
    await Promise.all([lapse({ env, db }), lapse({ env, db })])
    expect(await shown(ben)).toBeNull()
    expect((await ben.rest().get(inside)).status).toBe(403)
  })

  it('leaves a tier that is given by hand', async () => {
    const { home, ben, tier } = await scene()
    await home.owner.put(home.at(`/members/${ben.username}/tiers/${tier}`))
    await db
      .update(grants)
      .set({ startsAt: sql`now() - interval '1 hour'`, endsAt: sql`now()` })
      .where(sql`${grants.profileId} = ${ben.id}::uuid and ${grants.source} = 'subscription'`)
    await lapse({ env, db })
    expect(await shown(ben)).toBe(tier)
  })
})
