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
type Counts = { acts: number; events: number; syncs: number; cut: number; late: number }

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
  const counts: Counts = { acts: 0, events: 0, syncs: 0, cut: 0, late: 0 }
  const gates: (() => void)[] = []
  const at = { ...world, person, random, counts, gates }
  const lost: Message[] = []
  const queue: Message[] = []
  const running = new Set<Promise<void>>()
  let after: string | undefined
  const acts = 2 + random.below(5)
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
    const taken = random.mixed(queue.splice(0)).slice(0, 1 + random.below(3))
    for (const message of taken) start(at, running, queue, message)
    if (random.chance(0.3)) gates.splice(random.below(gates.length), 1)[0]?.()
    await pause(random.below(12))
  }
  // Stripe repeats what was never answered; of all that comes, the last is among it
  const rest = random.mixed([...queue.splice(0), ...lost.slice(-3)]).slice(0, 4)
  for (const message of [...rest, { customer: person.customer }]) start(at, running, queue, message)
  while (running.size || queue.length) {
    for (const message of queue.splice(0)) start(at, running, queue, message)
    await Promise.race([...running, new Promise((done) => setTimeout(done, 3))])
    // those who asked long ago write after all others have
    if (running.size === gates.length) for (const open of random.mixed(gates.splice(0))) open()
  }
  return { person, counts }
}

type At = World & { person: Person; random: Random; counts: Counts; gates: (() => void)[] }

function start(at: At, running: Set<Promise<void>>, queue: Message[], message: Message): void {
  // whether and where it is cut off; how long it waits before each step
  const cutAt = at.random.chance(0.15) ? at.random.below(3) : null
  const waits = [0, 1, 2].map(() => at.random.below(6))
  const isLate = at.random.chance(0.25)
  const work = sync(at, message, { cutAt, waits, isLate })
    .then((isDone) => {
      if (isDone) return
      at.counts.cut++
      queue.push(message)
    })
    .finally(() => running.delete(work))
  running.add(work)
}

type How = { cutAt: number | null; waits: number[]; isLate: boolean }

/** Lets all others go on for some turns. */
async function pause(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((done) => setImmediate(done))
}

/** What syncCustomer and syncCharge do, step by step; false where it was cut off. */
async function sync(at: At, message: Message, { cutAt, waits, isLate }: How): Promise<boolean> {
  const { db, stripe, counts } = at
  const isCut = async (step: number) => {
    await pause(waits[step] ?? 0)
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
  if (isLate) {
    counts.late++
    await new Promise<void>((open) => at.gates.push(open))
  }
  await db.batch(writeFetched(db, { ...taken, customerId, truth }, new Date()))
  return true
}

const newestOf = async ({ stripe }: World): Promise<string | undefined> =>
  (await stripe.events.list({ limit: 1 })).data[0]?.id
