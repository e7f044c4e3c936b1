import { Hono } from 'hono'
import * as z from 'zod'
import { decide, dispute } from './disputing.ts'
import type { Faults, Hooks } from './hooks.ts'
import type { Life } from './life.ts'
import { newClock } from './resources/account.ts'
import { type Delivery, signEvent } from './sign.ts'
import type { Settings, World } from './world.ts'

export type Control = ReturnType<typeof createControl>

/** What a person or a test does to this service that nobody does to Stripe. */
export function createControl({
  world,
  life,
  hooks,
  secret,
}: {
  world: World
  life: Life
  hooks: Hooks
  secret: string
}) {
  const { store, settings } = world

  return {
    /**
     * Moves time on: to a moment or by some seconds, for everyone, or for one customer, who lives by
     * a clock of their own from then on. Everything that is due on the way happens, in its order.
     */
    move: (how: {
      to?: number | undefined
      by?: number | undefined
      customer?: string | undefined
    }) => {
      const from = world.now(how.customer)
      const to = how.to ?? from + (how.by ?? 0)
      if (to < from) throw new RangeError('Time only moves on.')
      const steps = how.customer ? moveOne(how.customer, from, to) : life.run(to)
      if (!how.customer) settings.ahead += to - from
      store.keep()
      return { now: to, steps }
    },
    now: (customer?: string): number => world.now(customer),
    set: (wanted: Partial<Settings>): Settings => Object.assign(settings, wanted),
    faults: (wanted: Partial<Faults>): Faults => hooks.setFaults(wanted),
    /** settles when every webhook has been sent */
    idle: () => hooks.idle(),
    resend: (event: string): void => hooks.resend(world.need('event', event)),
    /** the bank's dispute of a charge, as nobody can make one by the API */
    dispute: (charge: string, reason?: string) => {
      const made = dispute(world, world.need('charge', charge), reason)
      store.keep()
      return made
    },
    decide: (id: string, status: 'won' | 'lost') => {
      const made = decide(world, world.need('dispute', id), status)
      store.keep()
      return made
    },
    /**
     * Events as they would be delivered, signed, for who wants to deliver them: those after `after`,
     * of one customer or of all, each `repeats` times more, mixed by `seed`, without `loss` of a hundred.
     */
    deliveries: (of: Deliveries): Promise<Delivery[]> => deliveries(world, secret, of),
  }

  function moveOne(id: string, from: number, to: number): number {
    const customer = world.need('customer', id)
    if (!customer.test_clock) {
      const clock = store.put(newClock(from, `of ${id}`))
      world.change(customer, { test_clock: clock.id })
      for (const kind of ['subscription', 'invoice'] as const) {
        for (const record of store.all(kind)) {
          if (record.customer === id) store.put(Object.assign(record, { test_clock: clock.id }))
        }
      }
      life.moved(id)
    }
    const clock = world.need('test_helpers.test_clock', String(customer.test_clock))
    const steps = life.run(to, clock.id)
    world.change(clock, { frozen_time: to })
    return steps
  }
}

const Deliveries = z.object({
  customer: z.string().optional(),
  after: z.string().optional(),
  repeats: z.coerce.number().int().min(0).max(100).default(0),
  seed: z.coerce.number().int().optional(),
  loss: z.coerce.number().min(0).max(100).default(0),
})
type Deliveries = z.input<typeof Deliveries>

async function deliveries(
  { store }: World,
  secret: string,
  asked: Deliveries,
): Promise<Delivery[]> {
  const { customer, after, repeats, seed, loss } = Deliveries.parse(asked)
  const random = randomFrom(seed ?? 1)
  const all = store.all('event')
  const events = all
    .slice(after ? all.findIndex(({ id }) => id === after) + 1 : 0)
    .filter((event) => !customer || event._.customer === customer)
    .flatMap((event) => Array.from({ length: repeats + 1 }, () => event))
    .filter(() => random() * 100 >= loss)
  if (seed !== undefined) {
    for (let i = events.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const [a, b] = [events[i], events[j]]
      if (a && b) [events[i], events[j]] = [b, a]
    }
  }
  return Promise.all(events.map((event) => signEvent(event, secret)))
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const Move = z.strictObject({
  to: z.int().optional(),
  by: z.int().optional(),
  customer: z.string().optional(),
})
const Wanted = z.strictObject({
  retryDays: z.array(z.number().positive()).optional(),
  afterRetries: z.enum(['cancel', 'unpaid', 'past_due']).optional(),
  upcomingDays: z.number().optional(),
  draftSeconds: z.int().optional(),
  taxActive: z.boolean().optional(),
})
const Wrong = z.strictObject({
  delay: z.number().optional(),
  repeats: z.int().max(20).optional(),
  disorder: z.number().optional(),
  loss: z.number().optional(),
})

/** The same by JSON over HTTP, for tests that run elsewhere. The secret key opens it. */
export function controlRoutes(control: Control, secretKey: string) {
  return new Hono()
    .use(async (c, next) => {
      if (c.req.header('authorization') === `Bearer ${secretKey}`) return next()
      return c.json({ error: 'The secret key opens this.' }, 401)
    })
    .onError((error, c) => c.json({ error: error.message }, 400))
    .post('/clock', async (c) => c.json(control.move(Move.parse(await c.req.json()))))
    .get('/clock', (c) => c.json({ now: control.now(c.req.query('customer')) }))
    .post('/settings', async (c) => c.json(control.set(Wanted.parse(await c.req.json()))))
    .post('/faults', async (c) => c.json(control.faults(Wrong.parse(await c.req.json()))))
    .post('/idle', async (c) => {
      await control.idle()
      return c.json({ idle: true })
    })
    .get('/deliveries', async (c) =>
      c.json(await control.deliveries(Deliveries.parse(c.req.query()))),
    )
    .post('/events/:id/resend', (c) => {
      control.resend(c.req.param('id'))
      return c.json({ sent: true })
    })
    .post('/charges/:id/dispute', (c) => c.json(control.dispute(c.req.param('id'))))
    .post('/disputes/:id/:verdict{won|lost}', (c) =>
      c.json(control.decide(c.req.param('id'), c.req.param('verdict') === 'won' ? 'won' : 'lost')),
    )
}
