import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { newId } from '../../../db/columns.ts'
import { tag } from '../../../edge/rules.ts'
import { releaseOwn } from '../../../files/queries.ts'
import { claim } from '../../../files/uploads/routes.tsx'
import { forget, storeWhole } from '../../../files/uploads/storing/queries.ts'
import { input } from '../../../ui/input.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { courseSpace } from '../../build/courses/routes.tsx'
import { coursePath } from '../../rules.ts'
import { MANIFEST, type Manifest, namesIn } from '../manifest/rules.ts'
import { openZip, streamOf } from '../zip/queries.ts'
import type { Entry } from '../zip/rules.ts'
import { findZip, importedCourse } from './queries.ts'
import { fileName, MAX_MANIFEST, manifestFrom, NO_COURSE } from './rules.ts'
import { ImportPage } from './views.tsx'

type Gate = { Bindings: Env }

export const ImportForm = z.object({
  zip: z
    .array(z.string(), 'Choose a file.')
    .transform((all) => all.filter(Boolean))
    .pipe(z.tuple([z.uuid('Choose a file.')], 'Choose a file.')),
})

/** A course out of a zip that was exported, here or elsewhere. */
export const importRoutes = new Hono<Gate>()
  .get('/:community/s/:space/courses/import', async (c) => {
    const { slug, space } = await courseSpace(c)
    const arrived = z.uuid().safeParse(c.req.query('zip')).data ?? null
    return show(c, ImportPage, sharedOf(slug, space), { arrived })
  })
  .post('/:community/s/:space/courses/import', async (c) => {
    const { slug, space, me } = await courseSpace(c)
    const form = await input(c, ImportForm)
    const again = (zip: string) =>
      refuse(c, { zip }, ImportPage, sharedOf(slug, space), { arrived: null, errors: { zip } })
    if (!form.ok) return again('Choose a file.')
    const [id] = form.value.zip
    const { db } = c.var
    const [zip] = await findZip(db, slug, id, me)
    if (!zip) return again('That file is gone. Upload it again.')
    const from = { key: zip.r2Key, at: { slug, space: space.slug, me } }
    const entries = await openZip(c.env.FILES, zip.r2Key, zip.fileSize)
    const read = entries && (await readManifest(c, from, entries))
    if (!entries || !read) return again(NO_COURSE)
    if ('why' in read) return again(read.why)
    const { manifest } = read
    const ids = new Map<string, string>()
    for (const name of namesIn(manifest)) {
      const seconds = manifest.durations[name]
      const stored = await store(c, from, entries.get(name), 'lesson', seconds)
      if ('why' in stored) return again(`${fileName(name)}: ${stored.why}`)
      ids.set(name, stored.id)
    }
    const cover = manifest.cover && (await store(c, from, entries.get(manifest.cover), 'course'))
    const coverUrl = cover && !('why' in cover) ? cover.url : null
    const course = newId()
    const place = { id: course, me, spaceId: space.id }
    const [made] = await db.batch([...importedCourse(db, place, manifest, ids, coverUrl)])
    if (made.rows.length === 0) throw new HTTPException(403)
    await releaseOwn(db, id, me)
    c.var.touch(tag.space(slug, space.slug))
    const notice = `${manifest.title} is here, as a draft.`
    return done(c, { id: course }, `${coursePath(slug, course)}/edit`, { status: 201, notice })
  })

const sharedOf = (slug: string, space: { slug: string; name: string }) => ({
  slug,
  space: { slug: space.slug, name: space.name },
})

type From = { key: string; at: { slug: string; space: string; me: string } }

async function readManifest(
  c: Context<Gate>,
  { key }: From,
  entries: Map<string, Entry>,
): Promise<{ manifest: Manifest } | { why: string } | null> {
  const entry = entries.get(MANIFEST)
  if (!entry || entry.size > MAX_MANIFEST) return null
  const bytes = await streamOf(c.env.FILES, key, entry)
  return bytes && manifestFrom(await new Response(bytes).text())
}

/** Stores a file of the zip as if it had been uploaded by itself. */
async function store(
  c: Context<Gate>,
  { key, at }: From,
  entry: Entry | undefined,
  purpose: 'lesson' | 'course',
  duration?: number,
): Promise<{ id: string; url: string } | { why: string }> {
  const bytes = entry && (await streamOf(c.env.FILES, key, entry))
  if (!entry || !bytes) return { why: 'it is not in the zip.' }
  const { db } = c.var
  const wanted = { name: fileName(entry.name), size: entry.size, purpose, duration }
  const claimed = await claim(db, { ...wanted, community: at.slug, space: at.space }, at.me)
  if ('errors' in claimed) return { why: Object.values(claimed.errors)[0] ?? 'it does not fit.' }
  const { upload } = claimed
  const stand = { env: c.env, db, me: at.me }
  try {
    const outcome = await storeWhole(stand, upload, bytes)
    if (typeof outcome !== 'string') return outcome
    return { id: upload.id, url: upload.r2Url }
  } catch {
    await forget(stand, upload).catch(() => undefined)
    return { why: 'its bytes could not be read.' }
  }
}
