import { Hono } from 'hono'
import { mayFound } from '../../communities/founding/rules.ts'
import { edgePage } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { excerpt } from '../../ui/markdown.ts'
import { show } from '../../ui/respond.tsx'
import { ownCommunities, publicCommunities } from './queries.ts'
import { FrontPage, LandingPage } from './views.tsx'

const EXCERPT = 90

export const frontPage = edgePage({
  name: 'front',
  ask: () => ({}),
  path: () => '/',
  load: (db) => [publicCommunities(db, null)],
  build: ([communities]) => ({ tags: [tag.front], shared: { communities } }),
  page: LandingPage,
})

/** The front door: what this place is, or, to who belongs, their communities. */
export const frontRoutes = new Hono<{ Bindings: Env }>().get('/', async (c) => {
  if (!c.var.session) return c.var.present(frontPage, { mine: () => ({}) })
  const { viewer, rows } = await c.var.load((db, me) => [
    ownCommunities(db, me),
    publicCommunities(db, me),
  ])
  const [own, open] = rows
  const shared = { communities: open }
  if (!viewer.profile) return show(c, LandingPage, shared, {})
  return show(
    c,
    FrontPage,
    {},
    {
      firstName: viewer.profile.fullName.split(' ')[0] ?? viewer.profile.fullName,
      own: own.map(({ latest, ...community }) => ({
        ...community,
        latest: latest && {
          ...latest,
          title: excerpt(latest.title, 'markdown', EXCERPT),
          at: new Date(latest.at),
        },
      })),
      ...shared,
      mayFound: mayFound(viewer.profile, c.env.COMMUNITIES),
      now: c.var.now,
    },
  )
})
