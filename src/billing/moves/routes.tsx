import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may } from '../../communities/rules.ts'
import { sendJobs } from '../../edge/jobs.ts'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { idParam } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { ensurePrice } from '../prices/jobs.ts'
import { findOffer } from '../prices/queries.ts'
import { insertMoves, paidPricesOf, progressOf } from './queries.ts'
import { moveId } from './rules.ts'
import { PricesPage } from './views.tsx'

/** Seconds between two looks at how far it has come. */
const PAUSE = 3

/** What the subscribers of a tier pay, and moving them to what it costs now. */
export const moveRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/tiers/:tier/prices', async (c) => {
    const { shared } = await open(c)
    if (shared.progress.done < shared.progress.all) c.header('Refresh', String(PAUSE))
    return show(c, PricesPage, shared, null)
  })
  .post('/:community/tiers/:tier/moves', async (c) => {
    const { offer, me, shared } = await open(c)
    if (!hasStripe(c.env) || offer.billingPeriod === 'lifetime')
      throw new HTTPException(409, { message: 'Nobody can be moved to that price.' })
    const { db } = c.var
    const priceId = await ensurePrice({ db, stripe: connectStripe(c.env) }, offer)
    const at = { communityId: offer.communityId, me, tierId: offer.id, priceId }
    const { rows } = await insertMoves(db, at)
    await sendJobs(
      c.env,
      rows.map((move) => ({ kind: 'stripe.move', id: moveId(move) })),
    )
    const back = `/${shared.slug}/tiers/${offer.id}/prices`
    const notice = rows.length ? 'They are told, one by one.' : 'There is nobody to move.'
    return done(c, { people: rows.length }, back, { notice })
  })

async function open(c: Context<{ Bindings: Env }>) {
  const [slug, tierId] = [c.req.param('community') ?? '', idParam(c, 'tier')]
  const { viewer, community, rows } = await c.var.visit((db) => [
    findOffer(db, tierId),
    paidPricesOf(db, slug, tierId),
    progressOf(db, tierId),
  ])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'payments')) throw new HTTPException(403)
  const [[offer], prices, progress] = rows
  if (offer?.communityId !== community.id) throw new HTTPException(404)
  const { id, name, priceCents, currency, billingPeriod } = offer
  const tier = { id, name, priceCents, currency, billingPeriod }
  const shared = {
    slug,
    tier,
    prices: prices.rows,
    progress: progress.rows[0] ?? { all: 0, done: 0 },
  }
  return { offer, me: viewer.profile.id, shared }
}
