import { createExecutionContext, env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { heldOf } from '../src/billing/drift/held/queries.ts'
import { driftsOf } from '../src/billing/drift/held/rules.ts'
import { startNow } from '../src/billing/drift/runs/queries.ts'
import { blocksAnother } from '../src/billing/rules.ts'
import { truthOf } from '../src/billing/truth/queries.ts'
import { connect } from '../src/db/connect.ts'
import worker from '../src/index.ts'
import { notifications } from '../src/notifications/tables.ts'
import type { Community } from './community.ts'
import type { cutEverywhere } from './killing.ts'
import { ORIGIN, type Person } from './people.ts'
import { keeper, take } from './queue.ts'
import { stripe } from './stripe.ts'

const db = connect(env)

type Guard = Parameters<Parameters<typeof cutEverywhere>[0]>[0]
type Asked = [method: string, path: string, body?: object]

/**
 * What somebody's browser asks of a Worker that may end meanwhile; its jobs go to a queue. Fails where
 * the answer is a refusal, so that what is cut off is what is meant.
 */
export function presses(who: Person, [method, path, body]: Asked, jobs = keeper().queue) {
  return async (guard: Guard): Promise<Response> => {
    const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await worker.fetch(
      new Request(ORIGIN + path, {
        method,
        headers: { cookie, accept: 'application/json', 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      }),
      { ...env, JOBS: guard.queue(jobs), PURGES: guard.queue(keeper().queue) },
      createExecutionContext(),
    )
    if (answer.status >= 400)
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
}

/** Works off all messages, and those that they lead to, four at a time. */
export async function drain(messages: unknown[]): Promise<void> {
  const { sent, queue } = keeper()
  sent.push(...messages)
  while (sent.length) {
    const { again } = await take(sent.splice(0, 4), { bindings: { JOBS: queue } })
    if (again.length) throw new Error('some of it comes again')
  }
}

/** Compares a community with Stripe as each night does, to the end. */
export async function night(home: Community, communityId: string): Promise<void> {
  const [, , , { rows }] = await db.batch(startNow(db, communityId, home.owner.id))
  await drain(
    rows.map(({ checkId, part }) => ({ kind: 'billing.check', id: `${checkId} ${part}` })),
  )
}

/**
 * How somebody stands in a community, by Stripe and by the database: under all customers that were
 * ever made for them, what is alive, what was paid in cents, the pages on which they could still pay,
 * where the database says otherwise than Stripe, and what they were told more than once.
 */
export async function booksOf({ id: profileId }: Person, communityId: string) {
  const { data } = await stripe.customers.list({ limit: 100 })
  const customers = data.filter(({ metadata }) => metadata.profileId === profileId)
  const truths = await Promise.all(customers.map(({ id }) => truthOf(stripe, id)))
  const all = truths.flatMap(({ subscriptions }) => subscriptions)
  const here = all.filter(({ metadata }) => metadata.communityId === communityId)
  const open = await Promise.all(
    customers.map(({ id }) => stripe.checkout.sessions.list({ customer: id, status: 'open' })),
  )
  const told = await db.select().from(notifications).where(eq(notifications.userId, profileId))
  const titles = told.map(({ title }) => title)
  const compared = await Promise.all(
    customers.map(async ({ id: customerId }, n) => {
      const at = { communityId, profileId, customerId }
      const { tierIds, ...held } = await heldOf(db, at)
      const [truth] = truths.slice(n)
      if (!truth) return []
      const bought = [...truth.subscriptions, ...truth.intents]
      // one that was never used is nobody's
      if (customers.length > 1 && bought.length === 0) return []
      return driftsOf(truth, held, { ...at, tierIds, grace: null, now: new Date() })
    }),
  )
  const live = here.filter(blocksAnother)
  const paid = truths.flatMap(({ intents }) =>
    intents.filter(({ status }) => status === 'succeeded').map((one) => one.amount_received),
  )
  return {
    live: live.map((sub) => sub.items.data[0]?.price.unit_amount),
    paid: paid.sort((a, b) => a - b),
    open: open.flatMap((page) => page.data.map(({ url }) => url)),
    drifts: compared.flatMap((found) => found.map(({ kind }) => kind)),
    twice: titles.filter((title, n) => titles.indexOf(title) !== n),
  }
}
