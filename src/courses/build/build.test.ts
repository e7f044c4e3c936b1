import { describe, expect, it } from 'vitest'
import { community, guest } from '../../../tests/community.ts'
import { uploaded } from '../../../tests/uploads.ts'

type Built = { outline: { id: string; title: string; lessons: Lesson[] }[] }
type Lesson = { id: string; title: string; publishedAt: string | null; moduleId: string }

async function school() {
  const home = await community()
  const space = await home.space({ spaceType: 'course', name: 'School' })
  return { home, space }
}

describe('the outline', () => {
  it('is built, ordered, renamed, copied and taken apart', async () => {
    const { home, space } = await school()
    const { owner } = home
    const course = await home.course(space, {
      isPublished: false,
      lessons: ['One', 'Two', 'Three'],
    })
    const at = home.at(`/courses/${course}`)
    const look = async () => (await owner.json<Built>(`${at}/edit`)).outline
    const titles = async () =>
      (await look()).map(({ title, lessons }) => [title, ...lessons.map((lesson) => lesson.title)])
    await owner.post(`${at}/modules`, { title: 'Second' })
    const [first, second] = await look()
    const [one, two, three] = first?.lessons ?? []
    // down over the edge of a module, and back up
    const move = (id: string | undefined, way: string) =>
      owner.put(`${at}/lessons/${id}/position`, { move: way })
    expect((await move(three?.id, 'down')).status).toBe(200)
    expect(await titles()).toEqual([
      ['A module', 'One', 'Two'],
      ['Second', 'Three'],
    ])
    await move(three?.id, 'up')
    await move(three?.id, 'up')
    expect(await titles()).toEqual([['A module', 'One', 'Three', 'Two'], ['Second']])
    const order = [
      { id: second?.id, lessons: [two?.id, one?.id] },
      { id: first?.id, lessons: [three?.id] },
    ]
    expect((await owner.put(`${at}/outline`, { modules: order })).status).toBe(200)
    expect(await titles()).toEqual([
      ['Second', 'Two', 'One'],
      ['A module', 'Three'],
    ])
    await owner.put(`${at}/modules/${first?.id}/position`, { move: 'up' })
    await owner.patch(`${at}/modules/${first?.id}`, { title: 'First' })
    await owner.patch(`${at}/lessons/${three?.id}`, { title: 'Drei' })
    expect(await titles()).toEqual([
      ['First', 'Drei'],
      ['Second', 'Two', 'One'],
    ])
    expect((await owner.post(`${at}/lessons/${two?.id}/copies`)).status).toBe(201)
    const copied = (await look())[1]?.lessons ?? []
    expect(copied.map(({ title }) => title)).toEqual(['Two', 'Copy of Two', 'One'])
    expect(copied[1]?.publishedAt).toBeNull()
    expect((await owner.delete(`${at}/lessons/${two?.id}`)).status).toBe(200)
    expect((await owner.delete(`${at}/modules/${first?.id}`)).status).toBe(200)
    expect(await titles()).toEqual([['Second', 'Copy of Two', 'One']])
    expect((await owner.delete(at)).status).toBe(200)
    expect((await owner.get(at)).status).toBe(404)
  })

  it('of one course moves nothing of another', async () => {
    const { home, space } = await school()
    const mine = await home.course(space)
    const other = await home.course(space)
    const [lesson] = await home.lessonsOf(other)
    const { outline } = await home.owner.json<Built>(home.at(`/courses/${mine}/edit`))
    const modules = [{ id: outline[0]?.id, lessons: [lesson] }]
    await home.owner.put(home.at(`/courses/${mine}/outline`), { modules })
    expect(await home.lessonsOf(other)).toContain(lesson)
    expect(await home.lessonsOf(mine)).not.toContain(lesson)
  })

  it('is moved in by several at once, and loses no move', async () => {
    const { home, space } = await school()
    const { owner } = home
    const all = ['One', 'Two', 'Three', 'Four', 'Five', 'Six']
    const course = await home.course(space, { lessons: all })
    const at = home.at(`/courses/${course}`)
    await owner.post(`${at}/modules`, { title: 'Second' })
    await owner.post(`${at}/modules`, { title: 'Third' })
    const look = async () => (await owner.json<Built>(`${at}/edit`)).outline
    const [first, second, third] = await look()
    const ids = new Map(first?.lessons.map(({ id, title }) => [title, id]))
    const put = (title: string, place: object) =>
      owner.put(`${at}/lessons/${ids.get(title)}/position`, place)
    const moves = [
      put('One', { module: second?.id, after: null }),
      put('Six', { module: first?.id, after: ids.get('Two') }),
      put('Three', { module: second?.id, after: null }),
      put('Four', { module: third?.id, after: null }),
      owner.put(`${at}/modules/${third?.id}/position`, { after: null }),
    ]
    for (const { status } of await Promise.all(moves)) expect(status).toBe(200)
    const now = await look()
    expect(now.map(({ title }) => title)).toEqual(['Third', 'A module', 'Second'])
    const [its, left, taken] = now.map(({ lessons }) => lessons.map(({ title }) => title))
    expect([its, left]).toEqual([['Four'], ['Two', 'Six', 'Five']])
    expect(taken?.toSorted()).toEqual(['One', 'Three'])
    // what it was to stand after is elsewhere or gone, and no number would say so
    const refused = [
      await put('Two', { module: first?.id, after: ids.get('One') }),
      await put('Two', { module: crypto.randomUUID(), after: null }),
      await put('Two', { module: first?.id, after: ids.get('Two') }),
      await owner.put(`${at}/modules/${first?.id}/position`, { after: ids.get('One') }),
    ]
    for (const { status } of refused) expect(status).toBe(409)
    expect(await look()).toEqual(now)
    const other = await home.course(space)
    const [foreign = ''] = await home.lessonsOf(other)
    const alien = `${at}/lessons/${foreign}/position`
    expect((await owner.put(alien, { module: first?.id, after: null })).status).toBe(404)
    for (const wrong of [{}, { after: null }, { move: 'sideways' }, { module: 'x', after: null }])
      expect((await put('Two', wrong)).status).toBe(422)
    // from the edges there is nowhere to go, which is no fault
    expect((await put('Four', { move: 'up' })).status).toBe(200)
    expect(await look()).toEqual(now)
  })

  it('says what is wrong with what was typed', async () => {
    const { home, space } = await school()
    const course = await home.course(space)
    const at = home.at(`/courses/${course}`)
    const { owner } = home
    for (const [method, path, body] of [
      ['POST', `${home.at(`/s/${space}/courses`)}`, { title: ' ' }],
      ['POST', `${at}/modules`, {}],
      ['PUT', `${at}/outline`, { modules: [] }],
      ['PATCH', at, { timeZone: 'Moon/Base' }],
      ['PATCH', at, { timeZone: '+05:30' }],
      ['PATCH', at, { accessType: 'paid', price: 'much' }],
      ['PATCH', at, { accessType: 'tier' }],
      ['PATCH', at, { space: 'nowhere' }],
    ] as const)
      expect((await owner.request(method, path, body)).status, `${method} ${path}`).toBe(422)
    const general = home.at('/s/general/courses')
    expect((await owner.post(general, { title: 'A course' })).status).toBe(404)
    const empty = await home.course(space, { lessons: [], isPublished: false })
    expect((await owner.put(home.at(`/courses/${empty}/publication`))).status).toBe(422)
    const form = await owner.submit(home.at(`/s/${space}/courses`), { title: '' })
    expect(form.status).toBe(422)
    expect(await form.text()).toContain('Give it a title.')
  })
})

