import type Stripe from 'stripe'
import * as z from 'zod'
import type { Api } from '../api.ts'
import { newId, word } from '../ids.ts'
import { emptied, flag, mergeMetadata, metadata, text } from '../params.ts'
import type { World } from '../world.ts'

type Configuration = Stripe.BillingPortal.Configuration

const switched = z.strictObject({ enabled: flag }).optional()
const features = z.strictObject({
  customer_update: z
    .strictObject({
      enabled: flag.optional(),
      allowed_updates: z
        .union([
          z.array(z.enum(['address', 'email', 'name', 'phone', 'shipping', 'tax_id'])),
          z.literal(''),
        ])
        .optional(),
    })
    .optional(),
  invoice_history: switched,
  payment_method_update: switched,
  subscription_cancel: z
    .strictObject({
      enabled: flag.optional(),
      mode: z.enum(['at_period_end', 'immediately']).optional(),
      proration_behavior: z.enum(['none', 'create_prorations', 'always_invoice']).optional(),
    })
    .optional(),
  subscription_update: switched,
})
const given = {
  active: flag.optional(),
  business_profile: z
    .strictObject({
      headline: emptied.optional(),
      privacy_policy_url: text.optional(),
      terms_of_service_url: text.optional(),
    })
    .optional(),
  default_return_url: emptied.optional(),
  features: features.optional(),
  metadata: metadata.optional(),
  name: emptied.optional(),
}
type Given = z.output<z.ZodObject<typeof given>>

const flow = z.strictObject({
  type: z.enum(['payment_method_update', 'subscription_cancel']),
  subscription_cancel: z.strictObject({ subscription: text }).optional(),
  after_completion: z
    .strictObject({
      type: z.enum(['hosted_confirmation', 'portal_homepage', 'redirect']),
      redirect: z.strictObject({ return_url: text }).optional(),
    })
    .optional(),
})

/** The page where people see to their own subscriptions: what it offers, and a way in for one person. */
export function portal(api: Api): void {
  const { world } = api
  // as if its settings had been saved once in the dashboard
  defaultConfiguration(world)
  api.post(
    '/billing_portal/sessions',
    {
      customer: text,
      configuration: text.optional(),
      flow_data: flow.optional(),
      locale: text.optional(),
      return_url: text.optional(),
    },
    ({ input }) => {
      const customer = world.need('customer', input.customer, 'customer')
      const configuration = input.configuration
        ? world.need('billing_portal.configuration', input.configuration, 'configuration')
        : defaultConfiguration(world)
      const cancels = input.flow_data?.subscription_cancel?.subscription
      if (cancels)
        world.need('subscription', cancels, 'flow_data[subscription_cancel][subscription]')
      return world.store.put<Stripe.BillingPortal.Session>({
        id: newId('billing_portal.session'),
        object: 'billing_portal.session',
        after_expiration: null,
        configuration: configuration.id,
        created: world.now(customer.id),
        customer: customer.id,
        customer_account: null,
        flow: input.flow_data ? flowOf(input.flow_data) : null,
        livemode: false,
        locale: null,
        on_behalf_of: null,
        return_url: input.return_url ?? configuration.default_return_url,
        url: `${world.url()}/p/session/test_${word(40)}`,
      })
    },
  )
  api.post('/billing_portal/configurations', given, ({ input }) => {
    const made = newConfiguration(world, input, false)
    world.emit('billing_portal.configuration.created', made)
    return made
  })
  api.get('/billing_portal/configurations/:id', {}, ({ id }) =>
    world.need('billing_portal.configuration', id),
  )
  api.post('/billing_portal/configurations/:id', given, ({ id, input }) => {
    const known = world.need('billing_portal.configuration', id)
    const { business_profile, features: wanted, metadata: words, ...rest } = input
    return world.change(
      known,
      {
        ...rest,
        business_profile: { ...known.business_profile, ...business_profile },
        features: featuresOf(wanted, known.features),
        metadata: mergeMetadata(known.metadata, words),
        updated: world.now(),
      },
      'billing_portal.configuration.updated',
    )
  })
  api.list(
    '/billing_portal/configurations',
    'billing_portal.configuration',
    { active: flag.optional(), is_default: flag.optional() },
    (entry, { input }) => {
      const { active = entry.active, is_default = entry.is_default } = input
      return entry.active === active && entry.is_default === is_default
    },
  )
}

/** What a portal without a configuration of its own offers. */
function defaultConfiguration(world: World): Configuration {
  const known = world.store.all('billing_portal.configuration').find((entry) => entry.is_default)
  return known ?? newConfiguration(world, {}, true)
}

function newConfiguration(world: World, input: Given, is_default: boolean): Configuration {
  const created = world.now()
  return world.store.put<Configuration>({
    id: newId('billing_portal.configuration'),
    object: 'billing_portal.configuration',
    active: input.active ?? true,
    application: null,
    business_profile: {
      headline: null,
      privacy_policy_url: null,
      terms_of_service_url: null,
      ...input.business_profile,
    },
    created,
    default_return_url: input.default_return_url ?? null,
    features: featuresOf(input.features, FEATURES),
    is_default,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: mergeMetadata(null, input.metadata),
    name: input.name ?? null,
    updated: created,
  })
}

const FEATURES: Configuration['features'] = {
  customer_update: { allowed_updates: ['email', 'address'], enabled: true },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: true,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: { duration: { interval_options: [], type: 'fixed' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
}

function featuresOf(
  wanted: z.output<typeof features> | undefined,
  known: Configuration['features'],
): Configuration['features'] {
  const { allowed_updates, ...customer } = wanted?.customer_update ?? {}
  return {
    ...known,
    customer_update: {
      ...known.customer_update,
      ...customer,
      ...(allowed_updates !== undefined && { allowed_updates: allowed_updates || [] }),
    },
    invoice_history: { ...known.invoice_history, ...wanted?.invoice_history },
    payment_method_update: { ...known.payment_method_update, ...wanted?.payment_method_update },
    subscription_cancel: { ...known.subscription_cancel, ...wanted?.subscription_cancel },
    subscription_update: { ...known.subscription_update, ...wanted?.subscription_update },
  }
}

function flowOf(wanted: z.output<typeof flow>): Stripe.BillingPortal.Session.Flow {
  const { type, subscription_cancel: cancel, after_completion: after } = wanted
  return {
    after_completion: {
      hosted_confirmation: null,
      redirect: after?.redirect ?? null,
      type: after?.type ?? 'portal_homepage',
    },
    customer_update: null,
    subscription_cancel: cancel ? { retention: null, subscription: cancel.subscription } : null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type,
  }
}
