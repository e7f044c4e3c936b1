import type Stripe from 'stripe'
import type { Control } from '../../local/stripe/control.ts'
import { takeNumber, writeFetched } from '../../src/billing/sync/queries.ts'
import { customerOfCharge, truthOf } from '../../src/billing/truth/queries.ts'
import { StripeEvent, subjectOf } from '../../src/billing/webhook/rules.ts'
import type { Db } from '../../src/db/connect.ts'
import { act } from './acts.ts'
import { makePerson, type Person } from './person.ts'
import { type Random, randomFrom } from './random.ts'

export type World = { db: Db; stripe: Stripe; control: Control }
type Message = NonNullable<ReturnType<typeof subjectOf>>
type Counts = { acts: number; events: number; syncs: number; cut: number }

/**
 * One history. After each act some of what Stripe has to say arrives, mixed, repeated, with losses;
 * workers take it side by side, while the next act happens, and some are cut off half-way, so that
 * their message comes again. In the end Stripe has repeated what was never answered.
 */
export async function live(
  world: World,
  seed: number,
): Promise<{ person: Person; counts: Counts }> {
  const random = randomFrom(seed)
  const person = await makePerson(world)
  const counts: Counts = { acts: 0, events: 0, syncs: 0, cut: 0 }
  const at = { ...world, person, random, counts }
  const lost: Message[] = []
  const queue: Message[] = []
  const running = new Set<Promise<void>>()
  let after: string | undefined
  const acts = 3 + random.below(6)
  for (let step = 0; step < acts; step++) {
    await act(at)
    counts.acts++
    const told = await world.control.deliveries({
      ...{ customer: person.customer, repeats: random.below(3), seed: seed + step },
      ...(after && { after }),
    })
    after = (await newestOf(world)) ?? after
    for (const { body } of told) {
      const subject = subjectOf(StripeEvent.parse(JSON.parse(body)))
      if (!subject) continue
      counts.events++
      if (random.chance(0.4)) lost.push(subject)
      else queue.push(subject)
    }
    const taken = random.mixed(queue.splice(0)).slice(0, 1 + random.below(4))
    for (const message of taken) start(at, running, queue, message)
    if (random.chance(0.5)) await Promise.all(running)
  }
  const rest = random.mixed([...queue.splice(0), ...lost.slice(-3), { customer: person.customer }])
  for (const message of rest.slice(0, 8)) start(at, running, queue, message)
  // of all that came, the last must not be among those that were left out
  start(at, running, queue, { customer: person.customer })
  while (running.size || queue.length) {
    for (const message of queue.splice(0)) start(at, running, queue, message)
    await Promise.all(running)
  }
  return { person, counts }
}

type At = World & { person: Person; random: Random; counts: Counts }

function start(at: At, running: Set<Promise<void>>, queue: Message[], message: Message): void {
  // whether and where it is cut off; how long it waits before each step
  const cutAt = at.random.chance(0.15) ? at.random.below(3) : null
  const waits = [0, 1, 2].map(() => at.random.below(6))
  const work = sync(at, message, { cutAt, waits })
    .then((isDone) => {
      if (isDone) return
      at.counts.cut++
      queue.push(message)
    })
    .finally(() => running.delete(work))
  running.add(work)
}

type How = { cutAt: number | null; waits: number[] }

/** What syncCustomer and syncCharge do, step by step; false where it was cut off. */
async function sync(at: At, message: Message, { cutAt, waits }: How): Promise<boolean> {
  const { db, stripe, counts } = at
  const isCut = async (step: number) => {
    for (let turn = 0; turn < (waits[step] ?? 0); turn++)
      await new Promise((done) => setImmediate(done))
    return step === cutAt
  }
  const customerId =
    'customer' in message ? message.customer : await customerOfCharge(stripe, message.charge)
  if (!customerId) return true
  if (await isCut(0)) return false
  const [taken] = (await takeNumber(db, customerId)).rows
  if (!taken) return true
  if (await isCut(1)) return false
  const truth = await truthOf(stripe, customerId)
  counts.syncs++
  if (await isCut(2)) return false
  await db.batch(writeFetched(db, { ...taken, customerId, truth }, new Date()))
  return true
}

const newestOf = async ({ stripe }: World): Promise<string | undefined> =>
  (await stripe.events.list({ limit: 1 })).data[0]?.id
