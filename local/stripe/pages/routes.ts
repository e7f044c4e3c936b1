import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import type { Control } from '../control.ts'
import type { World } from '../world.ts'
import { benchPage } from './bench.ts'
import { billingRoutes } from './billing.ts'
import { fieldsOf } from './form.ts'
import { invoicesRoutes } from './invoices.ts'
import { lostPage } from './layout.ts'
import { payRoutes } from './pay.ts'

const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="7" width="26" height="18" rx="4" fill="#6366f1"/><rect x="3" y="12" width="26" height="4" fill="#fff"/></svg>'

/** The pages that Stripe would host, and one for the developer at `/`. */
export function pageRoutes(parts: { world: World; control: Control; appUrl: string }) {
  const { world, control, appUrl } = parts
  return new Hono()
    .use(async (c, next) => {
      if (isForeign(c.req.raw)) return c.text('Only from this page, or from a script', 403)
      await next()
      world.store.keep()
      c.header('content-security-policy', POLICY)
      c.header('referrer-policy', 'same-origin')
      c.header('x-content-type-options', 'nosniff')
      c.header('cache-control', 'no-store')
    })
    .get('/style.css', (c) => c.body(style, 200, { 'content-type': 'text/css' }))
    .get('/icon.svg', (c) => c.body(icon, 200, { 'content-type': 'image/svg+xml' }))
    .get('/', (c) => c.html(benchPage(world, appUrl, NOTICES[c.req.query('done') ?? ''])))
    .post('/clock', async (c) => {
      const { by } = await fieldsOf(c)
      control.move({ by: Math.max(Number(by) || 0, 0) })
      return c.redirect('/?done=moved', 303)
    })
    .post('/settings', async (c) => {
      const { afterRetries } = await fieldsOf(c)
      if (afterRetries === 'cancel' || afterRetries === 'unpaid' || afterRetries === 'past_due') {
        control.set({ afterRetries })
      }
      return c.redirect('/?done=saved', 303)
    })
    .post('/charges/:id/dispute', (c) => {
      control.dispute(c.req.param('id'))
      return c.redirect('/?done=disputed', 303)
    })
    .post('/events/:id/resend', (c) => {
      control.resend(c.req.param('id'))
      return c.redirect('/?done=sent', 303)
    })
    .route('/c/pay', payRoutes(world, appUrl))
    .route('/p/session', billingRoutes(world))
    .route('/', invoicesRoutes(world))
    .notFound((c) => c.html(lostPage(), 404))
}

const NOTICES: Record<string, string> = {
  moved: 'The clock moved on.',
  saved: 'Saved.',
  disputed: 'The bank has taken the money back.',
  sent: 'Sent once more.',
}

/** A form that another site sends here. Scripts, which name no origin, may act. */
function isForeign({ method, url, headers }: Request): boolean {
  const origin = headers.get('origin')
  return method !== 'GET' && origin !== null && origin !== new URL(url).origin
}

// after a form the browser is sent back to the app, wherever that is
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http: https:; frame-ancestors 'none'; base-uri 'none'"
