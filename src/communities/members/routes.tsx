import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { show } from '../../ui/respond.tsx'
import { may } from '../rules.ts'
import { countMembers, membersOf } from './queries.ts'
import { actsOn, PAGE, Search } from './rules.ts'
import { MembersPage } from './views.tsx'

export const memberRoutes = new Hono<{ Bindings: Env }>().get('/:community/members', async (c) => {
  const slug = c.req.param('community')
  const search = Search.parse({ q: '', after: null, status: 'active', ...c.req.query() })
  const { viewer, rows } = await c.var.visit((db) => [
    membersOf(db, slug, search),
    countMembers(db, slug),
  ])
  if (!viewer.profile) throw new HTTPException(401, { message: 'Sign in to see who is here.' })
  if (!may(viewer, search.status === 'active' ? 'directory' : 'approve'))
    throw new HTTPException(403, { message: 'Members see who is here. Join, and so do you.' })
  const [found, [counts = { active: 0, pending: 0, banned: 0 }]] = rows
  const members = found.slice(0, PAGE)
  const next = found.length > PAGE ? (members.at(-1)?.id ?? null) : null
  const shared = { slug, search, members, next, now: c.var.now, total: counts.active }
  const isStaff = may(viewer, 'approve')
  const others = members.filter(({ username }) => username !== viewer.profile?.username)
  return show(c, MembersPage, shared, {
    counts: isStaff ? counts : null,
    canInvite: may(viewer, 'invites'),
    acts: isStaff
      ? Object.fromEntries(others.map((member) => [member.username, actsOn(viewer, member)]))
      : {},
  })
})
