import { create as disposition } from 'content-disposition'
import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { keysOf } from '../../session/cookie.ts'
import { idParam, insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { findFiles, findSigned, releaseOwn, type ServedFile } from '../queries.ts'
import { touchedBy } from '../rules.ts'
import { isSigned, SIGNED_SECONDS, sign } from '../signing/rules.ts'
import { countDownloads } from './queries.ts'
import { type Answer, answerFor } from './ranges/rules.ts'
import { cacheControl, FILE_POLICY, isInline, servedType, widthFor } from './rules.ts'

type Gate = { Bindings: Env }

/** Files as they are read, by a cookie's right or by a signed address. */
export const downloadRoutes = new Hono<Gate>()
  .get('/files/:id/:name', async (c) => serveFile(c, await readable(c)))
  .post('/files/:id/addresses', async (c) => {
    const id = idParam(c, 'id')
    const { download } = await insist(c, Address)
    const { rows } = await c.var.load((db, me) => [findFiles(db, [id], me)])
    const [[file]] = rows
    if (!file) throw new HTTPException(404)
    const until = Math.floor(c.var.now.getTime() / 1000) + SIGNED_SECONDS
    const query = await sign(keysOf(c.env)[0], id, until)
    const url = `${file.r2Url}?${query}${download ? '&download=' : ''}`
    return done(c, { url, expiresAt: new Date(until * 1000) }, url, { status: 201 })
  })
  .delete('/files/:id', async (c) => {
    const id = idParam(c, 'id')
    const { viewer, rows } = await c.var.load((db, me) => [findFiles(db, [id], me)])
    if (!viewer.profile) throw new HTTPException(401)
    if (rows[0].length === 0) throw new HTTPException(404)
    const released = await releaseOwn(c.var.db, id, viewer.profile.id)
    if (released.length === 0) throw new HTTPException(403)
    c.var.revoke(...touchedBy(rows[0][0]))
    return done(c, { id }, '/', { notice: 'It is gone.' })
  })

/** Answers a request for a file that who asks may read: all of it, a range, or that it is unchanged. */
export async function serveFile(c: Context<Gate>, file: ServedFile): Promise<Response> {
  const width = c.env.IMAGES ? widthFor(c.req.query('w'), file) : null
  const etag = `"${file.r2Key}${width ? `-w${width}` : ''}"`
  const modified = file.finishedAt ?? c.var.now
  const answer = answerFor((name) => c.req.header(name), { size: file.fileSize, etag, modified })
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': cacheControl(file),
    'content-disposition': dispositionOf(c, file),
    'content-security-policy': FILE_POLICY,
    'content-type': servedType(file.fileType),
    etag,
    'last-modified': modified.toUTCString(),
  })
  if (answer.status === 304) return new Response(null, { status: 304, headers })
  if (width && c.req.method === 'GET') return resized(c, file, width, headers)
  count(c, file, answer)
  return bytesOf(c, file, answer, headers)
}

export const Address = z.object({ download: z.stringbool().or(z.boolean()).default(false) })

/** The file of the path, if the address is signed or who asks may read it; else 404. */
async function readable(c: Context<Gate>): Promise<ServedFile> {
  const id = idParam(c, 'id')
  const { until, key } = c.req.query()
  if (key !== undefined) {
    const signature = { id, until: Number(until), key }
    if (!(await isSigned(keysOf(c.env), signature, c.var.now)))
      throw new HTTPException(403, { message: 'That address has run out. Open the page again.' })
    const [file] = await findSigned(c.var.db, id)
    if (file) return file
    throw new HTTPException(404)
  }
  const { rows } = await c.var.load((db, me) => [findFiles(db, [id], me)])
  const [[file]] = rows
  if (!file) throw new HTTPException(404)
  return file
}

function dispositionOf(c: Context, file: ServedFile): string {
  const isSaved = c.req.query('download') !== undefined || !isInline(file.fileType)
  return disposition(file.fileName, { type: isSaved ? 'attachment' : 'inline' })
}

/** Only what begins at the beginning is a download; players and downloaders ask for more pieces. */
function count(c: Context<Gate>, file: ServedFile, answer: Answer) {
  const isAsked = c.req.method === 'GET' && c.req.query('download') !== undefined
  const isStart = 'offset' in answer && answer.offset === 0
  if (file.purpose === 'resource' && isAsked && isStart)
    c.executionCtx.waitUntil(countDownloads(c.var.db, [file.id]))
}

async function bytesOf(
  c: Context<Gate>,
  file: ServedFile,
  answer: Exclude<Answer, { status: 304 }>,
  headers: Headers,
): Promise<Response> {
  const { fileSize: size } = file
  if (!('offset' in answer)) {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const { status, offset, length } = answer
  headers.set('content-length', `${length}`)
  if (status === 206) headers.set('content-range', `bytes ${offset}-${offset + length - 1}/${size}`)
  if (c.req.method === 'HEAD') return new Response(null, { status, headers })
  const object = await c.env.FILES.get(file.r2Key, { range: { offset, length } })
  if (!object) throw new HTTPException(404, { message: 'Its bytes are gone.' })
  return new Response(object.body, { status, headers })
}

/** The picture in a width, made by Cloudflare Images from the bytes; as it is where that fails. */
async function resized(c: Context<Gate>, file: ServedFile, width: number, headers: Headers) {
  const object = await c.env.FILES.get(file.r2Key)
  if (!object || !c.env.IMAGES) throw new HTTPException(404, { message: 'Its bytes are gone.' })
  try {
    const image = c.env.IMAGES.input(object.body).transform({ width, fit: 'scale-down' })
    const made = (await image.output({ format: 'image/webp', quality: 82 })).response()
    headers.set('content-type', 'image/webp')
    headers.delete('accept-ranges')
    return new Response(made.body, { headers })
  } catch (error) {
    console.info(JSON.stringify({ event: 'picture not resized', why: String(error) }))
    const whole = { status: 200, offset: 0, length: file.fileSize } as const
    return bytesOf(c, file, whole, headers)
  }
}
