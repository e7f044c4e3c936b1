import { eq, sql } from 'drizzle-orm'
import { heldOf } from '../../src/billing/drift/held/queries.ts'
import { driftsOf } from '../../src/billing/drift/held/rules.ts'
import { failuresOf } from '../../src/billing/ledger/rules.ts'
import { billingFailures } from '../../src/billing/ledger/tables.ts'
import { rowsOf } from '../../src/billing/sync/rules.ts'
import { truthOf } from '../../src/billing/truth/queries.ts'
import { grants } from '../../src/spaces/grants/tables.ts'
import type { World } from './history.ts'
import type { Person } from './person.ts'

/** In what the database differs from what Stripe's truth asks for; nothing where all is well. */
export async function faultsOf({ db, stripe }: World, person: Person): Promise<string[]> {
  const { profileId, communityId, customer, gift } = person
  const truth = await truthOf(stripe, customer)
  const {
    tierIds,
    written: _,
    ...held
  } = await heldOf(db, {
    ...{ communityId, profileId, customerId: customer },
  })
  const at = { communityId, profileId, tierIds, grace: null, now: new Date() }
  const faults = driftsOf(truth, held, at)
    .filter(({ kind }) => kind !== 'paid_twice')
    .map(({ kind, subject }) => `${kind} ${subject}`)

  // the same once more, without the comparison that the product itself makes
  const wanted = rowsOf(truth)
  const text = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort()
  const given = await db.select().from(grants).where(eq(grants.profileId, profileId))
  const bought = given.filter(({ id }) => id !== gift)
  const keys = bought.map(({ reference, tierId }) => `${reference} ${tierId}`)
  if (new Set(keys).size !== keys.length) faults.push('a grant is there twice')
  const open = bought.filter(({ endsAt }) => endsAt === null)
  const endless = wanted.grants.filter(({ endsAt }) => endsAt === null)
  const keyOf = ({ reference, tierId }: { reference: string; tierId: string | null }) => [
    reference,
    tierId,
  ]
  if (`${text(open.map(keyOf))}` !== `${text(endless.map(keyOf))}`) faults.push('other open grants')
  const subs = held.subscriptions.map(({ id, status, tierId }) => [id, status, tierId])
  const asked = wanted.subscriptions.map((row) => [
    row.stripeSubscriptionId,
    row.status,
    row.tierId,
  ])
  if (`${text(subs)}` !== `${text(asked)}`) faults.push('other subscriptions')

  const charges = (await stripe.charges.list({ customer, limit: 100 })).data

  // what Stripe's own words say of doors, without our rules
  const isKept = charges.every(({ refunded, disputed }) => !refunded && !disputed)
  for (const { id, status, cancel_at } of truth.subscriptions) {
    const own = bought.filter(({ reference }) => reference === id)
    const isOpen = own.some(({ endsAt }) => endsAt === null || endsAt.getTime() > Date.now())
    if (SHUT.has(status) && isOpen) faults.push(`${id} is ${status} and open`)
    if (OPEN.has(status) && isKept && cancel_at === null && !isOpen)
      faults.push(`${id} is ${status} and shut`)
  }

  // money, from Stripe's own lists of charges and disputes
  let net = 0
  for (const charge of charges.filter(({ status }) => status === 'succeeded')) {
    net += charge.amount - charge.amount_refunded
    if (charge.disputed)
      for (const { balance_transactions } of (await stripe.disputes.list({ charge: charge.id }))
        .data)
        for (const { amount } of balance_transactions) net += amount
    const intent = String(charge.payment_intent)
    const isOpen = open.some(({ reference }) => reference === intent)
    if (charge.refunded && isOpen) faults.push(`${intent} was given back and is open`)
  }
  const sum = held.entries.reduce((all, { amount }) => all + amount, 0)
  if (sum !== net) faults.push(`${sum} counted, ${net} at Stripe`)
  const failures = await db
    .select()
    .from(billingFailures)
    .where(eq(billingFailures.userId, profileId))
  const failed = failuresOf(truth).map(({ id, state, attempts }) => [id, state, attempts])
  if (`${text(failures.map((row) => [row.id, row.state, row.attempts]))}` !== `${text(failed)}`)
    faults.push('other failures')
  const [comp] = given.filter(({ id }) => id === gift)
  if (!comp || comp.endsAt !== null) faults.push('the gift was touched')
  const { rows } = await db.execute(sql`
    select cause from notifications where user_id = ${profileId}::uuid group by 1 having count(*) > 1`)
  if (rows.length) faults.push('told twice')
  return faults
}

const SHUT = new Set(['canceled', 'unpaid', 'paused', 'incomplete', 'incomplete_expired'])
const OPEN = new Set(['active', 'trialing'])
