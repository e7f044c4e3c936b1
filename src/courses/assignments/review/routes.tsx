import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../../db/columns.ts'
import { type Errors, idParam, input, insist, type Typed } from '../../../ui/input.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { contentOf } from '../../content/rules.ts'
import { holdEnrolment, settleCompletion } from '../../learning/completion/queries.ts'
import { lookedAfter } from '../../people/gate/routes.tsx'
import { grantLesson } from '../../people/grant/queries.ts'
import { lessonPath } from '../../rules.ts'
import { insertNote, tellAuthor } from '../notes/queries.ts'
import { findSubmission } from '../queries.ts'
import { submissionCounts, submissionsIn } from '../queue/queries.ts'
import { PAGE, QueueQuery } from '../queue/rules.ts'
import { QueuePage } from '../queue/views.tsx'
import { Note, Review } from '../rules.ts'
import { submissionFrom } from '../view/rules.ts'
import { isAccepted, isJudgedNow, judge } from './queries.ts'
import { ReviewPage } from './views.tsx'

type Gate = { Bindings: Env }

const PATH = '/:community/courses/:course/submissions'

/** Looking at what was handed in, for those who look after a course. */
export const reviewRoutes = new Hono<Gate>()
  .get(PATH, async (c) => {
    const asked = QueueQuery.parse(c.req.query())
    const { href, built, rows } = await lookedAfter(c, (db, me, courseId) => [
      submissionsIn(db, courseId, me, asked),
      submissionCounts(db, courseId, me),
    ])
    const [found, counted] = rows
    const submissions = found.slice(0, PAGE)
    const last = found.length > PAGE ? submissions.at(-1) : undefined
    const counts = {
      ...{ submitted: 0, returned: 0, accepted: 0 },
      ...Object.fromEntries(counted.map(({ status, count }) => [status, count])),
    }
    const next = last ? `${href}/submissions?status=${asked.status}&after=${last.id}` : null
    const mine = { status: asked.status, counts, submissions, next, now: c.var.now }
    return show(c, QueuePage, built, mine)
  })
  .get(`${PATH}/:submission`, async (c) => {
    const { shared, row } = await handed(c)
    return show(c, ReviewPage, shared, { submission: submissionFrom(row), typed: {}, errors: {} })
  })
  .put(`${PATH}/:submission/review`, async (c) => {
    const { shared, row, me, course, slug } = await handed(c)
    const form = await input(c, Review)
    const again = (errors: Errors, typed: Typed) =>
      refuse(c, errors, ReviewPage, shared, { submission: submissionFrom(row), typed, errors })
    if (!form.ok) return again(form.errors, form.typed)
    const { points } = shared.task
    const { verdict, content, grade, seen } = form.value
    if (grade !== null && (points === null || grade > points))
      return again(
        { grade: points === null ? 'No points are given here.' : `At most ${points}.` },
        form.value,
      )
    const { db } = c.var
    const { id, userId, lessonId } = row
    const [, judged] = await db.batch([
      holdEnrolment(db, course.id, userId),
      judge(db, { id, me, verdict, grade, content, seen }),
      grantLesson(db, lessonId, userId, isAccepted(id)),
      settleCompletion(db, course.id, userId),
      tellAuthor(
        db,
        {
          ...{ me, spaceId: course.space.id, submission: id, body: content.slice(0, 140) },
          title:
            verdict === 'accepted'
              ? `“${row.lessonTitle}” was accepted`
              : `“${row.lessonTitle}” came back for changes`,
          link: `${lessonPath(slug, course.id, lessonId)}/submission`,
          cause: `review:${id}:${seen}:${verdict}:${grade ?? ''}`,
        },
        isJudgedNow,
      ),
    ])
    if (judged.rows.length === 0) return again({ seen: MEANWHILE }, form.value)
    return done(c, { id, status: verdict, grade }, `${shared.href}/submissions`, {
      notice: 'Sent.',
    })
  })
  .post(`${PATH}/:submission/notes`, async (c) => {
    const { shared, row, me, course, slug } = await handed(c)
    const { content } = await insist(c, Note)
    const id = newId()
    const { db } = c.var
    await db.batch([
      insertNote(db, { id, of: row.id, me, content }),
      tellAuthor(db, {
        ...{ me, spaceId: course.space.id, submission: row.id, body: content.slice(0, 140) },
        title: `There is feedback on “${row.lessonTitle}”`,
        link: `${lessonPath(slug, course.id, row.lessonId)}/submission#note-${id}`,
        cause: `note:${id}`,
      }),
    ])
    return done(c, { id }, `${shared.href}/submissions/${row.id}#note-${id}`, { status: 201 })
  })

const MEANWHILE = 'This was judged already, or a newer version came. Have a look before you go on.'

/** The submission of the path, for who looks after its course. */
async function handed(c: Context<Gate>) {
  const id = idParam(c, 'submission')
  const at = await lookedAfter(c, (db, me, courseId) => [findSubmission(db, courseId, id, me)])
  const [[row]] = at.rows
  if (!row) throw new HTTPException(404)
  const { task } = contentOf('assignment', row.content)
  const { href, course } = at
  const shared = {
    href,
    course: { title: course.title },
    lesson: row.lessonTitle,
    task,
    now: c.var.now,
  }
  return { ...at, row, shared }
}
