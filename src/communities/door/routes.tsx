import { Hono } from 'hono'
import { show } from '../../ui/respond.tsx'
import { isMember, isOwner } from '../rules.ts'
import { countActive, staffOf } from './queries.ts'
import { doorFor } from './rules.ts'
import { AboutPage } from './views.tsx'

/** A community's door is open to the eyes of everyone who has its address. */
export const doorRoutes = new Hono<{ Bindings: Env }>().get('/:community/about', async (c) => {
  const slug = c.req.param('community')
  const { viewer, community, rows } = await c.var.visit((db) => [
    staffOf(db, slug),
    countActive(db, slug),
  ])
  const [staff, [count]] = rows
  const { name, description, logoUrl, coverUrl, isPublic, joining } = community
  const known = isPublic
    ? community.spaces.filter(({ visibility }) => visibility !== 'private')
    : []
  const shared = {
    community: { slug, name, description, logoUrl, coverUrl, isPublic, joining },
    members: count?.members ?? 0,
    staff,
    spaces: known.map(({ slug, name, emoji, description, spaceType, visibility }) => ({
      ...{ slug, name, emoji, description, spaceType },
      locked: visibility === 'paid',
    })),
  }
  return show(c, AboutPage, shared, {
    door: doorFor(viewer),
    canLeave: isMember(viewer) && !isOwner(viewer),
  })
})
