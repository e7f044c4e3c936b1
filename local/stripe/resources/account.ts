import * as z from 'zod'
import type { Api } from '../api.ts'
import { refused } from '../errors.ts'
import { newId, word } from '../ids.ts'
import type { Life } from '../life.ts'
import { listOf } from '../lists.ts'
import { emptied, flag, mergeMetadata, metadata, text, whole } from '../params.ts'
import type { TestClock } from '../types.ts'

const ACCOUNT = 'acct_1LocalStripe0000'

/** The account itself: who it is, whether tax is set up, where events go, and what happened. */
export function account(api: Api): void {
  const { world } = api
  const self = () => ({
    id: ACCOUNT,
    object: 'account',
    business_profile: { name: 'Local Stripe', url: null, support_email: null },
    business_type: 'individual',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    country: 'US',
    created: 1_700_000_000,
    default_currency: 'usd',
    details_submitted: true,
    email: 'owner@example.com',
    metadata: {},
    payouts_enabled: true,
    settings: { dashboard: { display_name: 'Local Stripe', timezone: 'Etc/UTC' } },
    type: 'standard',
  })
  api.get('/account', {}, self)
  api.get('/accounts/:id', {}, ({ id }) => {
    if (id === ACCOUNT) return self()
    throw refused(`No such account: '${id}'`, { code: 'resource_missing', param: 'account' })
  })
  api.get('/tax/settings', {}, () => {
    const { taxActive } = world.settings
    const address = {
      city: 'Berkeley',
      country: 'US',
      line1: null,
      line2: null,
      postal_code: null,
      state: 'CA',
    }
    return {
      object: 'tax.settings',
      defaults: {
        provider: 'stripe',
        tax_behavior: taxActive ? 'exclusive' : null,
        tax_code: taxActive ? 'txcd_10103001' : null,
      },
      head_office: taxActive ? { address } : null,
      livemode: false,
      status: taxActive ? 'active' : 'pending',
      status_details: taxActive
        ? { active: {} }
        : { pending: { missing_fields: ['head_office', 'defaults.tax_code'] } },
    }
  })
  api.get('/tax/registrations', { status: text.optional(), limit: whole.optional() }, () => {
    const registration = {
      id: 'taxreg_local',
      object: 'tax.registration',
      active_from: 1_700_000_000,
      country: 'US',
      country_options: { us: { state: 'CA', type: 'state_sales_tax' } },
      created: 1_700_000_000,
      expires_at: null,
      livemode: false,
      status: 'active',
    }
    return listOf(world.settings.taxActive ? [registration] : [], '/v1/tax/registrations')
  })
  api.get('/balance', {}, () => {
    const sums = new Map<string, number>()
    for (const { currency, net } of world.store.all('balance_transaction')) {
      sums.set(currency, (sums.get(currency) ?? 0) + net)
    }
    const pending = [...sums].map(([currency, amount]) => ({
      amount,
      currency,
      source_types: { card: amount },
    }))
    return { object: 'balance', available: [], livemode: false, pending }
  })

  api.get('/events/:id', {}, ({ id }) => world.need('event', id))
  const kinds = {
    type: text.optional(),
    types: z.array(text).optional(),
    delivery_success: flag.optional(),
  }
  api.list('/events', 'event', kinds, (entry, { input }) => {
    const { type = entry.type, types } = input
    return entry.type === type && (!types || types.includes(entry.type))
  })

  const endpoint = {
    url: text,
    enabled_events: z.array(text).min(1),
    description: emptied.optional(),
    metadata: metadata.optional(),
    api_version: text.optional(),
  }
  api.post('/webhook_endpoints', endpoint, ({ input }) => {
    const made = world.store.put({
      id: newId('webhook_endpoint'),
      object: 'webhook_endpoint' as const,
      api_version: input.api_version ?? world.apiVersion,
      application: null,
      created: world.now(),
      description: input.description ?? null,
      enabled_events: input.enabled_events,
      livemode: false,
      metadata: mergeMetadata(null, input.metadata),
      status: 'enabled',
      url: input.url,
      _: { secret: `whsec_${word(32)}` },
    })
    return { ...made, secret: made._.secret }
  })
  api.get('/webhook_endpoints/:id', {}, ({ id }) => world.need('webhook_endpoint', id))
  api.post(
    '/webhook_endpoints/:id',
    {
      ...endpoint,
      url: text.optional(),
      enabled_events: z.array(text).optional(),
      disabled: flag.optional(),
    },
    ({ id, input }) => {
      const known = world.need('webhook_endpoint', id)
      const { disabled, metadata: given, ...rest } = input
      const status = disabled === undefined ? known.status : disabled ? 'disabled' : 'enabled'
      return world.change(known, {
        ...rest,
        status,
        metadata: mergeMetadata(known.metadata, given),
      })
    },
  )
  api.delete('/webhook_endpoints/:id', {}, ({ id }) => {
    world.store.remove(world.need('webhook_endpoint', id))
    return { id, object: 'webhook_endpoint', deleted: true }
  })
  api.list('/webhook_endpoints', 'webhook_endpoint', {}, () => true)
}

/** Stripe's own way to move time in tests: a clock that some customers live by. */
export const clocks =
  (life: Life) =>
  (api: Api): void => {
    const { world } = api
    const kind = 'test_helpers.test_clock'
    api.post(
      '/test_helpers/test_clocks',
      { frozen_time: whole, name: text.optional() },
      ({ input }) => {
        return world.store.put(newClock(input.frozen_time, input.name))
      },
    )
    api.get('/test_helpers/test_clocks/:id', {}, ({ id }) => world.need(kind, id))
    api.post('/test_helpers/test_clocks/:id/advance', { frozen_time: whole }, ({ id, input }) => {
      const clock = world.need(kind, id)
      if (input.frozen_time <= clock.frozen_time) {
        const message = 'The frozen_time must be after the current frozen_time of the test clock.'
        throw refused(message, { param: 'frozen_time' })
      }
      life.run(input.frozen_time, id)
      world.change(clock, { frozen_time: input.frozen_time })
      world.emit('test_helpers.test_clock.ready', clock)
      return clock
    })
    api.list('/test_helpers/test_clocks', kind, {}, () => true)
  }

export const newClock = (frozen_time: number, name?: string): TestClock => ({
  id: newId('test_helpers.test_clock'),
  object: 'test_helpers.test_clock',
  created: Math.floor(Date.now() / 1000),
  deletes_after: frozen_time + 30 * 86_400,
  frozen_time,
  livemode: false,
  name: name ?? null,
  status: 'ready',
  status_details: {},
})
