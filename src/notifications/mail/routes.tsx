import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { providerOf } from '../../mail/provider.ts'
import { insertStop } from '../../mail/queries.ts'
import { reportsIn } from '../../mail/reports/reports.ts'
import { readStop } from '../../mail/stops.ts'
import { show } from '../../ui/respond.tsx'
import { believe } from './jobs.ts'
import { StopPage } from './views.tsx'

const MAX_BYTES = 1024 * 1024

/** The provider's reports, and the address that stops a stream of letters. */
export const mailRoutes = new Hono<{ Bindings: Env }>()
  .use('/webhooks/mail', bodyLimit({ maxSize: MAX_BYTES, onError: tooLong }))
  .post('/webhooks/mail', async (c) => {
    const { name } = providerOf(c.env) ?? { name: 'cloudflare' as const }
    const { headers } = c.req.raw
    const secrets = c.env.MAIL_WEBHOOK_SECRET ?? ''
    const body = await c.req.text()
    const reports = await reportsIn(name, { body, headers, secrets }).catch(unreadable)
    if (!reports) throw new HTTPException(401, { message: 'That is not from our mail provider.' })
    await believe({ env: c.env, db: c.var.db }, reports)
    return c.json({ received: true })
  })
  .get('/unsubscribe/:token', async (c) => {
    const { stream } = await stopIn(c)
    // whoever looks, a scanner too, has changed nothing
    return show(c, StopPage, { stream, isDone: false }, null)
  })
  .post('/unsubscribe/:token', async (c) => {
    const { subject, stream } = await stopIn(c)
    await insertStop(c.var.db, subject, stream, 'unsubscribed')
    // answered where it was asked: mail programs follow no redirect
    return show(c, StopPage, { stream, isDone: true }, null)
  })

async function stopIn(c: Context<{ Bindings: Env }>) {
  const found = await readStop(c.env, c.req.param('token') ?? '')
  if (!found) throw new HTTPException(404, { message: 'That link is not whole.' })
  return found
}

function unreadable(error: unknown): never {
  if (error instanceof SyntaxError) throw new HTTPException(400)
  throw error
}

function tooLong(): never {
  throw new HTTPException(413)
}
