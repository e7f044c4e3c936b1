import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { factOf } from '../../edge/entries.ts'
import { keysOf } from '../../session/cookie.ts'
import { idParam, insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { findFiles, findSigned, releaseOwn, type ServedFile } from '../queries.ts'
import { touchedByEnd } from '../rules.ts'
import { isSigned, SIGNED_SECONDS, sign } from '../signing/rules.ts'
import { opened, sentHeaders, toWidth } from './bytes/routes.tsx'
import { isKept, type Whereabouts } from './kept/rules.ts'
import { countDownloads } from './queries.ts'
import { type Answer, answerFor } from './ranges/rules.ts'
import { cacheControl, widthFor } from './rules.ts'

type Gate = { Bindings: Env }

/** Files as they are read, by a cookie's right or by a signed address. */
export const downloadRoutes = new Hono<Gate>()
  .get('/files/:id/:name', async (c) => (await fromEdge(c)) ?? serveFile(c, await readable(c)))
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
    const [[file]] = rows
    if (!file) throw new HTTPException(404)
    const released = await releaseOwn(c.var.db, id, viewer.profile.id)
    if (released.length === 0) throw new HTTPException(403)
    c.var.revoke(...touchedByEnd(file))
    return done(c, { id }, '/', { notice: 'It is gone.' })
  })

export const Address = z.object({ download: z.stringbool().or(z.boolean()).default(false) })

/**
 * A small file, whole, as the edge keeps it for the viewer's right. Null for what goes past the
 * cache: ranges, large files, downloads that are counted, signed addresses.
 */
async function fromEdge(c: Context<Gate>): Promise<Response | null> {
  const { key, download, w } = c.req.query()
  if (key !== undefined || download !== undefined || c.req.header('range')) return null
  const id = idParam(c, 'id')
  const place = await factOf<Whereabouts>('file', { community: null }, { id })
  const width = place && c.env.IMAGES ? widthFor(w, place) : null
  if (!place || !isKept(place, width)) return null
  const found = await c.var.kept('file', { id, w: width === null ? null : `${width}` }, place)
  if (!found) return null
  const { entry, right } = found
  const headers = new Headers(entry.headers)
  const isOpen = right.reach === null
  headers.set('cache-control', cacheControl({ isOpen }))
  headers.append('server-timing', `cache;desc="${headers.get('cf-cache-status') ?? 'NONE'}"`)
  headers.delete('cf-cache-status')
  // the right was asked a moment ago, so it is only the bytes that are older
  if (!isOpen) headers.delete('age')
  const [etag, modified] = [headers.get('etag') ?? '', headers.get('last-modified') ?? '']
  const asked = (name: string) => c.req.header(name)
  const answer = answerFor(asked, { size: 0, etag, modified: new Date(modified) })
  if (answer.status !== 304 && c.req.method === 'GET') return new Response(entry.body, { headers })
  await entry.body?.cancel()
  if (answer.status === 304) headers.delete('content-length')
  return new Response(null, { status: answer.status === 304 ? 304 : 200, headers })
}

/** Answers for a file that who asks may read: all of it, a range, or that it is unchanged. */
export async function serveFile(c: Context<Gate>, file: ServedFile): Promise<Response> {
  const width = c.env.IMAGES ? widthFor(c.req.query('w'), file) : null
  const headers = sentHeaders(file, width, c.req.query('download') !== undefined)
  headers.set('cache-control', cacheControl(file))
  const modified = file.finishedAt ?? c.var.now
  const about = { size: file.fileSize, etag: headers.get('etag') ?? '', modified }
  const answer = answerFor((name) => c.req.header(name), about)
  if (answer.status === 304) return new Response(null, { status: 304, headers })
  if (width) return inWidth(c, file, width, headers)
  count(c, file, answer)
  return bytesOf(c, file, answer, headers)
}

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
  const object = await opened(c.env.FILES, file.r2Key, { offset, length })
  return new Response(object.body, { status, headers })
}

/** A picture in a width is made anew each time, so it has no length and no ranges. */
async function inWidth(c: Context<Gate>, file: ServedFile, width: number, headers: Headers) {
  if (c.req.method === 'HEAD') return new Response(null, { headers })
  const object = await opened(c.env.FILES, file.r2Key)
  return toWidth(c.env, object, file, width, headers)
}
