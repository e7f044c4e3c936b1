import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { listen } from './listen.ts'
import { mailApi } from './mail/api.ts'
import { mailPages } from './mail/pages.ts'
import { startRelay } from './mail/smtp.ts'
import { openMailbox } from './mail/store.ts'

/** What the Worker needs to send its letters here as it would to Resend. */
export type MailEnv = {
  SITE_URL: string
  MAIL_FROM: string
  MAIL_URL: string
  MAIL_WEBHOOK_SECRET: string
}

/**
 * A stand-in for a mail provider: Resend's API with its idempotency keys and signed webhooks, and a
 * page on which every letter can be read. `relay` takes them by SMTP, as any other would. Letters are kept in `dataDir`, or only in memory.
 */
export async function startMail(options: {
  dataDir?: string
  port?: number
  appUrl: string
}): Promise<{ url: string; relay: string; env: MailEnv; stop(): Promise<void> }> {
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  const store = openMailbox(options.dataDir)
  const hook = { url: `${options.appUrl}/webhooks/mail`, secret }
  const app = new Hono()
    .use(async (c, next) => {
      // another site must not reach this one by a name of its own that leads to this machine
      const { hostname } = new URL(c.req.url)
      if (!['localhost', '127.0.0.1'].includes(hostname)) return c.text('Not served here', 421)
      await next()
    })
    .route('/', mailApi(store, hook))
    .route('/', mailPages(store))
  const listener = await listen(app.fetch, options.port)
  const relay = await startRelay(store)
  return {
    url: listener.url,
    relay: `smtp://localhost:${relay.port}`,
    env: {
      SITE_URL: options.appUrl,
      MAIL_FROM: 'OpenCircle <hello@opencircle.test>',
      MAIL_URL: `resend://re_local@localhost:${listener.port}`,
      MAIL_WEBHOOK_SECRET: secret,
    },
    stop: async () => {
      await relay.stop()
      await listener.stop()
    },
  }
}
