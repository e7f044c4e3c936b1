import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { serveFile } from '../../files/downloads/routes.tsx'
import { idParam } from '../../ui/input.ts'
import { gate, insistOpen } from '../gate/routes.tsx'
import { filesOf } from './queries.ts'

/** A lesson's files, for who may open the lesson: asked anew for each piece of them. */
export const mediaRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/courses/:course/lessons/:lesson/files/:file/:name',
  async (c) => {
    const lesson = idParam(c, 'lesson')
    const id = idParam(c, 'file')
    const at = await gate(c, (db) => [filesOf(db, lesson, id)])
    const [[file]] = at.rows
    if (!file) throw new HTTPException(404)
    insistOpen(at)
    return serveFile(c, file)
  },
)
