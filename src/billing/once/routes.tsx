import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isMember } from '../../communities/rules.ts'
import { connectStripe, hasStripe } from '../../stripe/connect.ts'
import { idParam } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { openSession } from '../checkout/jobs.ts'
import { findCourseOffer } from './queries.ts'
import { isOnTheWay, paramsOf } from './rules.ts'

/** Leads to Stripe's page to pay once for a course. */
export const courseCheckoutRoutes = new Hono<{ Bindings: Env }>().post(
  '/:community/courses/:course/checkout',
  async (c) => {
    const [slug, id] = [c.req.param('community'), idParam(c, 'course')]
    const { viewer, rows } = await c.var.visit((db, me) => [findCourseOffer(db, slug, id, me)])
    if (!viewer.profile) throw new HTTPException(401)
    const [[course]] = rows
    if (!course) throw new HTTPException(404)
    if (!isMember(viewer)) throw new HTTPException(403, { message: 'Join first, then choose.' })
    if (!course.priceCents || !hasStripe(c.env))
      throw new HTTPException(409, { message: 'This cannot be bought.' })
    if (course.isOwned) throw new HTTPException(409, { message: OWNED })
    const at = { env: c.env, db: c.var.db, stripe: connectStripe(c.env) }
    const where = { profileId: viewer.profile.id, communityId: course.communityId }
    const { origin } = new URL(c.req.url)
    const opened = await openSession(at, where, async ({ truth }) => {
      const refusal = isOnTheWay(truth, course.id)
      if (refusal) return { refusal }
      return { params: paramsOf(course, where.profileId, `${origin}/${slug}`) }
    })
    if ('refusal' in opened) throw new HTTPException(409, { message: opened.refusal })
    return done(c, opened, opened.url)
  },
)

const OWNED = 'This is yours already.'