describe('a lesson', () => {
  it('takes the files that are named, and lets them go', async () => {
    const { home, space } = await school()
    const { owner } = home
    const ben = await home.join()
    const course = await home.course(space, {
      lessons: [{ title: 'Watch', lessonType: 'video', isPreview: true }],
    })
    const [lesson = ''] = await home.lessonsOf(course)
    const at = home.at(`/courses/${course}/lessons/${lesson}`)
    const place = { purpose: 'lesson', community: home.slug, space }
    const sheet = await uploaded(owner, new TextEncoder().encode('A sheet.'), {
      ...place,
      name: 'a.txt',
    })
    const wrong = await owner.patch(at, { media: [sheet.id] })
    expect(await wrong.json()).toMatchObject({ errors: { media: 'Choose a video.' } })
    expect((await owner.patch(at, { files: [sheet.id], text: 'Words.' })).status).toBe(200)
    type Open = { body: { html: string; files: { url: string }[] } }
    const { body } = await ben.json<Open>(at)
    expect(body.html).toContain('Words.')
    const [file] = body.files
    expect(await (await ben.get(file?.url ?? '')).text()).toBe('A sheet.')
    // a copy shares it: it goes with the last
    const { id: copy } = await (await owner.post(`${at}/copies`)).json<{ id: string }>()
    await owner.delete(at)
    expect((await owner.get(sheet.url)).status).toBe(200)
    await owner.delete(home.at(`/courses/${course}/lessons/${copy}`))
    expect((await owner.get(sheet.url)).status).toBe(404)
  })

  it('is copied with its questions, which are its own from then on', async () => {
    const { home, space } = await school()
    const { owner } = home
    const lessons = [{ title: 'Quiz', lessonType: 'quiz' }]
    const course = await home.course(space, { lessons })
    const at = (id = '') => home.at(`/courses/${course}/lessons/${id}`)
    const [quiz] = await home.lessonsOf(course)
    const ask = (id: string | undefined, prompt: string) =>
      owner.post(`${at(id)}/quiz/questions?kind=truth`, { prompt, isTrue: true })
    expect((await ask(quiz, 'Is it?')).status).toBe(201)
    expect((await owner.post(`${at(quiz)}/copies`)).status).toBe(201)
    const [, copy] = await home.lessonsOf(course)
    expect((await ask(copy, 'Was it?')).status).toBe(201)
    type Quiz = { mine: { quiz: { questions: { prompt: string }[] } } }
    const prompts = async (id: string | undefined) =>
      (await owner.json<Quiz>(`${at(id)}/quiz/edit`)).mine.quiz.questions.map((one) => one.prompt)
    expect(await prompts(copy)).toEqual(['Is it?', 'Was it?'])
    expect(await prompts(quiz)).toEqual(['Is it?'])
  })

  it('in a course that learners see begins as a draft', async () => {
    const { home, space } = await school()
    const ben = await home.join()
    const course = await home.course(space)
    const { outline } = await home.owner.json<Built>(home.at(`/courses/${course}/edit`))
    const late = await home.lesson(course, outline[0]?.id ?? '', 'Late')
    const at = home.at(`/courses/${course}/lessons/${late}`)
    expect((await ben.get(at)).status).toBe(404)
    expect(await ben.page(home.at(`/courses/${course}`))).not.toContain('Late')
    await home.owner.patch(at, { isPublished: true })
    expect((await ben.get(at)).status).toBe(403)
    expect(await ben.page(home.at(`/courses/${course}`))).toContain('Late')
    expect((await guest().get(at)).status).toBe(403)
  })
})
