import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import * as z from 'zod'
import { pageBefore } from '../profiles/sessions/rules.ts'
import { brandCss } from '../ui/brand.ts'
import { insist } from '../ui/input.ts'
import { done, problem } from '../ui/respond.tsx'
import { isReachable } from './queries.ts'

const Theme = z.object({
  theme: z.enum(['system', 'light', 'dark'], 'Choose system, light or dark.'),
})

const YEAR_SECONDS = 365 * 24 * 3600

export const homeRoutes = new Hono<{ Bindings: Env }>()
  .get('/healthz', async (c) => {
    c.header('Cache-Control', 'no-store')
    const isAsked = c.req.query('database') !== undefined
    if (isAsked && !(await isReachable(c.var.db)))
      return problem(c, 503, 'The database does not answer.')
    return c.json({ ok: true })
  })
  .get('/brand/:file{[0-9a-f]{6}\\.css}', (c) => {
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Content-Type', 'text/css; charset=UTF-8')
    return c.body(brandCss(`#${c.req.param('file').slice(0, 6)}`))
  })
  .post('/theme', async (c) => {
    const { theme } = await insist(c, Theme)
    setCookie(c, 'theme', theme, { path: '/', sameSite: 'Lax', maxAge: YEAR_SECONDS })
    return done(c, {}, pageBefore(c.req.header('referer'), new URL(c.req.url).origin))
  })
