import { createExecutionContext, env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { syncCustomer } from '../src/billing/sync/jobs.ts'
import { subscriptions } from '../src/billing/tables.ts'
import { membershipTiers } from '../src/communities/tiers/tables.ts'
import { courses } from '../src/courses/tables.ts'
import { newId } from '../src/db/columns.ts'
import { connect } from '../src/db/connect.ts'
import worker from '../src/index.ts'
import { profiles } from '../src/profiles/tables.ts'
import { grants } from '../src/spaces/grants/tables.ts'
import { spaceAt } from '../src/spaces/manage/queries.ts'
import { community, type Person } from './community.ts'
import { ORIGIN } from './people.ts'
import { keeper as kept, take } from './queue.ts'
import { deliveries, payAt, payer, stripe, text } from './stripe.ts'

const db = connect(env)

type Delivery = { body: string; headers: Record<string, string> }

/** Brings one of Stripe's webhooks to the Worker, as its queue takes it with `jobs`. */
export const bring = (delivery: Delivery, bindings: Partial<Env> = {}) =>
  worker.fetch(
    new Request(`${ORIGIN}/webhooks/stripe`, {
      method: 'POST',
      headers: delivery.headers,
      body: delivery.body,
    }),
    { ...env, ...bindings },
    createExecutionContext(),
  )

/** A queue of jobs that keeps what it is given. */
export function keeper(): { sent: unknown[]; JOBS: Queue } {
  const { sent, queue } = kept()
  return { sent, JOBS: queue }
}

/** Has the queue's handler take these messages; gives the numbers of those that come again. */
export const work = async (bodies: unknown[]): Promise<string[]> => (await take(bodies)).again

/** All that Stripe has to say of a customer arrives and is worked off. */
export async function settle(customer: string, how?: Parameters<typeof deliveries>[1]) {
  const { sent, JOBS } = keeper()
  for (const delivery of await deliveries(customer, how)) await bring(delivery, { JOBS })
  return work(sent)
}

/** Gives someone a customer at Stripe with a card, as buying does. */
export async function customerOf(person: Person, card?: string): Promise<string> {
  const { id } = await payer(card, { profileId: person.id })
  await db.update(profiles).set({ stripeCustomerId: id }).where(eq(profiles.id, person.id))
  return id
}

/** The id of the community that a tier belongs to. */
export async function communityOf(tierId: string): Promise<string> {
  const [row] = await db.select().from(membershipTiers).where(eq(membershipTiers.id, tierId))
  return row?.communityId ?? ''
}

/** A community with a tier, and members of it who are customers at Stripe. */
export async function shop() {
  const home = await community()
  const tier = await home.tier()
  const communityId = await communityOf(tier)
  const buyer = async (name: string) => {
    const person = await home.join(name)
    const customer = await customerOf(person)
    return { person, customer, metadata: { profileId: person.id, communityId } }
  }
  return { home, tier, communityId, buyer }
}

/** A subscription to a tier by Stripe's API, as Checkout would have made it. */
export async function subscribe(
  customer: string,
  metadata: { profileId: string; communityId: string },
  tierId: string,
  cents = 1000,
) {
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: cents,
    product_data: { name: 'Supporter' },
    metadata: { tierId },
    recurring: { interval: 'month' },
  })
  return stripe.subscriptions.create({ customer, metadata, items: [{ price: price.id }] })
}

/** All that was ever given to someone, by what it rests on. */
export const grantsOf = (person: Person) =>
  db.select().from(grants).where(eq(grants.profileId, person.id)).orderBy(grants.id)

/** Buys a tier as people do, by Stripe's page and the way back; gives the customer and what was bought. */
export async function buy(
  who: Person,
  home: { at: (path: string) => string },
  tier: string,
  number?: string,
) {
  const began = await who.post(home.at(`/plans/${tier}/checkout`))
  if (!began.ok) throw new Error(`${began.status} ${await began.text()}`)
  const { url } = await began.json<{ url: string }>()
  const paid = await payAt(url, { number })
  const back = new URL(paid.headers.get('location') ?? '')
  const answer = await who.get(back.pathname + back.search)
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  const session = await stripe.checkout.sessions.retrieve(url.split('/').at(-1) ?? '')
  return { customer: text(session.customer), sub: text(session.subscription), session }
}

/** Has someone pay for a tier, if they do not yet. */
export async function subscriber(person: Person, tierId: string): Promise<void> {
  const mine = db.select().from(subscriptions).where(eq(subscriptions.userId, person.id))
  if ((await mine).length) return
  const customer = await customerOf(person)
  const communityId = await communityOf(tierId)
  await subscribe(customer, { profileId: person.id, communityId }, tierId)
  await syncCustomer({ env, db }, customer)
}

/** A course that is sold by itself, in a space; gives its id. */
export async function courseIn({ slug }: { slug: string }, space: string): Promise<string> {
  const [id, spaceId] = [newId(), spaceAt(slug, space)]
  const isSold = { isPublished: true, accessType: 'paid', priceCents: 4900 } as const
  await db.insert(courses).values({ id, spaceId, title: 'A course', ...isSold })
  return id
}
