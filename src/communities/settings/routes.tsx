import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { rightsOf } from '../../profiles/rules.ts'
import { input, uploaded } from '../../ui/input.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import { findMember, handOver } from '../members/queries.ts'
import { Named } from '../members/rules.ts'
import { closeCommunity, holdCommunity, updateCommunity } from '../queries.ts'
import {
  type Act,
  isOwner,
  may,
  touchedByStanding,
  touchedInCommunity,
  touchedInPublic,
} from '../rules.ts'
import { Colours } from './colour/views.tsx'
import { Closing, isNameTyped, Settings, SettingsChange } from './rules.ts'
import { SettingsPage } from './views.tsx'

export const settingsRoutes = new Hono<{ Bindings: Env }>()
  .get('/communities/colours', (c) => {
    const colour = Settings.shape.brandColor.safeParse(c.req.query('brandColor'))
    return c.html(<Colours hex={colour.data ?? ''} />)
  })
  .get('/:community/settings', async (c) => {
    const { shared, mine } = await open(c, 'settings')
    const typed = uploaded(c, ['logoUrl', 'coverUrl'])
    return show(c, SettingsPage, shared, { ...mine, ...typed })
  })
  .patch('/:community', async (c) => {
    const { me, id, shared, mine } = await open(c, 'settings')
    const form = await input(c, SettingsChange)
    if (!form.ok) return refuse(c, form.errors, SettingsPage, shared, { ...mine, ...form })
    if (Object.keys(form.value).length) {
      const changed = await updateCommunity(c.var.db, id, me, form.value)
      if (changed.length === 0) throw new HTTPException(403)
      const name = form.value.isPublic === false ? c.var.revoke : c.var.touch
      name(...touchedInCommunity(shared.slug), ...touchedInPublic())
    }
    const settings = { ...shared.settings, ...form.value }
    return done(c, settings, `/${shared.slug}/settings`, { notice: 'Saved.' })
  })
  .put('/:community/owner', async (c) => {
    const form = await input(c, Named)
    const username = form.ok ? form.value.username : ''
    const { me, owner, id, shared, mine, named } = await open(c, 'handOver', username)
    if (!form.ok) return refuse(c, form.errors, SettingsPage, shared, { ...mine, ...form })
    if (named?.status !== 'active' || named.profileId === me) {
      const errors = { username: 'No other member has that username.' }
      return refuse(c, errors, SettingsPage, shared, { ...mine, errors, typed: form.value })
    }
    const { db } = c.var
    const change = { communityId: id, me, profileId: named.profileId }
    const [, changed] = await db.batch([holdCommunity(db, id), handOver(db, change)])
    if (changed.rows.length === 0) throw new HTTPException(409)
    c.var.revoke(...rightsOf(me), ...rightsOf(named.profileId))
    for (const one of [owner, username]) c.var.touch(...touchedByStanding(shared.slug, one))
    const notice = `${named.fullName} owns ${shared.settings.name} now.`
    return done(c, { owner: username }, `/${shared.slug}`, { notice })
  })
  .delete('/:community', async (c) => {
    const { me, id, shared, mine } = await open(c, 'close')
    const { name } = shared.settings
    const form = await input(c, Closing)
    if (!form.ok || !isNameTyped(form.value.name, name)) {
      const errors = { closing: `Type ${name} to delete it.` }
      return refuse(c, errors, SettingsPage, shared, { ...mine, errors })
    }
    const closed = await closeCommunity(c.var.db, id, me)
    if (closed.length === 0) throw new HTTPException(403)
    c.var.revoke(...touchedInCommunity(shared.slug), ...touchedInPublic())
    return done(c, {}, '/', { notice: `${name} is gone.` })
  })

/** The page's props, for those who may do the act; 403 for others. And who was named, if anyone. */
async function open(c: Context<{ Bindings: Env }>, act: Act, username = '') {
  const { viewer, community, rows } = await c.var.visit((db) => [
    findMember(db, c.req.param('community') ?? '', username),
  ])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, act)) throw new HTTPException(403)
  const { id, slug, name, description, logoUrl, coverUrl, brandColor, isPublic, joining } =
    community
  const settings = { name, description, logoUrl, coverUrl, brandColor, isPublic, joining }
  const mine = { isOwner: isOwner(viewer) }
  const { id: me, username: owner } = viewer.profile
  return { me, owner, id, shared: { slug, settings }, mine, named: rows[0][0] }
}
