import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may } from '../../communities/rules.ts'
import { show } from '../../ui/respond.tsx'
import { failuresIn } from './failures/queries.ts'
import { movesOf, revenueByMonth } from './months/queries.ts'
import { figuresOf } from './rules.ts'
import { recurringOf, revenueByTier, subscribersOf } from './sums/queries.ts'
import { payersTwice } from './twice/queries.ts'
import { RevenuePage } from './views.tsx'

/** What a community earns. */
export const revenueRoutes = new Hono<{ Bindings: Env }>().get('/:community/revenue', async (c) => {
  const slug = c.req.param('community')
  const { viewer, rows } = await c.var.visit((db) => [
    recurringOf(db, slug),
    subscribersOf(db, slug),
    movesOf(db, slug),
    revenueByMonth(db, slug),
    revenueByTier(db, slug),
    failuresIn(db, slug),
    payersTwice(db, slug),
  ])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'revenue')) throw new HTTPException(403)
  const [recurring, [subscribers], moves, byMonth, byTier, failures, twice] = rows
  const known = { recurring, subscribers, moves, byMonth, byTier }
  const figures = figuresOf(known, c.req.query('currency'))
  return show(c, RevenuePage, { slug, figures, failures, twice, now: c.var.now }, null)
})
