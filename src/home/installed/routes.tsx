import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { asset } from '../../ui/assets.ts'
import { render } from '../../ui/respond.tsx'
import { mapOf } from '../shell/queries.ts'
import { manifestOf } from './rules.ts'
import { Offline } from './views.tsx'

const HOUR = 'public, max-age=3600'

/** What makes a page an app: its manifest, its service worker, and the page for no network. */
export const installedRoutes = new Hono<{ Bindings: Env }>()
  .get('/worker.js', async (c) => {
    const script = await c.env.ASSETS.fetch(new URL(asset('worker.js'), c.req.url))
    // it has to be asked for again: a worker that is kept could never be replaced
    return new Response(script.body, {
      headers: {
        'content-type': 'text/javascript; charset=UTF-8',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
      },
    })
  })
  .get('/offline', async (c) => {
    c.header('Cache-Control', HOUR)
    return c.html(`<!doctype html>${await render(<Offline />, { 'nav-bare': <></> })}`)
  })
  .get('/:community/manifest.webmanifest', async (c) => {
    const [map] = await mapOf(c.var.db, c.req.param('community'))
    if (!map) throw new HTTPException(404)
    return c.body(JSON.stringify(manifestOf(map)), 200, {
      'content-type': 'application/manifest+json',
      'cache-control': HOUR,
    })
  })
