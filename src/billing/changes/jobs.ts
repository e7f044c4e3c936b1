import type Stripe from 'stripe'
import { truthOf } from '../truth/queries.ts'
import { idOf, type Truth } from '../truth/rules.ts'
import { dueOf, NOTHING, withoutEnd } from './promises/rules.ts'
import { planOf } from './rules.ts'

type Sub = Stripe.Subscription
/** A price, and how long a period of it is. */
type Next = { price: string; rhythm: 'month' | 'year' }

/** The one thing that a subscription of ours is for. */
const itemOf = (sub: Sub) => {
  const [item] = sub.items.data
  if (!item) throw new Error(`${sub.id} has no item`)
  return item
}

/** What a change would cost at once, as Stripe counts it. @param at to the second, if it is known */
export const previewOf = (
  stripe: Stripe,
  sub: Sub,
  { price, at }: { price: string; at?: number },
): Promise<Stripe.Invoice> =>
  stripe.invoices.createPreview({
    subscription: sub.id,
    subscription_details: {
      items: [{ id: itemOf(sub).id, price }],
      proration_behavior: 'always_invoice',
      ...(at && { proration_date: at }),
    },
  })

/**
 * Changes the price at once and asks for the difference. Where the bank refuses or asks, nothing is
 * changed until that invoice is paid, and what was to follow follows if it never is.
 * @returns the address at which to pay, if it is not paid yet
 */
export async function changeNow(
  stripe: Stripe,
  sub: Sub,
  { price, at, now }: { price: string; at: number; now: Date },
): Promise<string | null> {
  const goesTo = (await nextPriceOf(stripe, sub)) ?? sub.metadata.goesTo ?? ''
  const isToEnd = sub.cancel_at !== null
  // who has to ask their bank first pays later, on Stripe's page: then too they mean to stay
  if (isToEnd || goesTo)
    await stripe.subscriptions.update(sub.id, {
      metadata: { staysWith: price, goesTo, since: goesTo && secondsOf(now) },
    })
  await letGo(stripe, sub)
  const changed = await stripe.subscriptions.update(
    sub.id,
    {
      items: [{ id: itemOf(sub).id, price }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
      ...(sub.status !== 'trialing' && { proration_date: at }),
      expand: ['latest_invoice'],
    },
    { idempotencyKey: `change:${sub.id}:${price}:${at}` },
  )
  const invoice = changed.latest_invoice
  if (changed.pending_update && typeof invoice === 'object')
    return invoice?.hosted_invoice_url ?? null
  if (isToEnd || goesTo)
    await stripe.subscriptions.update(sub.id, { ...withoutEnd(changed), metadata: NOTHING })
  return null
}

const secondsOf = (now: Date): string => `${Math.floor(now.getTime() / 1000)}`

/** The price that a running schedule has for the next period. */
async function nextPriceOf(stripe: Stripe, sub: Sub): Promise<string | null> {
  const id = idOf(sub.schedule)
  if (!id) return null
  const schedule = await stripe.subscriptionSchedules.retrieve(id)
  return planOf({ ...sub, schedule }).nextPriceId
}

/** Takes back the end that was set, and has another price follow: both, however far this comes. */
export async function changeLater(stripe: Stripe, sub: Sub, next: Next): Promise<void> {
  const isToEnd = sub.cancel_at !== null
  const promised = { ...NOTHING, goesTo: next.price }
  if (isToEnd) await stripe.subscriptions.update(sub.id, { ...withoutEnd(sub), metadata: promised })
  await changeNext(stripe, sub, next)
  if (isToEnd || sub.metadata.goesTo)
    await stripe.subscriptions.update(sub.id, { metadata: NOTHING })
}

/** Has another price follow when the present period ends; asked twice, it is done once. */
export async function changeNext(stripe: Stripe, sub: Sub, { price, rhythm }: Next): Promise<void> {
  const schedule = await ensureSchedule(stripe, sub)
  const { current_period_start, current_period_end, price: present } = itemOf(sub)
  const now = schedule.current_phase?.start_date ?? current_period_start
  const phase = schedule.phases.find(({ start_date }) => start_date === now)
  const discounts = phase?.discounts.flatMap(({ discount }) => {
    const id = idOf(discount)
    return id ? [{ discount: id }] : []
  })
  await stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: 'release',
    proration_behavior: 'none',
    phases: [
      {
        items: [{ price: present.id, quantity: 1 }],
        start_date: now,
        end_date: current_period_end,
        ...(phase?.trial_end && { trial_end: phase.trial_end }),
        ...(discounts?.length && { discounts }),
      },
      {
        items: [{ price, quantity: 1 }],
        duration: { interval: rhythm, interval_count: 1 },
        proration_behavior: 'none',
        ...(discounts?.length && { discounts }),
      },
    ],
  })
}

async function ensureSchedule(stripe: Stripe, sub: Sub): Promise<Stripe.SubscriptionSchedule> {
  const known = idOf(sub.schedule)
  if (known) return stripe.subscriptionSchedules.retrieve(known)
  try {
    return await stripe.subscriptionSchedules.create({ from_subscription: sub.id })
  } catch (error) {
    // somebody else has begun one meanwhile
    const { schedule } = await stripe.subscriptions.retrieve(sub.id)
    if (!schedule) throw error
    return stripe.subscriptionSchedules.retrieve(idOf(schedule) ?? '')
  }
}

/** Takes back what was to follow, and what was promised to. */
export async function stayAsIs(stripe: Stripe, sub: Sub): Promise<void> {
  await letGo(stripe, sub)
  if (sub.metadata.goesTo) await stripe.subscriptions.update(sub.id, { metadata: NOTHING })
}

/** Takes back what was to follow. */
export async function letGo(stripe: Stripe, sub: Sub): Promise<void> {
  const schedule = idOf(sub.schedule)
  if (!schedule) return
  const { status } = await stripe.subscriptionSchedules.retrieve(schedule)
  if (status === 'active') await stripe.subscriptionSchedules.release(schedule)
}

/** Does what was promised and left undone. Gives the truth after that, and changes nothing when asked again. */
export async function keepPromises(
  stripe: Stripe,
  customer: string,
  truth: Truth,
  now: Date,
): Promise<Truth> {
  const due = truth.subscriptions.flatMap((sub) => {
    const what = dueOf(sub, now.getTime() / 1000)
    return what ? [{ sub, what }] : []
  })
  for (const { sub, what } of due) {
    if (what === 'go') await goTo(stripe, sub, sub.metadata.goesTo ?? '')
    const end = what === 'stay' ? withoutEnd(sub) : {}
    await stripe.subscriptions.update(sub.id, { ...end, metadata: NOTHING })
  }
  return due.length ? truthOf(stripe, customer) : truth
}

async function goTo(stripe: Stripe, sub: Stripe.Subscription, price: string): Promise<void> {
  const { recurring } = await stripe.prices.retrieve(price)
  const rhythm = recurring?.interval === 'year' ? 'year' : 'month'
  await changeNext(stripe, sub, { price, rhythm })
}
