import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may } from '../../communities/rules.ts'
import { insist } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { blocksOf } from '../direct/blocks/queries.ts'
import { choicesOf, rulesAt, saveChoices, saveRules } from './queries.ts'
import { Choices, Rules } from './rules.ts'
import { ChatRulesPage, ChoicesPage } from './views.tsx'

const PAGE = '/settings/messages'

/** What people, and communities, want of chat. */
export const choiceRoutes = new Hono<{ Bindings: Env }>()
  .get(PAGE, async (c) => {
    const { viewer, rows } = await c.var.load((db, me) => [choicesOf(db, me), blocksOf(db, me)])
    if (!viewer.profile) throw new HTTPException(401)
    const [choices = { takesMessages: true, showsPresence: true }] = rows[0]
    return show(c, ChoicesPage, {}, { choices, blocked: rows[1] })
  })
  .put(PAGE, async (c) => {
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const choices = await insist(c, Choices)
    await saveChoices(c.var.db, viewer.profile.id, choices)
    return done(c, choices, PAGE, { notice: 'Saved.' })
  })
  .get('/:community/settings/chat', async (c) => {
    const slug = c.req.param('community')
    const { viewer, rows } = await c.var.visit((db) => [rulesAt(db, slug)])
    if (!viewer.profile) throw new HTTPException(401)
    if (!may(viewer, 'settings')) throw new HTTPException(403)
    const [rules = { allowsMessages: true, keepsArchive: true }] = rows[0]
    return show(c, ChatRulesPage, { slug }, rules)
  })
  .put('/:community/settings/chat', async (c) => {
    const { viewer, community } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    if (!may(viewer, 'settings')) throw new HTTPException(403)
    const rules = await insist(c, Rules)
    await saveRules(c.var.db, community.id, viewer.profile.id, rules)
    return done(c, rules, `/${community.slug}/settings/chat`, { notice: 'Saved.' })
  })
