import type Stripe from 'stripe'
import { missing } from './errors.ts'
import { newId } from './ids.ts'
import { shown } from './shown.ts'
import type { Store } from './store.ts'
import type { Event, Invoice, Kind, Records } from './types.ts'

/** What the account's owner would choose in Stripe's dashboard. */
export type Settings = {
  /** days between one failed try and the next */
  retryDays: number[]
  /** what becomes of a subscription when the last try failed */
  afterRetries: 'cancel' | 'unpaid' | 'past_due'
  upcomingDays: number
  /** seconds that a renewal's invoice stays a draft */
  draftSeconds: number
  taxActive: boolean
  /** seconds that the clock for everyone is ahead of the real one */
  ahead: number
}

export type World = ReturnType<typeof createWorld>

/** The state that everything here reads and changes. All changes are synchronous: one at a time. */
export function createWorld(options: {
  store: Store
  settings: Settings
  apiVersion: string
  url: () => string
  announce: (event: Event) => void
}) {
  const { store, settings } = options
  /** while the clock moves, the moment that is being lived through */
  let moment: number | undefined
  let request: { id: string | null; idempotency_key: string | null } = NOBODY

  /** In seconds. A customer with a test clock lives on that clock's time. */
  const now = (customer?: string | null): number => {
    if (moment !== undefined) return moment
    const clock = customer && store.get('customer', customer)?.test_clock
    const frozen = clock && store.get('test_helpers.test_clock', clock)?.frozen_time
    return frozen || Math.floor(Date.now() / 1000) + settings.ahead
  }

  const emit = (type: Stripe.Event.Type, record: Told, previous?: object): void => {
    const customer = customerOf(record)
    const event: Event = {
      id: newId('event'),
      object: 'event',
      api_version: options.apiVersion,
      created: now(customer),
      data: { object: shown(record), ...(previous && { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: store.all('webhook_endpoint').length,
      request,
      type,
      _: { customer },
    }
    store.put(event)
    store.trim('event', EVENTS)
    options.announce(event)
  }

  return {
    store,
    settings,
    apiVersion: options.apiVersion,
    /** where the hosted pages are */
    url: options.url,
    now,
    emit,
    /** what the path or a parameter names, or Stripe's refusal */
    need: <K extends Kind>(kind: K, id: string, param = 'id'): Records[K] => {
      const found = store.get(kind, id)
      const isGone = found?.object === 'customer' && found._.deleted
      if (!found || isGone) throw missing(WORDS[kind] ?? kind, id, param)
      return found
    },
    /** Changes a record and tells it: what the fields held before goes into the event. */
    change: <T extends Records[Kind]>(
      record: T,
      fields: Partial<T>,
      type?: Stripe.Event.Type,
    ): T => {
      const previous = Object.fromEntries(
        Object.entries(fields)
          .filter(([name, value]) => !isSame(Reflect.get(record, name), value))
          .map(([name]) => [name, structuredClone(Reflect.get(record, name))]),
      )
      Object.assign(record, fields)
      store.put(record)
      delete previous._
      if (type && Object.keys(previous).length) emit(type, record, previous)
      return record
    },
    /** Runs `work` as if it were `time`. */
    at: <T>(time: number, work: () => T): T => {
      const before = moment
      moment = time
      try {
        return work()
      } finally {
        moment = before
      }
    },
    /** Events of `work` name the request that caused them. */
    during: <T>(cause: { id: string; idempotency_key: string | null }, work: () => T): T => {
      request = cause
      try {
        return work()
      } finally {
        request = NOBODY
      }
    },
  }
}

type Told = Records[Kind] | Omit<Invoice, 'id'>

/** Stripe keeps them for thirty days, this service by their number. */
const EVENTS = 20_000

const NOBODY = { id: null, idempotency_key: null }

const WORDS: Partial<Record<Kind, string>> = {
  payment_method: 'PaymentMethod',
  payment_intent: 'payment_intent',
  promotion_code: 'promotion code',
  'billing_portal.configuration': 'configuration',
  subscription_schedule: 'subscription schedule',
  'test_helpers.test_clock': 'test clock',
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function customerOf(record: Told): string | null {
  if ('id' in record && record.object === 'customer') return record.id
  return 'customer' in record && typeof record.customer === 'string' ? record.customer : null
}
