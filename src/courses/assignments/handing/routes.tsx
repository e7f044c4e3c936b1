import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../../db/columns.ts'
import type { AttachedRow } from '../../../files/attached/rules.ts'
import { attachFiles } from '../../../files/queries.ts'
import {
  attachedAs,
  attachmentsFrom,
  GONE,
  missingFrom,
  typedAttachments,
} from '../../../posts/attachments/rules.ts'
import { type Errors, input, insist, type Typed } from '../../../ui/input.ts'
import { toHtml } from '../../../ui/markdown.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { contentOf } from '../../content/rules.ts'
import { holdEnrolment, settleCompletion } from '../../learning/completion/queries.ts'
import { insistLearner, lessonFor } from '../../learning/lesson/routes.tsx'
import { finishLesson } from '../../learning/progress/queries.ts'
import { insertNote, tellStaff } from '../notes/queries.ts'
import { submissionOf } from '../queries.ts'
import { missing, Note, Work } from '../rules.ts'
import { submissionFrom } from '../view/rules.ts'
import {
  findWorkFiles,
  handInWork,
  insertWork,
  isDoneWhenSubmitted,
  isHandedInNow,
} from './queries.ts'
import { type Shared, WorkPage } from './views.tsx'

type Gate = { Bindings: Env }

const PATH = '/:community/courses/:course/lessons/:lesson/submission'

/** Handing in one's work, and talking about it with those who look after the course. */
export const handingRoutes = new Hono<Gate>()
  .get(PATH, async (c) => {
    const at = await own(c)
    const named = c.req.queries('file') ?? []
    const typed = { attachments: named }
    return show(c, WorkPage, at.shared, await mineOf(c, at, typed, {}))
  })
  .put(PATH, async (c) => {
    const at = await own(c)
    const { me, lesson, href, courseId, row, task } = at
    const form = await input(c, Work)
    const again = async (errors: Errors, typed: Typed) =>
      refuse(c, errors, WorkPage, at.shared, await mineOf(c, at, typed, errors))
    if (!form.ok) return again(form.errors, form.typed)
    const { content, seen } = form.value
    const wanted = attachmentsFrom(form.value) ?? []
    const { db } = c.var
    const files = wanted.length
      ? await findWorkFiles(
          db,
          wanted.map(({ id }) => id),
          me,
          row?.id,
        )
      : []
    if (missingFrom(wanted, files).length) return again({ attachments: GONE }, form.value)
    const lack = missing(task, { content, files: wanted.length })
    if (lack) return again({ [lack.field]: lack.message }, form.value)
    const id = row?.id ?? newId()
    const work = { id, lessonId: lesson.id, me, seen, content, attachments: wanted }
    const [, handed] = await db.batch([
      holdEnrolment(db, courseId, me),
      handInWork(db, work),
      insertWork(db, work),
      attachFiles(db, {
        ...{ ids: wanted.map((file) => file.id), me, spaceId: lesson.space.id, to: id },
        purpose: 'submission',
      }),
      finishLesson(db, lesson.id, me, isDoneWhenSubmitted),
      settleCompletion(db, courseId, me),
      tellStaff(
        db,
        {
          ...{ me, spaceId: lesson.space.id, submission: id, body: lesson.course.title },
          title: `${at.viewer.profile?.fullName ?? ''} handed in “${lesson.title}”`,
          link: `/${at.slug}/courses/${courseId}/submissions/${id}`,
          cause: `submission:${id}:${seen + 1}`,
        },
        isHandedInNow,
      ),
    ])
    if (handed.rows.length === 0) return again({ seen: TWICE }, form.value)
    return done(c, { id, version: seen + 1 }, `${href}/submission`, {
      status: 201,
      notice: 'Handed in. You are told when someone has looked at it.',
    })
  })
  .post(`${PATH}/notes`, async (c) => {
    const at = await own(c)
    const { me, row, lesson, slug, courseId, href } = at
    if (!row) throw new HTTPException(404)
    const { content } = await insist(c, Note)
    const id = newId()
    const { db } = c.var
    await db.batch([
      insertNote(db, { id, of: row.id, me, content }),
      tellStaff(db, {
        ...{ me, spaceId: lesson.space.id, submission: row.id, body: content.slice(0, 140) },
        title: `${at.viewer.profile?.fullName ?? ''} wrote about “${lesson.title}”`,
        link: `/${slug}/courses/${courseId}/submissions/${row.id}`,
        cause: `note:${id}`,
      }),
    ])
    return done(c, { id }, `${href}/submission#note-${id}`, { status: 201 })
  })

const TWICE =
  'This was handed in already, or has been accepted meanwhile. Have a look before you go on.'

/** The assignment of the path, and one's own work for it. */
async function own(c: Context<Gate>) {
  const at = await lessonFor(c, (db, me, lesson) => [submissionOf(db, lesson, me)])
  const { lesson, href, slug } = at
  if (lesson.lessonType !== 'assignment') throw new HTTPException(404)
  insistLearner(lesson)
  const [[row]] = at.rows
  const { task, text } = contentOf('assignment', lesson.content)
  const shared: Shared = {
    ...{ title: lesson.title, href, html: toHtml(text, 'markdown', []), task, slug },
    ...{ space: lesson.space.slug, course: lesson.course, now: c.var.now },
  }
  return { ...at, row: row ?? null, task, shared }
}

async function mineOf(
  c: Context<Gate>,
  { row, me }: Awaited<ReturnType<typeof own>>,
  typed: Typed,
  errors: Errors,
) {
  const wanted = typedAttachments(typed)
  const files: AttachedRow[] = wanted.length
    ? await findWorkFiles(
        c.var.db,
        wanted.map(({ id }) => id),
        me,
        row?.id,
      )
    : []
  return { submission: row && submissionFrom(row), typed, errors, files: attachedAs(wanted, files) }
}
