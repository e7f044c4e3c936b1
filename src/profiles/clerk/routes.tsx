import { verifyWebhook } from '@clerk/hono/webhooks'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { upsertProfile } from '../queries.ts'
import { personOf, rightsOf, touchedByName } from '../rules.ts'
import { endClerkSession } from '../sessions/queries.ts'
import { removeProfile } from './queries.ts'
import { ClerkEvent, isKnownEvent } from './rules.ts'

const MAX_BYTES = 256 * 1024

/** Clerk's word on its users and sessions. Repeated, late or out of order, it ends the same. */
export const clerkRoutes = new Hono<{ Bindings: Env }>()
  .use('/webhooks/clerk', bodyLimit({ maxSize: MAX_BYTES, onError: tooLong }))
  .post('/webhooks/clerk', async (c) => {
    const event = await verified(c)
    if (!isKnownEvent(event.type)) return c.json({ received: true })
    const parsed = ClerkEvent.safeParse(event)
    if (!parsed.success) throw new HTTPException(400, { message: 'That event is incomplete.' })
    const { db } = c.var
    const { data } = parsed
    if ('here' in data) {
      const changed = (await db.batch(upsertProfile(db, personOf(data.here)))).flat()
      for (const { id, username } of changed)
        c.var.touch(...rightsOf(id), ...touchedByName(username))
    } else if ('gone' in data) {
      const [were] = await db.batch(removeProfile(db, data.gone))
      for (const { id, username } of were) c.var.revoke(...rightsOf(id), ...touchedByName(username))
    } else {
      const [, ended] = await db.batch(endClerkSession(db, data.over))
      for (const { profileId } of ended) c.var.revoke(...rightsOf(profileId))
    }
    return c.json({ received: true })
  })

function tooLong(): never {
  throw new HTTPException(413)
}

/** Any of our secrets may have signed, so that they can be rotated; too old a message is refused. */
async function verified(c: Context<{ Bindings: Env }>): Promise<{ type: string; data: unknown }> {
  const reasons: string[] = []
  for (const secret of c.env.CLERK_WEBHOOK_SECRET.split(',').map((each) => each.trim()))
    try {
      if (secret) return await verifyWebhook(c, { signingSecret: secret })
    } catch (error) {
      reasons.push(`${error}`)
    }
  console.info(JSON.stringify({ id: c.var.requestId, event: 'webhook refused', why: reasons }))
  throw new HTTPException(401, { message: 'That is not signed by Clerk.' })
}
