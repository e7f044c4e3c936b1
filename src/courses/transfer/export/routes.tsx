import { makeZip } from 'client-zip'
import { create as disposition } from 'content-disposition'
import { Hono } from 'hono'
import { FILE_POLICY } from '../../../files/downloads/rules.ts'
import { findFiles } from '../../../files/queries.ts'
import { idInAddress, nameOf } from '../../../files/rules.ts'
import { idParam } from '../../../ui/input.ts'
import { courseFor, insistBuilder } from '../../gate/routes.tsx'
import { quizzesIn } from '../../quizzes/authoring/queries.ts'
import { MANIFEST } from '../manifest/rules.ts'
import { contentsOf, filesOfCourse, type StoredFile } from './queries.ts'
import { manifestOf, namesOf } from './rules.ts'

/** A whole course as one zip, which is made while it is sent. */
export const exportRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/courses/:course/export',
  async (c) => {
    const id = idParam(c, 'course')
    const at = await courseFor(c, (db) => [
      contentsOf(db, id),
      quizzesIn(db, id),
      filesOfCourse(db, id),
    ])
    const me = insistBuilder(at.viewer)
    const { course, modules, steps } = at
    const [contents, quizzes, files] = at.rows
    const picture = idInAddress(course.coverUrl ?? '')
    const [cover = null] = picture ? await findFiles(c.var.db, [picture], me) : []
    const all = cover ? [...files, cover] : files
    const names = namesOf(all)
    const manifest = manifestOf({ course, modules, steps, contents, quizzes, files, cover }, names)
    const headers = new Headers({
      'cache-control': 'private, no-store',
      'content-disposition': disposition(`${nameOf(course.title)}.zip`),
      'content-security-policy': FILE_POLICY,
      'content-type': 'application/zip',
    })
    if (c.req.method === 'HEAD') return new Response(null, { headers })
    const said = {
      name: MANIFEST,
      input: JSON.stringify(manifest, null, 2),
      lastModified: c.var.now,
    }
    return new Response(makeZip(entriesOf(c.env.FILES, said, all, names)), { headers })
  },
)

type Said = { name: string; input: string; lastModified: Date }

/** Opens each object when its turn comes, so that one stream is open at a time. */
async function* entriesOf(
  bucket: R2Bucket,
  said: Said,
  files: StoredFile[],
  names: Map<string, string>,
) {
  yield said
  for (const file of files) {
    const object = await bucket.get(file.r2Key)
    if (!object) throw new Error('the bytes of a file are gone')
    yield {
      ...{ name: names.get(file.id) ?? file.fileName, input: object.body, size: file.fileSize },
      lastModified: file.finishedAt ?? said.lastModified,
    }
  }
}
