import type Stripe from 'stripe'
import type { Db } from '../../db/connect.ts'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { isRefusal } from '../../stripe/refusal.ts'
import { syncTier } from '../prices/jobs.ts'
import { findOffer } from '../prices/queries.ts'
import { blocksAnother } from '../rules.ts'
import { fetchCustomer, writeCustomer } from '../sync/jobs.ts'
import { idOf } from '../truth/rules.ts'
import { heldOf } from './held/queries.ts'
import { driftsOf } from './held/rules.ts'
import { offersOf } from './offers/queries.ts'
import { isNamedAs, isPriceOf } from './offers/rules.ts'
import { findPart, finishPart, insertParts } from './parts/queries.ts'
import { messageOf, type Part, partOf } from './parts/rules.ts'
import { customersOf, customersOfProfiles, profileOf } from './people/queries.ts'
import { DRIFTS, type Drift, type DriftKind } from './rules.ts'
import { forgetChecks, startNight } from './runs/queries.ts'

type At = { env: Env; db: Db; now: Date }
type Check = { checkId: string; communityId: string }
type Seen = Drift & { isRepaired: boolean }

/** Most messages that the queue takes at once, less one for the next page. */
const PAGE = 99

/** Each night: begins to compare every community that sells with Stripe. */
export async function startChecks({ env, db, now }: At): Promise<void> {
  if (!hasStripe(env)) return
  await forgetChecks(db)
  const [, , , { rows }] = await db.batch(startNight(db, now.toISOString().slice(0, 10)))
  await sendParts(
    env,
    rows.map(({ checkId, part }) => messageOf(checkId, part)),
  )
}

export async function sendParts(env: Env, messages: ReturnType<typeof messageOf>[]): Promise<void> {
  for (let at = 0; at < messages.length; at += 100)
    await env.JOBS.sendBatch(messages.slice(at, at + 100).map((body) => ({ body })))
}

/**
 * Does one part of a check, `<check> <part>`, each within few requests. Done twice it is done once;
 * a part that is killed is done again from its beginning.
 */
export async function checkPart(at: At, id: string): Promise<void> {
  const [checkId = '', text = ''] = id.split(' ')
  const part = partOf(text)
  const [check] = await findPart(at.db, checkId, text)
  if (!part || !check) return
  const { more, found } = await PARTS[part.name](at, check, part)
  if (more.length) {
    await insertParts(at.db, checkId, more)
    await sendParts(
      at.env,
      more.map((one) => messageOf(checkId, one)),
    )
  }
  await at.db.batch(finishPart(at.db, checkId, text, found))
}

type Result = { more: string[]; found: Seen[] }
const nothing: Result = { more: [], found: [] }

const PARTS: Record<Part['name'], (at: At, check: Check, part: Part) => Promise<Result>> = {
  /** whose purchases there are to look at */
  people: async ({ db }, { communityId }, { of: after }) => {
    const rows = await customersOf(db, communityId, after, PAGE)
    const more = rows.map(({ customerId }) => `customer:${customerId}`)
    const last = rows.length === PAGE ? rows.at(-1) : undefined
    return { found: [], more: last ? [...more, `people:${last.customerId}`] : more }
  },

  customer: async (at, check, { of: customerId }) => ({
    more: [],
    found: await checkCustomer(at, check, customerId),
  }),

  offers: async ({ db }, { communityId }) => {
    const [tiers, prices] = await db.batch(offersOf(db, communityId))
    return {
      found: [],
      more: [...tiers.map(({ id }) => `tier:${id}`), ...prices.map(({ id }) => `price:${id}`)],
    }
  },

  tier: async (at, _, { of: tierId }) => {
    const kind = await tierDrift(at, tierId)
    if (!kind) return nothing
    if (DRIFTS[kind].repairs) await syncTier(at, tierId)
    const isRepaired = DRIFTS[kind].repairs && (await tierDrift(at, tierId)) === null
    return { more: [], found: [{ kind, subject: tierId, profileId: null, isRepaired }] }
  },

  /** who pays a price of ours without being known as a customer */
  price: async ({ env, db }, { communityId }, { of }) => {
    const [price = '', after] = of.split(':')
    const page = await connectStripe(env).subscriptions.list({
      ...{ price, limit: 100 },
      ...(after && { starting_after: after }),
    })
    const last = page.has_more ? page.data.at(-1) : undefined
    const live = page.data.filter(blocksAnother)
    const ids = live.flatMap(({ metadata }) => metadata.profileId ?? [])
    const known = ids.length ? await customersOfProfiles(db, ids) : []
    const isKnown = ({ metadata, customer }: Stripe.Subscription) =>
      metadata.communityId === communityId &&
      known.some((one) => one.id === metadata.profileId && one.customerId === customer)
    const found = live
      .filter((sub) => !isKnown(sub))
      .map(({ id, metadata }): Seen => {
        const profileId = known.find((one) => one.id === metadata.profileId)?.id ?? null
        return { kind: 'customer_foreign', subject: id, profileId, isRepaired: false }
      })
    // whoever is known to Stripe alone is looked at too
    const more = live.filter(isKnown).map(({ customer }) => `customer:${customer}`)
    return { found, more: last ? [...more, `price:${price}:${last.id}`] : more }
  },
}

