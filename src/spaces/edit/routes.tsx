import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { holdCommunity } from '../../communities/queries.ts'
import { may, touchedInCommunity } from '../../communities/rules.ts'
import { tiersOf } from '../../communities/tiers/queries.ts'
import { newId } from '../../db/columns.ts'
import { violates } from '../../db/violation.ts'
import { canSend } from '../../mail/send.ts'
import { input, uploaded } from '../../ui/input.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import { guestsOf } from '../grants/queries.ts'
import { linksInto } from '../invites/queries.ts'
import {
  findSpace,
  insertSpace,
  type SpaceRow,
  spaceAt,
  syncSpaceAccess,
  updateSpace,
} from '../manage/queries.ts'
import { addressOf, NewSpace, SpaceChange, tierErrors } from '../manage/rules.ts'
import { movesDoor } from '../rules.ts'
import { NewSpacePage, SpaceSettingsPage } from './views.tsx'

/** Making a space, and everything about one that can be changed. */
export const editRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/spaces/new', async (c) => show(c, NewSpacePage, (await blank(c)).shared, {}))
  .post('/:community/spaces', async (c) => {
    const { at, shared } = await blank(c)
    const form = await input(c, NewSpace)
    if (!form.ok) return refuse(c, form.errors, NewSpacePage, shared, form)
    const typed = form.value
    const errors = tierErrors(typed, shared.tiers)
    if (errors) return refuse(c, errors, NewSpacePage, shared, { errors, typed })
    const space = { ...typed, ...tiersIfPaid(typed), slug: addressOf(typed, at.id) }
    const { db } = c.var
    try {
      const [, made] = await db.batch([
        holdCommunity(db, at.communityId),
        insertSpace(db, at, space),
        syncSpaceAccess(db, at.communityId),
      ])
      if (made.rows.length === 0) throw new HTTPException(403)
    } catch (error) {
      if (!violates(error, 'spaces_community_slug')) throw error
      return refuse(c, TAKEN, NewSpacePage, shared, { errors: TAKEN, typed })
    }
    c.var.touch(...touchedInCommunity(shared.slug))
    const path = `/${shared.slug}/s/${space.slug}`
    const notice = `${space.name} is open.`
    return done(c, { id: at.id, slug: space.slug }, path, { status: 201, notice })
  })
  .get('/:community/s/:space/settings', async (c) =>
    show(c, SpaceSettingsPage, (await opened(c)).shared, uploaded(c, ['coverUrl'])),
  )
  .patch('/:community/s/:space', async (c) => {
    const { at, shared } = await opened(c)
    const form = await input(c, SpaceChange)
    if (!form.ok) return refuse(c, form.errors, SpaceSettingsPage, shared, form)
    const typed = form.value
    const next = { ...shared.space, ...typed }
    const errors = tierErrors(next, shared.tiers)
    if (errors) return refuse(c, errors, SpaceSettingsPage, shared, { errors, typed })
    const slug = addressOf(next, at.id)
    const { db } = c.var
    try {
      const [changed] = await db.batch([
        updateSpace(db, at, { ...typed, ...tiersIfPaid(next), slug }),
        syncSpaceAccess(db, at.communityId),
      ])
      if (changed.length === 0) throw new HTTPException(403)
    } catch (error) {
      if (!violates(error, 'spaces_community_slug')) throw error
      return refuse(c, TAKEN, SpaceSettingsPage, shared, { errors: TAKEN, typed })
    }
    const name = movesDoor(shared.space, next) ? c.var.revoke : c.var.touch
    name(...touchedInCommunity(shared.slug))
    const path = `/${shared.slug}/s/${slug}/settings`
    return done(c, { id: at.id, slug }, path, { notice: 'Saved.' })
  })

const TAKEN = { slug: 'Another space has that address. Try another.' }

/** Only a paid space keeps tiers: others would show up in a tier that does not open them. */
const tiersIfPaid = (space: Pick<NewSpace, 'visibility' | 'requiredTierIds'>) => ({
  requiredTierIds: space.visibility === 'paid' ? space.requiredTierIds : [],
})

async function blank(c: Context<{ Bindings: Env }>) {
  const slug = c.req.param('community') ?? ''
  const { viewer, community, rows } = await c.var.visit((db) => [tiersOf(db, slug)])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'spaces')) throw new HTTPException(403)
  const space = { ...NewSpace.parse({ name: 'New' }), name: '' }
  const at = { id: newId(), communityId: community.id, me: viewer.profile.id }
  return { at, shared: { slug, space, tiers: rows[0] } }
}

/** The settings page's props, for those who manage spaces; 401, 403 or 404 for others. */
export async function opened(c: Context<{ Bindings: Env }>) {
  const [slug, address] = [c.req.param('community') ?? '', c.req.param('space') ?? '']
  const { viewer, community, rows } = await c.var.visit((db) => [
    findSpace(db, slug, address),
    tiersOf(db, slug),
    guestsOf(db, spaceAt(slug, address)),
    linksInto(db, spaceAt(slug, address)),
  ])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'spaces')) throw new HTTPException(403)
  const [[row], tiers, guests, links] = rows
  if (!row) throw new HTTPException(404)
  const at = { id: row.id, communityId: community.id, me: viewer.profile.id }
  const { origin } = new URL(c.req.url)
  const space = fieldsOf(row)
  const asked = { slug, space, tiers, guests, links, origin }
  return { at, shared: { ...asked, isArchived: row.isArchived, hasMail: canSend(c.env) } }
}

const fieldsOf = ({ id: _id, isArchived: _archived, settings, ...space }: SpaceRow): NewSpace => ({
  ...space,
  whoPosts: settings.whoPosts ?? 'members',
})
