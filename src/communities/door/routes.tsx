import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { edgePage } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { isMember, isOwner } from '../rules.ts'
import { countActive, staffOf } from './queries.ts'
import { doorFor } from './rules.ts'
import { AboutPage } from './views.tsx'

/** A community's door is open to the eyes of everyone who has its address. */
export const doorPage = edgePage({
  name: 'about',
  ask: ({ community = '' }) => ({ community }),
  path: ({ community }) => `/${community}/about`,
  load: (db, { community }) => [staffOf(db, community), countActive(db, community)],
  build: ([staff, [count]], { ask: { community: slug }, map }) => {
    if (!map) throw new HTTPException(404)
    const { name, description, logoUrl, coverUrl, isPublic, joining } = map
    const known = isPublic ? map.spaces.filter(({ visibility }) => visibility !== 'private') : []
    return {
      tags: [tag.members(slug), ...staff.map(({ username }) => tag.profile(username))],
      shared: {
        community: { slug, name, description, logoUrl, coverUrl, isPublic, joining },
        members: count?.members ?? 0,
        staff,
        spaces: known.map(({ slug, name, emoji, description, spaceType, visibility }) => ({
          ...{ slug, name, emoji, description, spaceType },
          locked: visibility === 'paid',
        })),
      },
    }
  },
  page: AboutPage,
})

export const doorRoutes = new Hono<{ Bindings: Env }>().get('/:community/about', (c) =>
  c.var.present(doorPage, {
    mine: ({ viewer }) => ({
      door: doorFor(viewer),
      canLeave: isMember(viewer) && !isOwner(viewer),
    }),
  }),
)
