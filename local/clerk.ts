import { Hono } from 'hono'
import { apiRoutes } from './clerk/api.ts'
import { startHooks } from './clerk/hooks.ts'
import { type Keys, keysIn, publishableKey } from './clerk/keys.ts'
import { pageRoutes } from './clerk/routes.ts'
import { openStore, type People } from './clerk/store.ts'
import { listen } from './listen.ts'

/** What the Worker has to know to trust this service as it would trust Clerk. */
export type ClerkEnv = {
  CLERK_PUBLISHABLE_KEY: string
  CLERK_SECRET_KEY: string
  CLERK_JWT_KEY: string
  CLERK_WEBHOOK_SECRET: string
  CLERK_SIGN_IN_URL: string
  CLERK_API_URL: string
}

/**
 * A stand-in for Clerk: a page to sign in as anyone, RS256 session tokens, the Backend API that
 * OpenCircle calls, and signed webhooks to `webhookUrl`. Keys and sign-ups are kept in `dataDir`.
 * `appUrl` is where a sign-in without a return address leads, at `/sign-in/callback`.
 */
export async function startClerk(options: {
  dataDir: string
  port?: number
  people: People
  appUrl?: string
  webhookUrl?: string
}): Promise<{ url: string; env: ClerkEnv; keys: Keys; stop(): Promise<void> }> {
  const keys = keysIn(options.dataDir)
  const store = openStore(options.dataDir, options.people, keys.madeAt)
  const hooks = startHooks({
    url: options.webhookUrl,
    secret: keys.webhookSecret,
    instanceId: keys.keyId,
  })
  const appUrl = options.appUrl ?? 'http://localhost:8787'
  const app = new Hono()
    .use(async (c, next) => {
      // another site must not reach this one by a name of its own that leads to this machine
      const { hostname, port } = new URL(c.req.url)
      if (!['localhost', '127.0.0.1'].includes(hostname)) return c.text('Not served here', 421)
      if (isForeign(c.req.raw)) return c.text('Only from this page, or from a script', 403)
      await next()
      const places = `http://${hostname}:* 'self'`
      c.header('content-security-policy', `${POLICY}; form-action ${port ? places : "'self'"}`)
      // the address that follows a sign-in gets no referrer, which Clerk would take for another app
      c.header('referrer-policy', 'same-origin')
      c.header('x-content-type-options', 'nosniff')
      c.header('cache-control', 'no-store')
    })
    .route('/v1', apiRoutes({ keys, store, hooks }))
    .route('/', pageRoutes({ keys, store, hooks, appUrl }))
  const listener = await listen(app.fetch, options.port)
  return {
    url: listener.url,
    keys,
    env: {
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_SECRET_KEY: keys.secretKey,
      CLERK_JWT_KEY: keys.jwtKey,
      CLERK_WEBHOOK_SECRET: keys.webhookSecret,
      CLERK_SIGN_IN_URL: `${listener.url}/sign-in`,
      CLERK_API_URL: listener.url,
    },
    stop: async () => {
      hooks.stop()
      await listener.stop()
      store.close()
    },
  }
}

/** A form that another site sends here. Scripts, which name no origin, may act. */
function isForeign({ method, url, headers }: Request): boolean {
  const origin = headers.get('origin')
  return method !== 'GET' && origin !== null && origin !== new URL(url).origin
}

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' http: https: data:; frame-ancestors 'none'; base-uri 'none'"
