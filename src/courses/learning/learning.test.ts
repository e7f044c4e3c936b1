import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, guest, timing } from '../../../tests/community.ts'
import { course, db, learner, lesson } from '../../../tests/learning.ts'
import { courseEnrollments, courseProgress } from '../tables.ts'

const enrolments = (courseId: string) =>
  db.select().from(courseEnrollments).where(eq(courseEnrollments.courseId, courseId))
const progress = (lessonId: string) =>
  db.select().from(courseProgress).where(eq(courseProgress.lessonId, lessonId))

describe('enrolling', () => {
  it('is for members, begins once, and stays begun when one leaves and comes back', async () => {
    const home = await community()
    const it = await course(home, [{}, {}])
    const at = `${it.href}/enrolment`
    expect((await guest().put(at)).status).toBe(401)
    const other = await community()
    expect((await other.owner.put(at)).status).toBe(403)
    const ada = await home.join('Ada')
    expect((await ada.delete(at)).status).toBe(404)
    const twice = await Promise.all([ada.put(at), ada.put(at)])
    expect(twice.map(({ status }) => status)).toEqual([200, 200])
    const [first, ...more] = await enrolments(it.id)
    expect(more).toEqual([])
    expect((await ada.delete(at)).status).toBe(200)
    expect((await ada.put(`${it.href}/lessons/${it.lessons[0]}/done`)).status).toBe(403)
    expect((await ada.put(at)).status).toBe(200)
    const [again] = await enrolments(it.id)
    expect(again?.enrolledAt).toEqual(first?.enrolledAt)
    expect([again?.leftAt, again?.returnedAt === null]).toEqual([null, false])
  })

  it('leads a browser to the first lesson', async () => {
    const home = await community()
    const it = await course(home, [{}, {}])
    const ada = await home.join('Ada')
    const answer = await ada.submit(`${it.href}/enrolment`, {}, 'PUT')
    expect(answer.headers.get('location')).toBe(`${it.href}/lessons/${it.lessons[0]}`)
  })

  it('is closed where the course is', async () => {
    const home = await community()
    const it = await course(home, [{}], { accessType: 'invitation' })
    const ada = await home.join('Ada')
    expect((await ada.put(`${it.href}/enrolment`)).status).toBe(403)
    await home.owner.delete(`${it.href}/publication`)
    expect((await ada.put(`${it.href}/enrolment`)).status).toBe(404)
  })
})

describe('progress', () => {
  it('only grows, whatever comes when', async () => {
    const home = await community()
    const it = await course(home, [{ lessonType: 'video' }, {}])
    const [film = '', text] = it.lessons
    const ada = await learner(home, it)
    const at = `${it.href}/lessons/${film}/progress`
    const saved = await ada.put(at, { seconds: 61.9 })
    expect(await saved.json()).toEqual({ seconds: 61, isDone: false })
    await Promise.all([12, 340, 75, 339].map((seconds) => ada.put(at, { seconds })))
    expect((await progress(film))[0]?.progressSeconds).toBe(340)
    // nothing that is kept shows it: the writer reads on from the cache
    expect(saved.headers.getSetCookie().join()).not.toContain('wrote=')
    expect(timing(saved).db).toBe(2)
    expect((await ada.put(at, { seconds: -1 })).status).toBe(422)
    expect((await ada.put(at, { seconds: 'far' })).status).toBe(422)
    expect((await ada.put(`${it.href}/lessons/${text}/progress`, { seconds: 1 })).status).toBe(404)
    expect((await home.owner.put(at, { seconds: 1 })).status).toBe(403)
    expect((await guest().put(at, { seconds: 1 })).status).toBe(401)
    expect((await ada.put(at, { seconds: 350, isEnded: true })).ok).toBe(true)
    expect((await progress(film))[0]?.completedAt).toBeInstanceOf(Date)
  })

  it('is refused where a lesson is locked', async () => {
    const home = await community()
    const it = await course(home, [{}, { lessonType: 'video' }], { unlockMode: 'sequential' })
    const ada = await learner(home, it)
    const [first, film] = it.lessons.map((id) => `${it.href}/lessons/${id}`)
    expect((await ada.put(`${film}/progress`, { seconds: 9 })).status).toBe(403)
    expect((await ada.put(`${film}/done`)).status).toBe(403)
    expect((await ada.put(`${first}/done`)).status).toBe(200)
    expect((await ada.put(`${film}/progress`, { seconds: 9 })).status).toBe(200)
  })
})

