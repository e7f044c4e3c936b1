import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { connect, type Db, trips } from './db/connect.ts'
import { readSession, type Session } from './session/cookie.ts'
import { isLocalStripe } from './stripe/connect.ts'
import { stripePages } from './stripe/pages.ts'
import { asset } from './ui/assets.ts'

type Gate = { Bindings: Env }

declare module 'hono' {
  interface ContextVariableMap {
    db: Db
    /** From the cookie; whether it has been ended is asked with the page's own rows. */
    session: Session | null
    now: Date
    /** where this page's script may connect to besides us */
    sockets?: string[]
  }
}

/** One JSON line per request; counts the round trips to the database. Neither bodies nor names. */
export const logged = createMiddleware<Gate>(async (c, next) => {
  const start = Date.now()
  const trip = { count: 0 }
  await trips.run(trip, next)
  c.header('X-Request-Id', c.get('requestId'))
  c.header('Server-Timing', `db;desc="${trip.count}"`, { append: true })
  if (c.env.ENVIRONMENT === 'test') return
  console.info(
    JSON.stringify({
      id: c.var.requestId,
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Date.now() - start,
      trips: trip.count,
    }),
  )
})

/** A page that speaks to the message network may reach its nodes, and no other page may. */
export const reaching = createMiddleware<Gate>(async (c, next) => {
  await next()
  const policy = c.res.headers.get('content-security-policy')
  const sockets = c.get('sockets')
  if (!policy || !sockets?.length) return
  const own = "connect-src 'self'"
  const wider = policy
    .replace(own, [own, ...sockets].join(' '))
    // pictures that were opened in the page
    .replace("img-src 'self'", "img-src 'self' blob:")
  c.header('Content-Security-Policy', wider)
})

export const secured = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    // rules of a page name addresses to fetch, and run nothing
    scriptSrc: ["'self'", "'inline-speculation-rules'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'https:', 'data:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    // blob: to measure a video before it is sent
    mediaSrc: ["'self'", 'blob:'],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    // to pay, a form of ours leads there
    formAction: ["'self'", (c) => stripePages(c.env)],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  referrerPolicy: 'strict-origin-when-cross-origin',
  crossOriginResourcePolicy: 'same-origin',
  // a file has a stricter policy than a page
  overwrite: false,
})

/** What the first paint of any page needs. */
export const hinted = createMiddleware<Gate>(async (c, next) => {
  await next()
  if (!c.res.headers.get('content-type')?.startsWith('text/html')) return
  c.header('Link', FIRST_PAINT)
})

const FIRST_PAINT = [
  `<${asset('styles.css')}>; rel=preload; as=style`,
  '</fonts/figtree-2.woff2>; rel=preload; as=font; type="font/woff2"; crossorigin',
].join(', ')

/** The database, the clock and the cookie's word on who asks. Nothing of it may be cached. */
export const personal = createMiddleware<Gate>(async (c, next) => {
  refuseLocalKeys(c.env)
  c.set('db', connect(c.env))
  c.set('now', new Date())
  c.set('session', await readSession(c))
  await next()
  if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store')
})

/** A deployment must never trust keys that were made on somebody's own machine. */
function refuseLocalKeys(env: Env) {
  if (env.ENVIRONMENT !== 'production') return
  const host = atob(env.CLERK_PUBLISHABLE_KEY.split('_')[2] ?? '')
  const isLocal = host.includes('.test') || env.NEON_ENDPOINT || isLocalStripe(env)
  if (isLocal)
    throw new Error('local keys in production: set the secrets that docs/operating.md lists')
}

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** Writes come from our own pages or from a script, and not too many of them. */
export const guard = createMiddleware<Gate>(async (c, next) => {
  // no text of Postgres can hold it, so no address of ours does
  if (c.req.url.includes('%00')) throw new HTTPException(400)
  if (SAFE.includes(c.req.method) || SIGNED.test(c.req.path)) return next()
  if (!isSameOrigin(c)) throw new HTTPException(403, { message: 'That came from another site.' })
  const key = c.var.session?.profileId ?? c.req.header('cf-connecting-ip') ?? 'unknown'
  // a large file is hundreds of pieces, and a hundred small ones are two requests each
  const limit = isUpload(c) ? c.env.UPLOADS : c.env.WRITES
  const { success } = await limit.limit({ key })
  if (!success) throw new HTTPException(429, { message: 'That was a lot at once. Wait a minute.' })
  await next()
})

/** What proves itself: webhooks by signature, the end of a stream of letters by its address. */
const SIGNED = /^\/(webhooks|unsubscribe)\//

const isUpload = (c: Context): boolean =>
  /^\/uploads(\/|$)|^\/messages\/[^/]+\/chat\/files$/.test(c.req.path)

/** Browsers say where a write comes from; a script that says nothing carries no stolen cookie. */
function isSameOrigin(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = c.req.header('origin')
  return !origin || origin === new URL(c.req.url).origin
}
