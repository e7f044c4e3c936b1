import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { type Errors, judged } from '../../../ui/input.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { findFiles } from '../../queries.ts'
import { type FileFacts, factsOf, isEmblem, MAX_FORM, touchedBy } from '../../rules.ts'
import type { FilePurpose } from '../../tables.ts'
import { claim, stored } from '../routes.tsx'
import { FormClaim, PLACE } from '../rules.ts'
import { forget, storeWhole } from '../storing/queries.ts'
import { formFrom, TOO_LARGE, TooLarge, wordsOf } from './rules.ts'
import { UploadPage } from './views.tsx'

/** Small files by a plain form, which is held in memory as a whole. */
export const formRoutes = new Hono<{ Bindings: Env }>()
  .get('/uploads/new', async (c) => {
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    return show(c, UploadPage, {}, { about: aboutFrom(c.req.query()) })
  })
  .post('/files', async (c) => {
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const me = viewer.profile.id
    const form = await read(c)
    if (form === 'too large') throw new HTTPException(413, { message: TOO_LARGE })
    const words = wordsOf(form)
    const again = (errors: Errors) =>
      refuse(c, errors, UploadPage, {}, { errors, about: aboutFrom(words) })
    const file = form.get('file')
    if (!(file instanceof File) || file.size === 0) return again({ file: 'Choose a file.' })
    if (file.size > MAX_FORM) return again({ file: TOO_LARGE })
    const said = judged(FormClaim, { name: file.name, ...words })
    if (!said.ok) return again(said.errors)
    const { back, ...wanted } = said.value
    const { db } = c.var
    const claimed = await claim(db, { ...wanted, size: file.size }, me)
    if ('errors' in claimed) return again(claimed.errors)
    const { upload } = claimed
    const at = { env: c.env, db, me }
    try {
      const outcome = await stored(() => storeWhole(at, upload, file.stream()))
      if (typeof outcome !== 'string') return again({ file: outcome.why })
    } catch (error) {
      // nobody comes back to this one, so it need not wait for the night
      await forget(at, upload).catch(() => undefined)
      throw error
    }
    c.var.touch(...touchedBy(upload))
    const [row] = await findFiles(db, [upload.replaces ?? upload.id], me)
    const facts = factsOf(row ?? upload)
    const next = back?.endsWith('=') ? `${back}${namedBy(wanted.purpose, facts)}` : back
    return done(c, facts, next ?? facts.url, { status: 201, notice: `${facts.name} is here.` })
  })

/** What the page that one comes back to is told of a file: an emblem's address, another's id. */
const namedBy = (purpose: FilePurpose, { id, url }: FileFacts): string =>
  isEmblem(purpose) || purpose === 'event' ? encodeURIComponent(url) : id

const aboutFrom = (said: Record<string, string>): Record<string, string> =>
  Object.fromEntries(PLACE.flatMap((name) => (said[name] ? [[name, said[name]]] : [])))

async function read(c: Context): Promise<FormData | 'too large'> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('multipart/form-data'))
    throw new HTTPException(415, { message: 'Send a form with a file.' })
  try {
    return await formFrom(c.req.raw)
  } catch (error) {
    if (error instanceof TooLarge) return 'too large'
    throw new HTTPException(400, { message: 'That form could not be read.' })
  }
}
