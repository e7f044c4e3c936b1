import { makeZip, predictLength } from 'client-zip'
import { create as disposition } from 'content-disposition'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { countDownloads } from '../downloads/queries.ts'
import { FILE_POLICY } from '../downloads/rules.ts'
import { findFiles, type ServedFile } from '../queries.ts'
import { idFrom } from '../resources/rules.ts'
import { nameOf, sizeOf } from '../rules.ts'
import { distinct, MOST_BYTES, MOST_FILES } from './rules.ts'

/** Several files as one zip, which is made while it is sent: `?id=…&id=…`, and a `name` for it. */
export const zipRoutes = new Hono<{ Bindings: Env }>().get('/files/zip', async (c) => {
  const named = ['id', 'id[]'].flatMap((name) => c.req.queries(name) ?? [])
  const ids = [...new Set(named)]
  if (ids.length === 0 || !ids.every(idFrom)) throw new HTTPException(404)
  if (ids.length > MOST_FILES)
    throw new HTTPException(422, { message: `Choose up to ${MOST_FILES} files.` })
  const { rows } = await c.var.load((db, me) => [findFiles(db, ids, me)])
  const [found] = rows
  if (found.length < ids.length) throw new HTTPException(404)
  if (found.reduce((sum, { fileSize }) => sum + fileSize, 0) > MOST_BYTES)
    throw new HTTPException(422, { message: `Choose up to ${sizeOf(MOST_BYTES)} at once.` })
  const files = ids.flatMap((id) => found.find((file) => file.id === id) ?? [])
  const names = distinct(files.map(({ fileName }) => fileName))
  const entries = files.map((file, index) => ({
    name: names[index] ?? file.fileName,
    size: file.fileSize,
    lastModified: file.finishedAt ?? c.var.now,
    file,
  }))
  const length = Number(predictLength(entries.map(({ file: _, ...entry }) => entry)))
  const name = nameOf(c.req.query('name') ?? 'files').replace(/(\.zip)?$/i, '.zip')
  const headers = new Headers({
    'cache-control': 'private, no-store',
    'content-disposition': disposition(name),
    'content-length': `${length}`,
    'content-security-policy': FILE_POLICY,
    'content-type': 'application/zip',
  })
  if (c.req.method === 'HEAD') return new Response(null, { headers })
  const counted = found.filter(({ purpose }) => purpose === 'resource').map(({ id }) => id)
  if (counted.length) c.executionCtx.waitUntil(countDownloads(c.var.db, counted))
  const zip = makeZip(opened(c.env.FILES, entries))
  return new Response(zip.pipeThrough(new FixedLengthStream(length)), { headers })
})

/** Opens each object when its turn comes, so that one stream is open at a time. */
async function* opened(
  bucket: R2Bucket,
  entries: { name: string; size: number; lastModified: Date; file: ServedFile }[],
) {
  for (const { file, ...entry } of entries) {
    const object = await bucket.get(file.r2Key)
    if (!object) throw new Error('the bytes of a file are gone')
    yield { ...entry, input: object.body }
  }
}
