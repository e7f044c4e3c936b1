import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { tellable } from '../../db/tellable.ts'
import { idParam, input, judged } from '../../ui/input.ts'
import { problem } from '../../ui/respond.tsx'
import { findFiles } from '../queries.ts'
import { factsOf, PART, touchedBy } from '../rules.ts'
import { isWrongLength } from '../storage/queries.ts'
import { holdQuota, insertClaim } from './claims/queries.ts'
import { findUpload, type UploadRow } from './queries.ts'
import { Claim, isWhole, metadataFrom, PENDING_HOURS, partAt, refusal } from './rules.ts'
import { forget, type Outcome, storePiece } from './storing/queries.ts'

type Gate = { Bindings: Env }

/**
 * Uploads by tus 1.0 (core, creation, termination), and in plain JSON for scripts. The pieces go
 * through to R2 as they come.
 */
export const uploadRoutes = new Hono<Gate>()
  .use('/uploads/*', async (c, next) => {
    await next()
    if (isTus(c)) c.res.headers.set('Tus-Resumable', '1.0.0')
  })
  .post('/uploads', async (c) => {
    const me = await signedIn(c)
    const form = isTus(c) ? fromHeaders(c) : await input(c, Claim)
    if (!form.ok) return problem(c, 422, 'That file needs another look.', { errors: form.errors })
    const claimed = await claim(c.var.db, form.value, me)
    if ('errors' in claimed)
      return problem(c, 422, 'That file does not fit.', { errors: claimed.errors })
    c.header('Location', `/uploads/${claimed.upload.id}`)
    c.header('Tus-Resumable', '1.0.0')
    return c.json(stateOf(claimed.upload), 201)
  })
  .get('/uploads/:id', async (c) => {
    const { upload } = await own(c)
    return tell(c, upload)
  })
  .patch('/uploads/:id', async (c) => {
    if (c.req.header('content-type') !== 'application/offset+octet-stream')
      throw new HTTPException(415, { message: 'Send application/offset+octet-stream.' })
    const { upload, me } = await own(c)
    const offset = Number(c.req.header('upload-offset') ?? Number.NaN)
    if (!Number.isSafeInteger(offset)) throw new HTTPException(400, { message: 'Say the offset.' })
    if (offset !== upload.offset || upload.finishedAt)
      throw new HTTPException(409, { message: `The next bytes begin at ${upload.offset}.` })
    const part = partAt(offset, upload.fileSize)
    const outcome = await take(c, me, upload, part)
    if (typeof outcome !== 'string') return refused(c, outcome)
    c.header('Upload-Offset', `${offset + part.size}`)
    return c.body(null, 204)
  })
  .put('/uploads/:id', async (c) => {
    const { upload, me } = await own(c)
    if (upload.finishedAt) throw new HTTPException(409, { message: 'It is there already.' })
    if (!isWhole(upload.fileSize))
      throw new HTTPException(413, { message: `Send it in parts of ${PART} bytes.` })
    const outcome = await take(c, me, upload, partAt(0, upload.fileSize))
    if (typeof outcome !== 'string') return refused(c, outcome)
    if (upload.replaces) return tellReplaced(c, upload, me)
    const [now] = await findUpload(c.var.db, upload.id, me)
    if (!now) throw new HTTPException(404)
    return tell(c, now)
  })
  .delete('/uploads/:id', async (c) => {
    const { upload, me } = await own(c)
    if (upload.finishedAt) throw new HTTPException(409, { message: 'It is there already.' })
    await stored(() => forget({ env: c.env, db: c.var.db, me }, upload))
    return isTus(c) ? c.body(null, 204) : c.json({ id: upload.id })
  })

const isTus = (c: Context) => c.req.header('tus-resumable') !== undefined

async function signedIn(c: Context<Gate>): Promise<string> {
  const { viewer } = await c.var.load(() => [])
  if (!viewer.profile) throw new HTTPException(401)
  return viewer.profile.id
}

