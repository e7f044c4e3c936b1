import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may } from '../../communities/rules.ts'
import { hasStripe } from '../../stripe/connect.ts'
import { done, show } from '../../ui/respond.tsx'
import { sendParts } from './jobs.ts'
import { messageOf } from './parts/rules.ts'
import { checksOf, driftsOfLast } from './queries.ts'
import { startNow } from './runs/queries.ts'
import { CheckPage } from './views.tsx'

/** What the last comparison with Stripe found, and another one now. */
export const checkRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/revenue/check', async (c) => {
    const { community, rows } = await open(c)
    const [checks, drifts] = rows
    const shared = { slug: community.slug, checks, drifts, hasStripe: hasStripe(c.env) }
    return show(c, CheckPage, { ...shared, now: c.var.now }, null)
  })
  .post('/:community/revenue/check', async (c) => {
    const { community, me } = await open(c)
    if (!hasStripe(c.env)) throw new HTTPException(409, { message: 'Stripe is not connected.' })
    const { db } = c.var
    const [, , , { rows }] = await db.batch(startNow(db, community.id, me))
    await sendParts(
      c.env,
      rows.map(({ checkId, part }) => messageOf(checkId, part)),
    )
    const notice = 'We are at it. Look here in a minute.'
    return done(c, { started: true }, `/${community.slug}/revenue/check`, { notice })
  })

async function open(c: Context<{ Bindings: Env }>) {
  const slug = c.req.param('community') ?? ''
  const { viewer, community, rows } = await c.var.visit((db) => [
    checksOf(db, slug),
    driftsOfLast(db, slug),
  ])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'revenue')) throw new HTTPException(403)
  return { community, me: viewer.profile.id, rows }
}
