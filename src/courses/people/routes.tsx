import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { idParam } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { holdEnrolment, settleCompletion } from '../learning/completion/queries.ts'
import { modulesOf, stepsOf } from '../outline/queries.ts'
import { csvHead, csvLine } from './export/rules.ts'
import { lookedAfter } from './gate/routes.tsx'
import { grantLesson } from './grant/queries.ts'
import { learnersIn } from './list/queries.ts'
import { PAGE, PeopleQuery } from './list/rules.ts'
import { PeoplePage } from './list/views.tsx'
import { doneBySomeone } from './person/queries.ts'
import { PersonPage } from './person/views.tsx'
import { looksAfter, resetProgress } from './reset/queries.ts'

type Gate = { Bindings: Env }

const PATH = '/:community/courses/:course/people'
/** Enrolments that an export asks for at once. */
const CHUNK = 2000

/** Who learns in a course, for those who look after it. */
export const peopleRoutes = new Hono<Gate>()
  .get(PATH, async (c) => {
    const asked = PeopleQuery.parse(c.req.query())
    const { href, built, rows } = await lookedAfter(c, (db, me, courseId) => [
      learnersIn(db, courseId, me, { ...asked, most: PAGE + 1 }),
    ])
    const people = rows[0].slice(0, PAGE)
    const last = rows[0].length > PAGE ? people.at(-1) : undefined
    const more = new URLSearchParams({ state: asked.state, q: asked.q, after: last?.id ?? '' })
    const next = last ? `${href}/people?${more}` : null
    const mine = { people, state: asked.state, q: asked.q, next, now: c.var.now }
    return show(c, PeoplePage, built, mine)
  })
  .get(`${PATH}/export`, async (c) => {
    const { me, course } = await lookedAfter(c, () => [])
    const { db } = c.var
    const text = new TextEncoder()
    let after: string | null = null
    const csv = new ReadableStream<Uint8Array>({
      start: (out) => out.enqueue(text.encode(csvHead())),
      pull: async (out) => {
        const rows: Awaited<ReturnType<typeof learnersIn>> = await learnersIn(db, course.id, me, {
          ...{ after, most: CHUNK },
        })
        if (rows.length) out.enqueue(text.encode(rows.map(csvLine).join('')))
        after = rows.at(-1)?.id ?? null
        if (rows.length < CHUNK) out.close()
      },
    })
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="learners.csv"',
      },
    })
  })
  .get(`${PATH}/:username`, async (c) => {
    const { at, row } = await learner(c)
    const { href, course, rows } = at
    const [, steps, modules, progress] = rows
    const mine = { learner: row, steps, modules, progress, now: c.var.now }
    return show(c, PersonPage, { href, course: { title: course.title } }, mine)
  })
  .delete(`${PATH}/:username/progress`, async (c) => reset(c))
  .delete(`${PATH}/:username/lessons/:lesson/done`, async (c) => reset(c, idParam(c, 'lesson')))
  .put(`${PATH}/:username/lessons/:lesson/done`, async (c) => {
    const lessonId = idParam(c, 'lesson')
    const { at, row, back } = await learner(c)
    const { me, course, rows } = at
    if (!rows[1].some(({ id }) => id === lessonId)) throw new HTTPException(404)
    const { db } = c.var
    await db.batch([
      holdEnrolment(db, course.id, row.userId),
      grantLesson(db, lessonId, row.userId, looksAfter(course.id, me)),
      settleCompletion(db, course.id, row.userId),
    ])
    return done(c, { id: lessonId, isDone: true }, back)
  })

async function reset(c: Context<Gate>, lessonId?: string) {
  const { at, row, back } = await learner(c)
  const { me, course } = at
  const { db } = c.var
  await db.batch(resetProgress(db, { courseId: course.id, userId: row.userId, me, lessonId }))
  const notice = lessonId ? 'That lesson begins anew for them.' : 'They begin anew.'
  return done(c, { id: row.userId }, back, { notice })
}

/** The learner of the path. */
async function learner(c: Context<Gate>) {
  const username = c.req.param('username') ?? ''
  const at = await lookedAfter(c, (db, me, courseId) => [
    learnersIn(db, courseId, me, { username, most: 1 }),
    stepsOf(db, courseId),
    modulesOf(db, courseId),
    doneBySomeone(db, courseId, me, username),
  ])
  const [[row]] = at.rows
  if (!row) throw new HTTPException(404)
  return { at, row, back: `${at.href}/people/${row.person.username}` }
}
