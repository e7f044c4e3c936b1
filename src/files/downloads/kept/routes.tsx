import type { Server } from '../../../edge/page.ts'
import { FACT_CONTROL, GUEST, SHARED_CONTROL, tag } from '../../../edge/rules.ts'
import { sentHeaders, toWidth } from '../bytes/routes.tsx'
import { widthFor } from '../rules.ts'
import { findKept, findWhereabouts } from './queries.ts'
import { isKept, tagsOfFile } from './rules.ts'

/** Where a file lies: a fact for the gateway, which names the right by it. */
export const servePlace: Server = async ({ db, given: { id = '' } }) => {
  const [place] = await findWhereabouts(db, id)
  if (!place) return null
  return Response.json(place, {
    headers: { 'cache-control': FACT_CONTROL, 'cache-tag': tag.file(id) },
  })
}

/** The bytes of a file, or of a picture in a width, for all who have the same right. */
export const serveBytes: Server = async ({ db, env, given, props, known }) => {
  const { community, right = GUEST } = props
  const [file] = await findKept(db, given.id ?? '', community, right.reach)
  const width = file && env.IMAGES ? widthFor(given.w, file) : null
  if (!file || !isKept({ ...file, community, space: null }, width)) return null
  const headers = sentHeaders(file, width)
  headers.set('cache-control', SHARED_CONTROL)
  headers.set('cache-tag', tagsOfFile(file, community).join(','))
  if (known === headers.get('etag')) return new Response(null, { status: 304, headers })
  const object = await env.FILES.get(file.r2Key)
  if (!object) return null
  if (width) return toWidth(env, object, file, width, headers)
  headers.set('content-length', `${file.fileSize}`)
  return new Response(object.body, { headers })
}
