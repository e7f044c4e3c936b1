import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../../db/columns.ts'
import { factsOf } from '../../../files/rules.ts'
import { idParam, input, insist } from '../../../ui/input.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { courseFor, gate, insistBuilder } from '../../gate/routes.tsx'
import { holdCourse, settleCompletion } from '../../learning/completion/queries.ts'
import { findContent } from '../../lesson/queries.ts'
import { bindFiles, fileIdsUnder, releaseLoose } from '../../media/queries.ts'
import { copyQuizzes } from '../../quizzes/authoring/queries.ts'
import { coursePath, lessonPath } from '../../rules.ts'
import { copyLesson, deleteLesson, insertLesson, updateLesson } from '../lessons/queries.ts'
import { NewLesson } from '../lessons/rules.ts'
import { touchedIn } from '../rules.ts'
import { type EditorFile, filesFor } from './queries.ts'
import {
  arrivedAt,
  changeFrom,
  contentAfter,
  fileErrors,
  type Held,
  heldIds,
  LessonForm,
  minutesOf,
  namedIn,
  withArrived,
} from './rules.ts'
import { type EditorShared, LessonEditor } from './views.tsx'

type Gate = { Bindings: Env }

/** Making lessons, and what they hold. */
export const editorRoutes = new Hono<Gate>()
  .post('/:community/courses/:course/modules/:module/lessons', async (c) => {
    const module = idParam(c, 'module')
    const at = await courseFor(c, () => [])
    const me = insistBuilder(at.viewer)
    const lesson = await insist(c, NewLesson)
    const id = newId()
    const { db } = c.var
    const place = { id, courseId: at.course.id, me }
    const [, made] = await db.batch([
      holdCourse(db, at.course.id),
      insertLesson(db, place, module, lesson),
    ])
    if (made.rows.length === 0) throw new HTTPException(404)
    c.var.touch(...touchedIn(at))
    return done(c, { id }, `${coursePath(at.slug, at.course.id)}/edit`, { status: 201 })
  })
  .post('/:community/courses/:course/lessons/:lesson/copies', async (c) => {
    const at = await gate(c, () => [])
    const me = insistBuilder(at.viewer)
    const { db } = c.var
    const id = newId()
    const place = { id, courseId: at.course.id, me }
    const [, , made] = await db.batch([
      holdCourse(db, at.course.id),
      ...copyLesson(db, place, at.lesson.id),
      copyQuizzes(db, [{ from: at.lesson.id, to: id }]),
    ])
    if (made.rows.length === 0) throw new HTTPException(403)
    const path = `${coursePath(at.slug, at.course.id)}/edit`
    return done(c, { id }, path, { status: 201 })
  })
  .get('/:community/courses/:course/lessons/:lesson/edit', async (c) => {
    const arrived = arrivedAt(c.req.query())
    const { at, stored, files } = await opened(c, Object.values(arrived))
    const held = withArrived(
      contentAfter({ type: at.lesson.lessonType, content: stored }, {}),
      arrived,
    )
    return show(c, LessonEditor, sharedFrom(at, held, files), {})
  })
  .patch('/:community/courses/:course/lessons/:lesson', async (c) => {
    const form = await input(c, LessonForm)
    const { at, me, stored, files } = await opened(c, form.ok ? namedIn(form.value) : [])
    const old = { type: at.lesson.lessonType, content: stored }
    if (!form.ok) {
      const shared = sharedFrom(at, contentAfter(old, {}), files)
      return refuse(c, form.errors, LessonEditor, shared, form)
    }
    const held = contentAfter(old, form.value)
    const errors = fileErrors(form.value.lessonType ?? old.type, held, files)
    if (errors) {
      const shared = sharedFrom(at, held, files)
      return refuse(c, errors, LessonEditor, shared, { errors, typed: form.value })
    }
    const { db } = c.var
    const place = { id: at.lesson.id, courseId: at.course.id, me }
    const change = changeFrom(form.value, held, minutesOf(files, held.media))
    const update = updateLesson(db, place, change)
    const [, changed] = await db.batch([
      holdCourse(db, place.courseId),
      update,
      ...(change.content
        ? [
            ...bindFiles(db, place.id, heldIds(held)),
            releaseLoose(db, heldIds(contentAfter(old, {}))),
          ]
        : []),
      // a draft is not waited for
      ...(change.isPublished === false ? [settleCompletion(db, place.courseId)] : []),
    ])
    if (changed.length === 0) throw new HTTPException(403)
    const name = form.value.isPublished === false ? c.var.revoke : c.var.touch
    name(...touchedIn(at))
    // what was changed in the outline leads back to it
    const isWhole = form.value.text !== undefined
    const course = coursePath(at.slug, at.course.id)
    const href = lessonPath(at.slug, at.course.id, at.lesson.id)
    const path = !isWhole ? `${course}/edit` : c.req.query('then') ? href : `${href}/edit`
    return done(c, { id: at.lesson.id }, path, isWhole ? { notice: 'Saved.' } : {})
  })
  .delete('/:community/courses/:course/lessons/:lesson', async (c) => {
    const lesson = idParam(c, 'lesson')
    const at = await gate(c, (db) => [fileIdsUnder(db, { lesson })])
    const me = insistBuilder(at.viewer)
    const { db } = c.var
    const files = at.rows[0].map((row) => row.fileId)
    const [, gone] = await db.batch([
      holdCourse(db, at.course.id),
      deleteLesson(db, { id: lesson, courseId: at.course.id, me }),
      releaseLoose(db, files),
      settleCompletion(db, at.course.id),
    ])
    if (gone.length === 0) throw new HTTPException(403)
    c.var.revoke(...touchedIn(at))
    const path = `${coursePath(at.slug, at.course.id)}/edit`
    return done(c, { id: lesson }, path, { notice: `${at.lesson.title} is gone.` })
  })

/** The lesson of the path with what it holds, and the files that it has or will have. */
async function opened(c: Context<Gate>, ids: string[]) {
  const slug = c.req.param('community') ?? ''
  const id = idParam(c, 'lesson')
  const at = await gate(c, (db) => [findContent(db, id), filesFor(db, slug, id, ids)])
  const me = insistBuilder(at.viewer)
  const [[row], files] = at.rows
  if (!row) throw new HTTPException(404)
  return { at, me, stored: row.content, files }
}

function sharedFrom(
  { slug, course, lesson }: Awaited<ReturnType<typeof opened>>['at'],
  held: Held,
  files: EditorFile[],
): EditorShared {
  const { mayLearn: _mine, ...about } = course
  return { slug, course: about, lesson, held, files: files.map(factsOf) }
}
