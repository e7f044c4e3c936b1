import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { countMembers, type Member, membersOf } from '../../communities/members/queries.ts'
import { actsOn, PAGE, Search } from '../../communities/members/rules.ts'
import { type Counts, MembersPage, type Shared } from '../../communities/members/views.tsx'
import { may } from '../../communities/rules.ts'
import { edgePage, type Viewer } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { show } from '../../ui/respond.tsx'
import { giftsOf } from '../comps/rules.ts'
import { type EndingGift, knownToStaff } from './queries.ts'

const ALL = { q: '', after: null, status: 'active' } as const

export const memberPage = edgePage({
  name: 'members',
  ask: ({ community = '', after }) => ({ community, after: Search.parse({ ...ALL, after }).after }),
  path: ({ community }) => `/${community}/members`,
  load: (db, { community, after }) => [
    membersOf(db, community, { ...ALL, after }),
    countMembers(db, community),
  ],
  build: ([rows, [counts]], { ask: { community: slug, after }, standing, now }) => {
    if (standing !== 'member' && standing !== 'staff') throw new HTTPException(404)
    const shared = listed(rows, { slug, search: { ...ALL, after }, counts, now })
    const people = shared.members.map(({ username }) => tag.profile(username))
    return { tags: [tag.members(slug), ...people], shared }
  },
  page: MembersPage,
})

export const memberRoutes = new Hono<{ Bindings: Env }>().get('/:community/members', (c) => {
  const search = Search.parse({ ...ALL, ...c.req.query() })
  if (search.q || search.status !== 'active') return found(c, search)
  return c.var.present(memberPage, {
    allow: (viewer) => allow(viewer, search),
    own: (db, _me, { slug }, viewer): ReturnType<typeof knownToStaff>[] =>
      may(viewer, 'approve') ? [knownToStaff(db, slug)] : [],
    mine: ({ viewer, shared, rows: [known = []] }) => mineOf(viewer, shared, known[0]),
  })
})

/** A search, or those who wait or are banned: asked too seldom to be kept. */
async function found(c: Context, search: Search) {
  const slug = c.req.param('community') ?? ''
  const { viewer, rows } = await c.var.visit((db) => [
    membersOf(db, slug, search),
    knownToStaff(db, slug),
  ])
  allow(viewer, search)
  const [members, [known]] = rows
  const shared = listed(members, { slug, search, counts: known, now: c.var.now })
  return show(c, MembersPage, shared, mineOf(viewer, shared, known))
}

function allow(viewer: Viewer, { status }: Search) {
  if (!viewer.profile) throw new HTTPException(401, { message: 'Sign in to see who is here.' })
  if (!may(viewer, status === 'active' ? 'directory' : 'approve'))
    throw new HTTPException(403, { message: 'Members see who is here. Join, and so do you.' })
}

type At = { slug: string; search: Search; counts?: Counts; now: Date }

function listed(rows: Member[], { slug, search, counts, now }: At): Shared {
  const members = rows.slice(0, PAGE)
  const next = rows.length > PAGE ? (members.at(-1)?.id ?? null) : null
  return { slug, search, members, next, now, total: counts?.active ?? 0 }
}

type Known = Counts & { gifts: EndingGift[] }

function mineOf(viewer: Viewer, { members }: Shared, known?: Known) {
  const isStaff = may(viewer, 'approve')
  const others = members.filter(({ username }) => username !== viewer.profile?.username)
  return {
    counts: isStaff && known ? countsIn(known) : null,
    canInvite: may(viewer, 'invites'),
    gifts: may(viewer, 'tiers') ? giftsOf(known?.gifts ?? []) : {},
    acts: isStaff
      ? Object.fromEntries(others.map((member) => [member.username, actsOn(viewer, member)]))
      : {},
  }
}

const countsIn = ({ active, pending, banned }: Known): Counts => ({ active, pending, banned })
