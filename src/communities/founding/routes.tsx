import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { show, wantsJson } from '../../ui/respond.tsx'
import { slugTaken } from './queries.ts'
import { mayFound, slug as Slug, slugOf } from './rules.ts'
import { FoundingPage, SlugCheck } from './views.tsx'

export const TAKEN = 'That address is taken. Try another.'

/** The page that founds a community, and the check that its address is free. */
export const foundingRoutes = new Hono<{ Bindings: Env }>()
  .get('/new', async (c) => {
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401, { message: 'Sign in to start a community.' })
    if (!mayFound(viewer.profile, c.env.COMMUNITIES))
      throw new HTTPException(403, {
        message: 'Only the people who run this site start communities.',
      })
    return show(c, FoundingPage, { host: new URL(c.req.url).host }, {})
  })
  .get('/communities/slug', async (c) => {
    const asked = c.req.query('slug')?.trim() || slugOf(c.req.query('name') ?? '')
    const parsed = Slug.safeParse(asked)
    const slug = parsed.data ?? asked
    const [taken] = parsed.success ? await slugTaken(c.var.db, parsed.data) : []
    const problem = taken ? TAKEN : parsed.error?.issues[0]?.message
    if (wantsJson(c)) return c.json({ slug, free: !problem, problem: problem ?? null })
    return c.html(<SlugCheck slug={slug} problem={problem} />)
  })
