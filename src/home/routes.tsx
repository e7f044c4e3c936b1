import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { z } from 'zod'
import { brandCss } from '../ui/brand.ts'
import { input } from '../ui/input.ts'
import { done } from '../ui/respond.tsx'

const Theme = z.object({ theme: z.enum(['system', 'light', 'dark']) })

const YEAR_SECONDS = 365 * 24 * 3600

export const homeRoutes = new Hono<{ Bindings: Env }>()
  .get('/healthz', async (c) => {
    if (c.req.query('database') !== undefined) await c.var.db.execute(sql`select 1`)
    return c.json({ ok: true })
  })
  .get('/brand/:file{[0-9a-f]{6}\\.css}', (c) => {
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Content-Type', 'text/css; charset=UTF-8')
    return c.body(brandCss(`#${c.req.param('file').slice(0, 6)}`))
  })
  .post('/theme', async (c) => {
    const { ok, value } = { value: null, ...(await input(c, Theme)) }
    if (ok && value)
      setCookie(c, 'theme', value.theme, { path: '/', sameSite: 'Lax', maxAge: YEAR_SECONDS })
    return done(c, {}, returnTo(c.req.header('referer')))
  })

function returnTo(referer: string | undefined): string {
  if (!referer) return '/'
  const { pathname, search } = new URL(referer)
  return pathname + search
}