describe('finishing', () => {
  it('completes the course once all is done, however many at once', async () => {
    const home = await community()
    const it = await course(home, [{}, {}, {}, {}])
    const ada = await learner(home, it)
    const at = it.lessons.map((id) => `${it.href}/lessons/${id}/done`)
    const answers = await Promise.all(at.map((path) => ada.put(path)))
    const said = await Promise.all(answers.map((one) => one.json<{ isCompleted: boolean }>()))
    expect(said.filter(({ isCompleted }) => isCompleted)).toHaveLength(1)
    const [row] = await enrolments(it.id)
    expect(row?.completedAt).toBeInstanceOf(Date)
    // what comes later takes nothing back, and neither does taking one back
    await lesson(home.owner, it, it.modules[0] ?? '', { title: 'Late' })
    expect((await ada.delete(at[0] ?? '')).status).toBe(200)
    expect((await enrolments(it.id))[0]?.completedAt).toEqual(row?.completedAt)
    expect(await ada.page(it.href)).toContain('Your certificate')
    expect((await progress(it.lessons[0] ?? ''))[0]?.completedAt).toBeNull()
  })

  it('counts no drafts, and is reached when the last that is left goes away', async () => {
    const home = await community()
    const it = await course(home, [{}, {}, { isPublished: false }])
    const [one, two, draft] = it.lessons.map((id) => `${it.href}/lessons/${id}`)
    const ada = await learner(home, it)
    expect((await ada.put(`${draft}/done`)).status).toBe(404)
    expect((await ada.put(`${one}/done`)).status).toBe(200)
    expect((await enrolments(it.id))[0]?.completedAt).toBeNull()
    const [, gone] = await Promise.all([
      ada.get(it.href),
      home.owner.patch(`${two}`, { isPublished: false }),
    ])
    expect(gone.status).toBe(200)
    expect((await enrolments(it.id))[0]?.completedAt).toBeInstanceOf(Date)
  })

  it('leads on to the lesson that was asked for, and to the course at the end', async () => {
    const home = await community()
    const it = await course(home, [{}, {}])
    const [one = '', two = ''] = it.lessons
    const ada = await learner(home, it)
    const on = await ada.submit(`${it.href}/lessons/${one}/done`, { next: two }, 'PUT')
    expect(on.headers.get('location')).toBe(`${it.href}/lessons/${two}`)
    const end = await ada.submit(`${it.href}/lessons/${two}/done`, {}, 'PUT')
    expect(end.headers.get('location')).toBe(it.href)
    expect(await ada.page(it.href)).toContain('/certificates/')
  })

  it('is not said of quizzes and assignments', async () => {
    const home = await community()
    const it = await course(home, [{ lessonType: 'quiz' }, { lessonType: 'assignment' }])
    const ada = await learner(home, it)
    for (const id of it.lessons)
      expect((await ada.put(`${it.href}/lessons/${id}/done`)).status).toBe(403)
  })
})

describe('a certificate', () => {
  it('can be checked by anyone, and counts no more after a reset', async () => {
    const home = await community()
    const it = await course(home, [{}])
    const ada = await learner(home, it, 'Ada')
    expect((await ada.put(`${it.href}/certificate`)).status).toBe(404)
    await ada.put(`${it.href}/lessons/${it.lessons[0]}/done`)
    const twice = await Promise.all([1, 2].map(() => ada.put(`${it.href}/certificate`)))
    const codes = await Promise.all(twice.map((one) => one.json<{ code: string }>()))
    expect(codes[0]).toEqual(codes[1])
    const path = `/certificates/${codes[0]?.code}`
    const page = await guest().page(path)
    for (const words of ['Ada Test', 'A course', 'genuine']) expect(page).toContain(words)
    const shown = path.replace(/(\w{4})(\w{4})(\w{4})(\w{4})$/, '$1-$2-$3-$4').toUpperCase()
    expect((await guest().get(shown.replace('CERTIFICATES', 'certificates'))).status).toBe(200)
    expect(await guest().page(path)).not.toContain(ada.username)
    for (const wrong of ['0000000000000000', 'nonsense', '%27'])
      expect((await guest().get(`/certificates/${wrong}`)).status).toBe(404)
    // it outlives the course's new name
    await home.owner.patch(it.href, { title: 'Renamed' })
    expect(await guest().page(path)).toContain('A course')
    expect((await home.owner.delete(`${it.href}/people/${ada.username}/progress`)).status).toBe(200)
    expect(await guest().page(path)).toContain('no longer counts')
    await ada.put(`${it.href}/lessons/${it.lessons[0]}/done`)
    const next = await (await ada.put(`${it.href}/certificate`)).json<{ code: string }>()
    expect(next.code).not.toBe(codes[0]?.code)
    await home.owner.delete(it.href)
    expect(await guest().page(`/certificates/${next.code}`)).toContain('genuine')
  })

  it('is not given where the course gives none', async () => {
    const home = await community()
    const it = await course(home, [{}], { certificate: 'no' })
    const ada = await learner(home, it)
    await ada.put(`${it.href}/lessons/${it.lessons[0]}/done`)
    expect((await ada.put(`${it.href}/certificate`)).status).toBe(404)
    await home.owner.patch(it.href, { certificate: true })
    expect((await ada.put(`${it.href}/certificate`)).status).toBe(201)
  })
})

it('holds when two finish the last lessons at once, of whom neither sees the other', async () => {
  const home = await community()
  const it = await course(home, [{}, {}])
  const people = [await learner(home, it), await learner(home, it), await learner(home, it)]
  await Promise.all(
    people.flatMap((person) => it.lessons.map((id) => person.put(`${it.href}/lessons/${id}/done`))),
  )
  const rows = await db
    .select({ id: courseEnrollments.id })
    .from(courseEnrollments)
    .where(
      sql`${courseEnrollments.courseId} = ${it.id}::uuid and ${courseEnrollments.completedAt} is not null`,
    )
  expect(rows).toHaveLength(3)
})
