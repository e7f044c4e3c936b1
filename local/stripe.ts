import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import Stripe from 'stripe'
import { listen } from './listen.ts'
import { createApi } from './stripe/api.ts'
import { type Control, controlRoutes, createControl } from './stripe/control.ts'
import { type Hooks, startHooks } from './stripe/hooks.ts'
import { newId } from './stripe/ids.ts'
import { keysIn } from './stripe/keys.ts'
import { createLife } from './stripe/life.ts'
import { pageRoutes } from './stripe/pages/routes.ts'
import { account, clocks } from './stripe/resources/account.ts'
import { catalog } from './stripe/resources/catalog.ts'
import { coupons } from './stripe/resources/coupons.ts'
import { customers } from './stripe/resources/customers.ts'
import { invoices } from './stripe/resources/invoices.ts'
import { payments } from './stripe/resources/payments.ts'
import { portal } from './stripe/resources/portal.ts'
import { schedules } from './stripe/resources/schedules.ts'
import { sessions } from './stripe/resources/sessions.ts'
import { subscriptions } from './stripe/resources/subscriptions.ts'
import { openStore, type Store } from './stripe/store.ts'
import { createWorld, type Settings } from './stripe/world.ts'

/** What the Worker has to know to use this service as it would use Stripe. */
export type StripeEnv = {
  STRIPE_SECRET_KEY: string
  STRIPE_WEBHOOK_SECRET: string
  /** where the API is instead of api.stripe.com: `http://localhost:8790` */
  STRIPE_API_URL: string
}

/**
 * A stand-in for Stripe: the API that OpenCircle calls, for Stripe's own library at its pinned
 * version; the pages where people pay and see to their subscriptions; signed webhooks to
 * `webhookUrl`; and a clock that can be moved. Everything is kept in `dataDir`, or nowhere without
 * one. `appUrl` is where a page leads that has no other way back.
 */
export async function startStripe(options: {
  dataDir?: string
  port?: number
  webhookUrl?: string
  webhookSecret?: string
  appUrl?: string
}): Promise<{
  url: string
  env: StripeEnv
  control: Control
  fetch: (request: Request) => Response | Promise<Response>
  stop(): Promise<void>
}> {
  const { dataDir } = options
  const keys = keysIn(dataDir, options.webhookSecret)
  const store = openStore(dataDir)
  const hooks = startHooks({ store })
  const settings = settingsIn(dataDir)
  const place = { url: '' }
  const world = createWorld({
    store,
    settings,
    apiVersion: Stripe.API_VERSION,
    url: () => place.url,
    announce: hooks.announce,
  })
  const life = createLife(world)
  store.watched(life.note)
  ensureEndpoint(store, options.webhookUrl, keys.webhookSecret)
  const control = createControl({ world, life, hooks, secret: keys.webhookSecret })
  const resources = [
    catalog,
    customers,
    sessions,
    subscriptions,
    schedules,
    invoices,
    payments,
    coupons,
    portal,
    account,
    clocks(life),
  ]
  const app = new Hono()
    .use(async (c, next) => {
      // another site must not reach this one by a name of its own that leads to this machine
      const { hostname } = new URL(c.req.url)
      if (!['localhost', '127.0.0.1'].includes(hostname)) return c.text('Not served here', 421)
      return next()
    })
    .route('/v1', createApi(world, keys.secretKey, resources))
    .route('/control', controlRoutes(control, keys.secretKey))
    .route('/', pageRoutes({ world, control, appUrl: options.appUrl ?? 'http://localhost:8787' }))
  const listener = await listen(app.fetch, options.port)
  place.url = listener.url
  const file = dataDir && join(dataDir, 'settings.json')
  let kept = ''
  const keep = () => {
    store.keep()
    const now = JSON.stringify(settings)
    if (file && now !== kept) writeFileSync(file, now)
    kept = now
  }
  const live = () => {
    try {
      life.run(world.now())
    } catch (error) {
      // what could not be lived through is said, and the rest goes on
      console.error(error)
    }
    keep()
  }
  live()
  const ticking = setInterval(live, 1000)
  return {
    url: listener.url,
    control,
    /** the same without the way over HTTP */
    fetch: (request) => app.fetch(request),
    env: {
      STRIPE_SECRET_KEY: keys.secretKey,
      STRIPE_WEBHOOK_SECRET: keys.webhookSecret,
      STRIPE_API_URL: listener.url,
    },
    stop: () => end(hooks, [() => clearInterval(ticking), listener.stop, keep, store.close]),
  }
}

async function end(hooks: Hooks, steps: (() => unknown)[]): Promise<void> {
  hooks.stop()
  for (const step of steps) await step()
}

function settingsIn(dataDir: string | undefined): Settings {
  const settings: Settings = {
    // Stripe's own schedule is secret; these are the days that its dashboard proposes
    retryDays: [3, 5, 7],
    afterRetries: 'cancel',
    upcomingDays: 7,
    draftSeconds: 3600,
    taxActive: true,
    ahead: 0,
  }
  if (!dataDir) return settings
  try {
    return { ...settings, ...JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8')) }
  } catch {
    return settings
  }
}

/** One endpoint is there from the start, as it would be made in the dashboard. */
function ensureEndpoint(store: Store, url: string | undefined, secret: string): void {
  if (!url) return
  const known = store
    .all('webhook_endpoint')
    .find(({ metadata }) => metadata.made === 'at the start')
  store.put({
    id: known?.id ?? newId('webhook_endpoint'),
    object: 'webhook_endpoint',
    api_version: Stripe.API_VERSION,
    application: null,
    created: known?.created ?? Math.floor(Date.now() / 1000),
    description: null,
    enabled_events: ['*'],
    livemode: false,
    metadata: { made: 'at the start' },
    status: 'enabled',
    url,
    _: { secret },
  })
}