async function tierDrift({ env, db }: At, tierId: string): Promise<DriftKind | null> {
  const [offer] = await findOffer(db, tierId)
  if (!offer || offer.priceCents === 0 || !offer.isActive) return null
  if (!offer.priceId) return 'tier_without_price'
  const [id, stripe] = [offer.priceId, connectStripe(env)]
  const price = await orGone(() => stripe.prices.retrieve(id))
  if (!price) return 'tier_price_gone'
  if (!isPriceOf(price, offer)) return 'tier_price_wrong'
  const product = await orGone(() => stripe.products.retrieve(idOf(price.product) ?? ''))
  return product && isNamedAs(product, offer) ? null : 'tier_name_wrong'
}

/** Compares, and where something differs writes Stripe's truth as any webhook does, and compares again. */
async function checkCustomer(at: At, check: Check, customerId: string): Promise<Seen[]> {
  const { db, now } = at
  if (await isGone(connectStripe(at.env), customerId)) return goneCustomer(at, check, customerId)
  const fetched = await fetchCustomer(at, customerId)
  if (!fetched) return []
  const of = { communityId: check.communityId, profileId: fetched.profileId, customerId }
  const compare = async () => {
    const { tierIds, written, ...held } = await heldOf(db, of)
    // what is newer than this truth is not to be judged by it
    return written > fetched.number
      ? null
      : driftsOf(fetched.truth, held, { ...of, grace: fetched.grace, tierIds, now })
  }
  const before = await compare()
  if (!before?.length) return []
  await writeCustomer({ ...at, isRepeat: true }, fetched)
  const after = await compare()
  if (!after) return []
  const isLeft = ({ kind, subject }: Drift) =>
    after.some((one) => one.kind === kind && one.subject === subject)
  return before.map((drift) => ({ ...drift, isRepaired: !isLeft(drift) }))
}

/** Worth a word only while something of theirs is still open here. */
async function goneCustomer({ db, now }: At, { communityId }: Check, customerId: string) {
  const [profile] = await profileOf(db, customerId)
  if (!profile) return []
  const held = await heldOf(db, { communityId, profileId: profile.id, customerId })
  const isOpen =
    held.subscriptions.some(blocksAnother) ||
    held.grants.some(({ endsAt }) => endsAt === null || endsAt > now)
  const drift: Seen = {
    ...{ kind: 'customer_gone', subject: customerId, profileId: profile.id },
    isRepaired: false,
  }
  return isOpen ? [drift] : []
}

async function isGone(stripe: Stripe, customerId: string): Promise<boolean> {
  const customer = await orGone(() => stripe.customers.retrieve(customerId))
  return !customer || customer.deleted === true
}

/** Null for what Stripe does not know. */
async function orGone<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (isRefusal(error, 'resource_missing')) return null
    throw error
  }
}
