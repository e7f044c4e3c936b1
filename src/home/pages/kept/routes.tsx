import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { entryOf } from '../../../edge/entries.ts'
import { type Ask, GUEST, type Right } from '../../../edge/rules.ts'
import { wroteLately } from '../../../edge/touch.ts'
import { factsOf } from '../../shell/routes.tsx'
import { rightOf } from '../../shell/rules.ts'

/** Where something lies, by slugs; in no community, or in no space, what everyone may see. */
type Place = { community: string | null; space: string | null }

declare module 'hono' {
  interface ContextVariableMap {
    /**
     * What is no page, as the edge keeps it for the viewer's right, and that right. Null where the
     * database has to be asked: for who wrote lately, and where there is nothing by that right.
     */
    kept: (
      name: string,
      ask: Ask,
      place: Place,
    ) => Promise<{ entry: Response; right: Right } | null>
  }
}

export const kept = createMiddleware<{ Bindings: Env }>(async (c, next) => {
  c.set('kept', async (name, ask, place) => {
    if (c.var.session && wroteLately(c)) return null
    const right = await rightIn(c, place)
    if (!right) return null
    const { community } = place
    const entry = await entryOf('bytes', { name, ask }, { community, right })
    return entry.ok ? { entry, right } : null
  })
  await next()
})

/** The same right by which the viewer is shown pages of the space; null where only the database knows. */
async function rightIn(c: Context, { community, space }: Place): Promise<Right | null> {
  if (!c.var.session || space === null) return GUEST
  const { map, viewer } = await factsOf(c, community)
  return map && viewer.status !== 'banned' ? rightOf(viewer, map, space) : null
}
