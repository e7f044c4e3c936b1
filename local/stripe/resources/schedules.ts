import * as z from 'zod'
import type { Api } from '../api.ts'
import { refused } from '../errors.ts'
import { flag, mergeMetadata, metadata, quantity, text, whole } from '../params.ts'
import { boundary } from '../periods.ts'
import { newPhase, release, scheduleFrom } from '../phases.ts'
import { endSubscription } from '../settling.ts'
import type { Phase, Schedule } from '../types.ts'
import type { World } from '../world.ts'
import { priceOf } from './prices.ts'
import { discount, proration } from './shapes.ts'

const phase = z.strictObject({
  items: z
    .array(
      z.strictObject({ price: text, quantity: quantity.optional(), metadata: metadata.optional() }),
    )
    .min(1),
  start_date: z.union([whole, z.literal('now')]).optional(),
  end_date: whole.optional(),
  duration: z
    .strictObject({
      interval: z.enum(['day', 'week', 'month', 'year']),
      interval_count: whole.optional(),
    })
    .optional(),
  proration_behavior: proration,
  discounts: z.array(discount).optional(),
  trial_end: whole.optional(),
  metadata: metadata.optional(),
})

/** Changes at a period's end: what a downgrade is made of. A schedule begins from a subscription. */
export function schedules(api: Api): void {
  const { world } = api
  api.post('/subscription_schedules', { from_subscription: text }, ({ input }) => {
    const sub = world.need('subscription', input.from_subscription, 'from_subscription')
    if (sub.schedule) {
      const message = `You cannot migrate a subscription that is already attached to a schedule: \`${sub.schedule}\`.`
      throw refused(message, { param: 'from_subscription' })
    }
    return scheduleFrom(world, sub)
  })
  api.get('/subscription_schedules/:id', {}, ({ id }) => world.need('subscription_schedule', id))
  api.post(
    '/subscription_schedules/:id/release',
    { preserve_cancel_date: flag.optional() },
    ({ id }) => {
      const known = running(world.need('subscription_schedule', id), 'release')
      release(world, known)
      return known
    },
  )
  api.post(
    '/subscription_schedules/:id/cancel',
    { invoice_now: flag.optional(), prorate: flag.optional() },
    ({ id }) => {
      const known = running(world.need('subscription_schedule', id), 'cancel')
      // ending the subscription ends its schedule
      const sub = world.need('subscription', known.subscription ?? '')
      endSubscription(world, sub, { reason: 'cancellation_requested' })
      return known
    },
  )
  api.post(
    '/subscription_schedules/:id',
    {
      phases: z.array(phase).min(1).optional(),
      end_behavior: z.enum(['release', 'cancel']).optional(),
      metadata: metadata.optional(),
      proration_behavior: proration,
    },
    ({ id, input }) => {
      const known = running(world.need('subscription_schedule', id), 'update')
      const phases = input.phases ? phasesFrom(world, known, input.phases) : known.phases
      const end_behavior = input.end_behavior ?? known.end_behavior
      const merged = mergeMetadata(known.metadata, input.metadata)
      const [first] = phases
      const now = world.now(known.customer)
      const current =
        phases.find(({ start_date, end_date }) => start_date <= now && end_date > now) ?? first
      const current_phase = current && {
        start_date: current.start_date,
        end_date: current.end_date,
      }
      return world.change(
        known,
        { phases, end_behavior, metadata: merged, current_phase: current_phase ?? null },
        'subscription_schedule.updated',
      )
    },
  )
  api.list(
    '/subscription_schedules',
    'subscription_schedule',
    { customer: text.optional() },
    (entry, { input }) => {
      return entry.customer === (input.customer ?? entry.customer)
    },
  )
}

function phasesFrom(world: World, schedule: Schedule, wanted: z.output<typeof phase>[]): Phase[] {
  const sub = world.need('subscription', schedule.subscription ?? '')
  let start = schedule.current_phase?.start_date ?? sub.start_date
  return wanted.map((entry, i) => {
    const [item] = entry.items
    const price = item && priceOf(world, item.price, `phases[${i}][items][0][price]`, 'recurring')
    const rhythm = entry.duration ?? price?.recurring ?? { interval: 'month', interval_count: 1 }
    const begins = typeof entry.start_date === 'number' ? entry.start_date : start
    const { interval, interval_count = 1 } = rhythm
    const end_date = entry.end_date ?? boundary(begins, { interval, interval_count }, 1)
    if (i > 0 && begins !== start) {
      const message = 'A phase has to begin where the one before it ends.'
      throw refused(message, { param: `phases[${i}][start_date]` })
    }
    start = end_date
    return newPhase(sub, {
      start_date: begins,
      end_date,
      items: entry.items.map((part) => ({
        price: part.price,
        quantity: part.quantity ?? 1,
        metadata: mergeMetadata(null, part.metadata),
      })),
      metadata: mergeMetadata(null, entry.metadata),
      discounts: (entry.discounts ?? []).map(({ coupon, discount, promotion_code }) => ({
        coupon: coupon ?? null,
        discount: discount ?? null,
        promotion_code: promotion_code ?? null,
      })),
      trial_end: entry.trial_end ?? null,
      ...(entry.proration_behavior && { proration_behavior: entry.proration_behavior }),
    })
  })
}

function running(schedule: Schedule, act: string): Schedule {
  if (schedule.status === 'active' || schedule.status === 'not_started') return schedule
  const message = `You cannot ${act} a subscription schedule that is currently in the \`${schedule.status}\` status.`
  throw refused(message)
}
