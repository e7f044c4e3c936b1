import { insertCommunity } from '../../src/communities/founding/queries.ts'
import { memberships } from '../../src/communities/tables.ts'
import { membershipTiers } from '../../src/communities/tiers/tables.ts'
import { newId } from '../../src/db/columns.ts'
import { profiles } from '../../src/profiles/tables.ts'
import { grants } from '../../src/spaces/grants/tables.ts'
import type { World } from './history.ts'

export type Person = {
  customer: string
  profileId: string
  /** where they buy, and where they do not */
  communityId: string
  tiers: string[]
  /** given to them by hand: nothing of what they buy may touch it */
  gift: string
}

/** Somebody with a card, who belongs to a community with two tiers and was given one of them. */
export async function makePerson({ db, stripe }: World): Promise<Person> {
  const [profileId, communityId, gift] = [newId(), newId(), newId()]
  const tiers = [newId(), newId()]
  const { id: customer } = await stripe.customers.create({ email: 'ada@example.test' })
  const { id: card } = await stripe.paymentMethods.attach('pm_card_visa', { customer })
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: card } })
  const owner = newId()
  const row = (id: string) => ({ id, clerkId: id, username: id, fullName: 'Ada Test' })
  const home = { id: communityId, name: 'Home', slug: communityId, description: '', ownerId: owner }
  await db.batch([
    db.insert(profiles).values([row(owner), { ...row(profileId), stripeCustomerId: customer }]),
    ...insertCommunity(db, home),
    db.insert(membershipTiers).values(tiers.map((id) => ({ id, communityId, name: 'A tier' }))),
    db.insert(memberships).values({ communityId, profileId, joinedAt: new Date() }),
    db.insert(grants).values({
      ...{ id: gift, communityId, profileId, tierId: tiers[0] },
      ...{ source: 'comp', reference: owner },
    }),
  ])
  return { customer, profileId, communityId, tiers, gift }
}
