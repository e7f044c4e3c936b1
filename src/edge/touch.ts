import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { purge } from './purge.ts'
import { WRITER_SECONDS } from './rules.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Names what this write changes: the edge forgets it within seconds. */
    touch: (...tags: string[]) => void
    /** Names a right or a thing that this write takes away: forgotten before it is answered, even by a refusal. */
    revoke: (...tags: string[]) => void
    /** Says that this write changes nothing that a kept page shows: its writer goes on reading those. */
    spare: () => void
  }
}

const WROTE = 'wrote'

/** Whether this browser wrote lately, and so is shown nothing older than its own writes. */
export const wroteLately = (c: Context): boolean => getCookie(c, WROTE) !== undefined

/** After a write that was done, what it named is forgotten, and its writer reads past the cache. */
export const forgetting = createMiddleware<{ Bindings: Env }>(async (c, next) => {
  const soon: string[] = []
  const atOnce: string[] = []
  const kept = { isSpared: false }
  c.set('touch', (...tags) => soon.push(...tags))
  c.set('revoke', (...tags) => atOnce.push(...tags))
  c.set('spare', () => {
    kept.isSpared = true
  })
  await next()
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return
  const community = c.var.shell.map?.slug ?? null
  // also where nothing was left to do: a try that was cut off may have done it, and not come to forget
  if (atOnce.length) await forgetNow(c.env, atOnce, community)
  if (c.res.status >= 400 || kept.isSpared) return
  if (c.var.session) markWriter(c)
  // a page that was fetched ahead does not know of it
  c.header('Clear-Site-Data', '"prefetchCache"')
  if (soon.length) await forgetSoon(c.env, soon, community)
})

/** From now on this browser reads past the cache; a write that is no GET says so by itself. */
export const markWriter = (c: Context): void =>
  setCookie(c, WROTE, '1', {
    ...{ path: '/', httpOnly: true, sameSite: 'Lax', maxAge: WRITER_SECONDS },
    secure: new URL(c.req.url).protocol === 'https:',
  })

/**
 * Has the edge forget in a while, together with what others have named by then.
 * @param community whose pages may all be forgotten where too many are named
 */
export const forgetSoon = (env: Env, tags: string[], community: string | null): Promise<unknown> =>
  env.PURGES.send({ tags: [...new Set(tags)], community })

/** Has the edge forget at once; what the platform refuses now is tried again by the queue. */
export async function forgetNow(env: Env, tags: string[], community: string | null): Promise<void> {
  if (!(await purge([...new Set(tags)]))) await forgetSoon(env, tags, community)
}