function fromHeaders(c: Context) {
  try {
    const said = metadataFrom(c.req.header('upload-metadata') ?? '')
    return judged(Claim, { ...said, size: c.req.header('upload-length') })
  } catch {
    throw new HTTPException(400, { message: 'That Upload-Metadata cannot be read.' })
  }
}

/**
 * Makes room for a file: its pending row, or why there is none, by field.
 * @param at where it would lie, if that is for a room above to say
 * @throws HTTPException 403 or 404 where the person may not put it
 */
export async function claim(
  db: Db,
  wanted: Claim,
  me: string,
  at?: Parameters<typeof insertClaim>[4],
) {
  const id = newId()
  const [, standing, [upload]] = await db.batch([
    holdQuota(db, wanted, me),
    insertClaim(db, id, wanted, me, at),
    findUpload(db, id, me),
  ])
  const why = refusal(wanted, standing.rows[0])
  if (why && 'status' in why) throw new HTTPException(why.status)
  if (why) return why
  if (!upload) throw new HTTPException(403)
  return { upload }
}

/** One's own upload; 401 or 404 for others. */
async function own(c: Context<Gate>) {
  const id = idParam(c, 'id')
  const { viewer, rows } = await c.var.load((db, me) => [findUpload(db, id, me)])
  if (!viewer.profile) throw new HTTPException(401)
  const [[upload]] = rows
  if (!upload) throw new HTTPException(404)
  return { upload, me: viewer.profile.id }
}

/** Reads the request's body as the next piece; gives why the file was refused, if it was. */
async function take(
  c: Context<Gate>,
  me: string,
  upload: UploadRow,
  part: ReturnType<typeof partAt>,
) {
  const announced = c.req.header('content-length')
  const { body } = c.req.raw
  if (!body || (announced !== undefined && Number(announced) !== part.size))
    throw new HTTPException(400, { message: `Send exactly ${part.size} bytes.` })
  const outcome = await stored(() =>
    storePiece({ env: c.env, db: c.var.db, me }, upload, part, body),
  )
  if (outcome === 'finished') c.var.touch(...touchedBy(upload))
  return outcome
}

/**
 * Does what needs the bucket.
 * @throws HTTPException 400 when the bytes were not as many as was said, 409 when the upload is over,
 * 503 when the bucket does not answer
 */
export async function stored<T extends Outcome | undefined>(
  work: () => Promise<T>,
): Promise<Exclude<T, 'gone'>> {
  const outcome = await work().catch((error: unknown) => {
    if (isWrongLength(error))
      throw new HTTPException(400, { message: 'Those were not as many bytes as you said.' })
    console.error(JSON.stringify({ event: 'storage failed', ...tellable(error) }))
    throw new HTTPException(503, { message: 'Our storage does not answer. Try again shortly.' })
  })
  if (outcome === 'gone')
    throw new HTTPException(409, { message: 'That upload is over. Begin it again.' })
  return outcome as Exclude<T, 'gone'>
}

const refused = (c: Context, { why }: { why: string }) =>
  problem(c, 422, 'That file cannot be taken.', { detail: why, errors: { file: why } })

function tell(c: Context, upload: UploadRow) {
  c.header('Upload-Offset', `${upload.offset}`)
  c.header('Upload-Length', `${upload.fileSize}`)
  return c.json(stateOf(upload))
}

/** The upload itself is gone: its bytes are those of the file that it replaced. */
async function tellReplaced(c: Context<Gate>, upload: UploadRow, me: string) {
  const [file] = await findFiles(c.var.db, [upload.replaces ?? ''], me)
  const ready = { status: 'ready', offset: upload.fileSize, file: file ? factsOf(file) : null }
  return c.json({ ...stateOf(upload), ...ready })
}

const stateOf = (upload: UploadRow) => ({
  id: upload.id,
  status: upload.finishedAt ? 'ready' : 'pending',
  name: upload.fileName,
  size: upload.fileSize,
  offset: upload.offset,
  partSize: PART,
  expiresAt: new Date(upload.touchedAt.getTime() + PENDING_HOURS * 3_600_000),
  file: upload.finishedAt && factsOf(upload),
})
