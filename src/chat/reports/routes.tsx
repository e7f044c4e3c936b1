import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { communityAt } from '../../communities/queries.ts'
import { isStaff } from '../../communities/rules.ts'
import { idParam, insist } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { secretOf } from '../keys/routes.tsx'
import { chatOf } from '../place/routes.tsx'
import { signerOf, spaceSecrets } from '../secrets/rules.ts'
import { closeReport, insertReport, openReports } from './queries.ts'
import { NewReport, proven, reportOf } from './rules.ts'
import { ReportsPage } from './views.tsx'

/** Messages that someone chose to show to the staff. */
export const reportRoutes = new Hono<{ Bindings: Env }>()
  .post('/:community/s/:space/chat/reports', async (c) => {
    const { space, me, at } = await chatOf(c)
    const report = await insist(c, NewReport)
    const secret = secretOf(c.env)
    const { topic } = await spaceSecrets(secret, space.id, report.epoch)
    const said = await proven(report, topic, space.id, (await signerOf(secret)).publicKey)
    if (!said) throw new HTTPException(422, { message: 'That does not prove who wrote it.' })
    await insertReport(c.var.db, space.id, reportOf(said, { ...report, reporterId: me.id }))
    c.var.spare()
    return done(c, {}, at, { status: 201 })
  })
  .get('/:community/reports', async (c) => {
    const slug = c.req.param('community')
    const { viewer, rows } = await c.var.visit((db, me) => [openReports(db, communityAt(slug), me)])
    if (!viewer.profile) throw new HTTPException(401)
    if (!isStaff(viewer)) throw new HTTPException(403)
    return show(c, ReportsPage, { slug }, { reports: rows[0], now: c.var.now })
  })
  .put('/:community/reports/:report/closed', async (c) => {
    const id = idParam(c, 'report')
    const { viewer, community } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    if (!isStaff(viewer)) throw new HTTPException(403)
    const closed = await closeReport(c.var.db, community.id, id, viewer.profile.id)
    if (closed.length === 0) throw new HTTPException(404)
    c.var.spare()
    return done(c, { id }, `/${community.slug}/reports`, { notice: 'Done with that one.' })
  })
