import { dropPendingUpdate } from './applying.ts'
import { createHeap, type Heap } from './heap.ts'
import { cardFor, finalize, pay, voidInvoice } from './invoicing.ts'
import { renew } from './renewing.ts'
import { endSubscription } from './settling.ts'
import type { Invoice, Kind, Records, Session, Subscription } from './types.ts'
import { preview } from './upcoming.ts'
import type { World } from './world.ts'

type Timed = Subscription | Invoice | Session
const DAY = 86_400
const MAIN = 'main'

export type Life = ReturnType<typeof createLife>

/**
 * What happens by itself as time goes on. Each record waits under the clock that its customer lives
 * by; `note` is told of every change, since a change moves what comes next.
 */
export function createLife(world: World) {
  const heaps = new Map<string, Heap<Timed>>()
  const clockOf = (record: Timed): string =>
    (record.customer && world.store.get('customer', record.customer)?.test_clock) || MAIN

  const heapOf = (clock: string): Heap<Timed> => {
    const heap = heaps.get(clock) ?? createHeap<Timed>()
    heaps.set(clock, heap)
    return heap
  }
  const note = (record: Records[Kind]): void => {
    if (!isTimed(record)) return
    const due = dueOf(world, record)
    if (due !== undefined) heapOf(clockOf(record)).push(due, record)
  }

  return {
    note,
    /** Lives through everything that is due up to `until`, each thing at its own moment. */
    run: (until: number, clock = MAIN): number => {
      const heap = heapOf(clock)
      let steps = 0
      for (let at = heap.peek(); at !== undefined && at <= until; at = heap.peek()) {
        const record = heap.pop()
        // it moved on, was changed, or went under another clock since it was put here
        if (!record || dueOf(world, record) !== at || clockOf(record) !== clock) continue
        const time = at
        world.at(time, () => step(world, record, time))
        steps++
      }
      return steps
    },
    /** A customer's records wait under another clock from now on. */
    moved: (customer: string): void => {
      for (const kind of ['subscription', 'invoice', 'checkout.session'] as const) {
        for (const record of world.store.all(kind)) {
          if (record.customer === customer) note(record)
        }
      }
    },
  }
}

const isTimed = (record: Records[Kind]): record is Timed =>
  record.object === 'subscription' ||
  record.object === 'invoice' ||
  record.object === 'checkout.session'

/** The next moment at which a record does something by itself. */
function dueOf(world: World, record: Timed): number | undefined {
  const times =
    record.object === 'subscription'
      ? subscriptionTimes(world, record)
      : record.object === 'invoice'
        ? invoiceTimes(record)
        : [record.status === 'open' ? record.expires_at : undefined]
  const known = times.filter((time): time is number => typeof time === 'number')
  return known.length ? Math.min(...known) : undefined
}

function subscriptionTimes({ settings }: World, sub: Subscription): (number | null | undefined)[] {
  if (sub.status === 'incomplete') return [sub.created + 23 * 3600]
  if (sub.status === 'canceled' || sub.status === 'incomplete_expired') return []
  if (sub.status === 'paused') return [sub.cancel_at]
  const end = periodOver(sub)
  const told = sub._.upcoming === end || sub.cancel_at !== null || sub.status === 'unpaid'
  return [
    end,
    sub.cancel_at,
    sub.pending_update?.expires_at,
    sub.pause_collection?.resumes_at,
    warnsOfTrial(sub) ? Math.max((sub.trial_end ?? 0) - 3 * DAY, sub.trial_start ?? 0) : undefined,
    told ? undefined : Math.max(end - settings.upcomingDays * DAY, sub.created),
  ]
}

const periodOver = (sub: Subscription): number =>
  Math.min(...sub.items.data.map((item) => item.current_period_end))

const invoiceTimes = (invoice: Invoice): (number | null)[] => {
  if (!invoice.auto_advance) return []
  if (invoice.status === 'draft') return [invoice.automatically_finalizes_at]
  return invoice.status === 'open' ? [invoice.next_payment_attempt] : []
}

function step(world: World, record: Timed, at: number): void {
  if (record.object === 'subscription') subscriptionStep(world, record, at)
  else if (record.object === 'invoice') invoiceStep(world, record)
  else expireSession(world, record)
}

function subscriptionStep(world: World, sub: Subscription, at: number): void {
  const { pause_collection: pause, pending_update: held } = sub
  if (sub.status === 'incomplete') {
    voidLatest(world, sub)
    endSubscription(world, sub, {}, 'incomplete_expired')
  } else if (sub.cancel_at !== null && sub.cancel_at <= at) {
    endSubscription(world, sub, { reason: 'cancellation_requested' })
  } else if (held && held.expires_at <= at) {
    voidLatest(world, sub)
    dropPendingUpdate(world, sub)
  } else if (pause?.resumes_at && pause.resumes_at <= at) {
    world.change(sub, { pause_collection: null }, 'customer.subscription.updated')
  } else if (sub.status !== 'paused' && periodOver(sub) <= at) {
    renew(world, sub, at)
  } else if (warnsOfTrial(sub) && (sub.trial_end ?? 0) - 3 * DAY <= at) {
    world.change(sub, { _: { ...sub._, trialTold: true } })
    world.emit('customer.subscription.trial_will_end', sub)
  } else {
    world.change(sub, { _: { ...sub._, upcoming: periodOver(sub) } })
    // an invoice that does not exist yet has no id
    const { id: _, ...invoice } = preview(world, sub, undefined)
    world.emit('invoice.upcoming', invoice)
  }
}

const warnsOfTrial = (sub: Subscription): boolean =>
  sub.status === 'trialing' && !sub._.trialTold && sub.trial_end !== null

function voidLatest(world: World, sub: Subscription): void {
  const invoice = world.store.get('invoice', sub.latest_invoice ?? '')
  if (invoice?.status === 'open') voidInvoice(world, invoice)
}

function invoiceStep(world: World, invoice: Invoice): void {
  if (invoice.status === 'draft') finalize(world, invoice)
  if (invoice.status !== 'open') return
  pay(world, invoice, cardFor(world, invoice), { offSession: true, automatic: true })
}

export function expireSession(world: World, session: Session): Session {
  world.change(session, { status: 'expired', url: null })
  world.emit('checkout.session.expired', session)
  const { waiting } = session._
  const sub = world.store.get('subscription', session.subscription ?? '')
  if (waiting) session._.waiting = null
  // a first payment that never came through leaves nothing behind
  if (sub?.status === 'incomplete') {
    voidLatest(world, sub)
    endSubscription(world, sub, {}, 'incomplete_expired')
  }
  return session
}
