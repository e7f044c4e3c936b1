import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { idParam } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { certificateOf, findCertificate, insertCertificate } from './queries.ts'
import { codeFrom } from './rules.ts'
import { CertificatePage } from './views.tsx'

/** Certificates: one's own, and the address at which anyone sees whether one holds. */
export const certificateRoutes = new Hono<{ Bindings: Env }>()
  .get('/certificates/:code', async (c) => {
    const code = codeFrom(c.req.param('code'))
    if (!code) throw new HTTPException(404)
    const { rows } = await c.var.load((db) => [findCertificate(db, code)])
    const [[row]] = rows
    if (!row) throw new HTTPException(404)
    // it names a person: for those who were given the address, not for search engines
    c.header('X-Robots-Tag', 'noindex')
    const address = `${new URL(c.req.url).origin}/certificates/${code}`
    return show(c, CertificatePage, { ...row, address }, null)
  })
  .put('/:community/courses/:course/certificate', async (c) => {
    const courseId = idParam(c, 'course')
    const { viewer } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const { db } = c.var
    const me = viewer.profile.id
    const [, [certificate]] = await db.batch([
      insertCertificate(db, courseId, me),
      certificateOf(db, courseId, me),
    ])
    if (!certificate) throw new HTTPException(404)
    return done(c, certificate, `/certificates/${certificate.code}`, { status: 201 })
  })
