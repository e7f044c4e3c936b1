import { newId } from './ids.ts'
import type { Phase, Schedule, Subscription } from './types.ts'
import type { World } from './world.ts'

const isRunning = (schedule: Schedule | undefined): schedule is Schedule =>
  schedule?.status === 'active'

export const scheduleOf = ({ store }: World, sub: Subscription): Schedule | undefined => {
  const schedule = store.get('subscription_schedule', sub.schedule ?? '')
  return isRunning(schedule) ? schedule : undefined
}

/** The phase that begins at or before a time and is not the one that is in force. */
export function phaseAt(world: World, sub: Subscription, time: number): Phase | undefined {
  const schedule = scheduleOf(world, sub)
  const current = schedule?.current_phase?.start_date ?? 0
  return schedule?.phases.findLast(({ start_date }) => start_date <= time && start_date > current)
}

/** A schedule whose first phase is what the subscription is now, until its period ends. */
export function scheduleFrom(world: World, sub: Subscription): Schedule {
  const [item] = sub.items.data
  const start_date = item?.current_period_start ?? sub.start_date
  const end_date = item?.current_period_end ?? start_date
  const schedule = world.store.put<Schedule>({
    id: newId('subscription_schedule'),
    object: 'subscription_schedule',
    application: null,
    billing_mode: sub.billing_mode,
    canceled_at: null,
    completed_at: null,
    created: world.now(sub.customer),
    current_phase: { start_date, end_date },
    customer: sub.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: sub.automatic_tax.enabled, liability: null },
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: sub.default_payment_method,
      description: sub.description,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases: [
      newPhase(sub, {
        start_date,
        end_date,
        items: sub.items.data.map(({ price, quantity }) => ({ price: price.id, quantity })),
        discounts: sub.discounts.map((discount) => ({
          coupon: null,
          discount,
          promotion_code: null,
        })),
        trial_end: sub.status === 'trialing' ? sub.trial_end : null,
      }),
    ],
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: sub.id,
    test_clock: sub.test_clock,
  })
  world.emit('subscription_schedule.created', schedule)
  world.change(sub, { schedule: schedule.id }, 'customer.subscription.updated')
  return schedule
}

export function newPhase(
  sub: Pick<Subscription, 'currency'>,
  of: {
    start_date: number
    end_date: number
    items: { price: string; quantity: number; metadata?: Record<string, string> }[]
    metadata?: Record<string, string>
    proration_behavior?: 'always_invoice' | 'create_prorations' | 'none'
    discounts?: Phase['discounts']
    trial_end?: number | null
  },
): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: sub.currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: of.discounts ?? [],
    end_date: of.end_date,
    invoice_settings: null,
    items: of.items.map(({ price, quantity, metadata = {} }) => ({
      price,
      plan: price,
      quantity,
      metadata,
    })),
    metadata: of.metadata ?? {},
    on_behalf_of: null,
    proration_behavior: of.proration_behavior ?? 'create_prorations',
    start_date: of.start_date,
    transfer_data: null,
    trial_end: of.trial_end ?? null,
  }
}

/** Lets the subscription go on by itself. */
export function release(
  world: World,
  schedule: Schedule,
  status: 'released' | 'completed' = 'released',
): void {
  const sub = world.store.get('subscription', schedule.subscription ?? '')
  const at = world.now(schedule.customer)
  world.change(schedule, {
    status: 'released',
    released_at: at,
    released_subscription: schedule.subscription,
    subscription: null,
    current_phase: null,
    ...(status === 'completed' && { completed_at: at }),
  })
  world.emit('subscription_schedule.released', schedule)
  if (sub) world.change(sub, { schedule: null }, 'customer.subscription.updated')
}

/** Puts the phase of this moment in force; after the last one, ends as it was told to. */
export function enterPhase(
  world: World,
  sub: Subscription,
  at: number,
): 'release' | 'cancel' | 'go on' {
  const schedule = scheduleOf(world, sub)
  if (!schedule) return 'go on'
  const phase = schedule.phases.findLast(
    ({ start_date, end_date }) => start_date <= at && end_date > at,
  )
  if (phase) {
    const { start_date, end_date } = phase
    if (schedule.current_phase?.start_date !== start_date) {
      world.change(
        schedule,
        { current_phase: { start_date, end_date } },
        'subscription_schedule.updated',
      )
      const metadata = { ...sub.metadata, ...phase.metadata }
      // a phase that names no discount takes them away
      const discounts = phase.discounts.flatMap(({ discount }) => discount ?? [])
      world.change(sub, { metadata, discounts })
    }
    return 'go on'
  }
  if (schedule.end_behavior === 'cancel') {
    world.change(schedule, { status: 'completed', completed_at: at, current_phase: null })
    world.emit('subscription_schedule.completed', schedule)
    return 'cancel'
  }
  release(world, schedule, 'completed')
  return 'release'
}
