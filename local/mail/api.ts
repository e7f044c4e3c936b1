import { Hono } from 'hono'
import * as z from 'zod'
import { signWebhook } from '../clerk/sign.ts'
import { type Mailbox, printOf } from './store.ts'

const Letter = z.object({
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
})

type Hook = { url: string; secret: string }

/** The part of Resend's API that is asked, and the reports that it sends when somebody wishes. */
export function mailApi(store: Mailbox, hook: Hook) {
  // what is to go wrong next, for tests: status codes that are answered instead
  const faults: number[] = []
  return new Hono()
    .post('/emails', async (c) => {
      const body = await c.req.text()
      const fault = faults.shift()
      if (fault)
        return c.json({ name: 'application_error', message: 'As you wished.' }, fault as 500)
      if (!c.req.header('authorization')?.startsWith('Bearer re_'))
        return c.json({ name: 'missing_api_key', message: 'No key.' }, 401)
      const key = c.req.header('idempotency-key') ?? null
      const print = printOf(body)
      const known = key && store.byKey(key)
      if (known && known.print === print) return c.json({ id: known.id })
      if (known)
        return c.json({ name: 'invalid_idempotent_request', message: 'Another body.' }, 409)
      const { data: letter } = Letter.safeParse(JSON.parse(body))
      if (!letter) return c.json({ name: 'validation_error', message: 'Incomplete.' }, 422)
      return c.json({ id: store.keep({ ...letter, key, print }).id })
    })
    .get('/letters', (c) => {
      const to = c.req.query('to')
      const letters = store.all().filter((letter) => !to || letter.to.includes(to))
      return c.json(letters.map(({ print: _print, ...letter }) => letter))
    })
    .post('/faults', async (c) => {
      faults.push(...z.array(z.number()).parse(await c.req.json()))
      return c.json({ faults })
    })
    .post('/letters/:id/:report', async (c) => {
      const letter = store.find(c.req.param('id'))
      if (!letter) return c.text('No such letter', 404)
      const isBounce = c.req.param('report') === 'bounce'
      const { body, headers } = await signWebhook(hook.secret, {
        type: isBounce ? 'email.bounced' : 'email.complained',
        created_at: new Date().toISOString(),
        data: {
          ...{ email_id: letter.id, from: letter.from, to: letter.to, subject: letter.subject },
          ...(isBounce && {
            bounce: { type: 'Permanent', subType: 'General', message: 'Unknown' },
          }),
        },
      })
      // whoever would rather bring it themselves
      if (c.req.query('only') === 'sign') return c.json({ body, headers })
      const answer = await fetch(hook.url, { method: 'POST', body, headers })
      return c.redirect(
        `/?id=${letter.id}&said=${answer.ok ? c.req.param('report') : answer.status}`,
        303,
      )
    })
}
