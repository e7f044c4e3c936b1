import { describe, expect, it } from 'vitest'
import { community } from '../../../tests/community.ts'
import { tellingFilm } from '../../../tests/films.ts'
import { png } from '../../../tests/pictures.ts'
import { uploaded } from '../../../tests/uploads.ts'
import { bytesOf, zipOf } from '../../../tests/zips.ts'
import { entriesIn, listAt } from './zip/rules.ts'

const QUIZ = {
  settings: {
    ...{ passMark: 50, attempts: null, minutes: null },
    ...{ shuffle: false, isPartial: true, reveal: 'end' },
  },
  questions: [
    {
      ...{ id: 'q1', kind: 'truth', prompt: 'Is it?', points: 1, isTrue: true },
      ...{ whenRight: '', whenWrong: '' },
    },
  ],
}

describe('a course', () => {
  it('goes out as a zip, and comes in again elsewhere with all that it holds', async () => {
    const [home, other] = [await community(), await community()]
    const space = await home.space({ spaceType: 'course' })
    const about = { purpose: 'lesson', community: home.slug, space }
    const sheet = await uploaded(home.owner, bytesOf('A sheet.'), { ...about, name: 'sheet.txt' })
    const words = { text: '**Words** of it.', files: [sheet.id] }
    const course = await home.course(space, {
      title: 'Bread',
      unlockMode: 'timed',
      timeZone: 'Europe/Lisbon',
      lessons: [
        { title: 'One', ...words, isPreview: true, durationMinutes: 7 },
        { title: 'Two', ...words, dripDelayDays: 3, isPublished: false },
      ],
    })
    const zip = await home.owner.get(home.at(`/courses/${course}/export`))
    expect(zip.headers.get('content-disposition')).toContain('Bread.zip')
    const bytes = new Uint8Array(await zip.arrayBuffer())
    const list = listAt(bytes)
    const names = entriesIn(bytes.subarray(list?.offset)).keys()
    expect([...names]).toEqual(['course.json', 'files/sheet.txt'])

    const there = await other.space({ spaceType: 'course' })
    const place = { purpose: 'lesson', community: other.slug, space: there }
    const { id } = await uploaded(other.owner, bytes, { ...place, name: 'bread.zip' })
    const made = await other.owner.post(other.at(`/s/${there}/courses/import`), { zip: [id] })
    expect(made.status).toBe(201)
    const { id: copy } = await made.json<{ id: string }>()
    type Built = { course: object; outline: { lessons: Record<string, unknown>[] }[] }
    const built = await other.owner.json<Built>(other.at(`/courses/${copy}/edit`))
    expect(built.course).toMatchObject({
      ...{ title: 'Bread', unlockMode: 'timed', timeZone: 'Europe/Lisbon', isPublished: false },
    })
    const lessons = built.outline.flatMap((module) => module.lessons)
    expect(lessons).toMatchObject([
      { title: 'One', isPreview: true, durationMinutes: 7 },
      { title: 'Two', dripDelayDays: 3, publishedAt: null },
    ])
    type Open = { body: { html: string; files: { url: string }[] } }
    const at = other.at(`/courses/${copy}/lessons/${lessons[0]?.id}`)
    const { body } = await other.owner.json<Open>(at)
    expect(body.html).toContain('<strong>Words</strong>')
    expect(await (await other.owner.get(body.files[0]?.url ?? '')).text()).toBe('A sheet.')
    // the zip itself is not kept
    expect((await other.owner.get(`/files/${id}/bread.zip`)).status).toBe(404)
  })

  it('takes its film, captions, quiz, task and cover along', async () => {
    const home = await community()
    const space = await home.space({ spaceType: 'course' })
    const { owner } = home
    const send = (name: string, bytes: Uint8Array, purpose = 'lesson') =>
      uploaded(owner, bytes, { purpose, community: home.slug, space, name })
    const film = await send('film.mp4', tellingFilm(bytesOf('pictures'), false))
    const words = bytesOf('WEBVTT\n\n00:00.000 --> 00:01.000\nA bed.')
    const captions = await send('film.en.vtt', words)
    const cover = await send('cover.png', png, 'course')
    const course = await home.course(space, {
      coverUrl: cover.url,
      lessons: [
        { title: 'Film', lessonType: 'video', media: [film.id], captions: [captions.id] },
        { title: 'Quiz', lessonType: 'quiz' },
        { title: 'Task', lessonType: 'assignment', text: 'Draw it.' },
      ],
    })
    const [, quiz, task] = await home.lessonsOf(course)
    const lesson = (of: string, id = '') => home.at(`/courses/${of}/lessons/${id}`)
    const question = { prompt: 'Is it?', isTrue: true, points: 3 }
    await owner.post(`${lesson(course, quiz)}/quiz/questions?kind=truth`, question)
    await owner.patch(`${lesson(course, quiz)}/quiz`, { passMark: 80, minutes: 5 })
    const full = { takes: 'files', doneWhen: 'submitted', points: 7 }
    await owner.patch(`${lesson(course, task)}/assignment`, full)
    const zip = await owner.get(home.at(`/courses/${course}/export`))
    const sent = await send('course.zip', new Uint8Array(await zip.arrayBuffer()))
    const made = await owner.post(home.at(`/s/${space}/courses/import`), { zip: [sent.id] })
    const { id: copy } = await made.json<{ id: string }>()
    const [film2, quiz2, task2] = await home.lessonsOf(copy)
    type Quiz = { mine: { quiz: { settings: object; questions: object[] } } }
    const asked = await owner.json<Quiz>(`${lesson(copy, quiz2)}/quiz/edit`)
    expect(asked.mine.quiz.settings).toMatchObject({ passMark: 80, minutes: 5 })
    expect(asked.mine.quiz.questions).toMatchObject([{ kind: 'truth', ...question }])
    const tasked = await owner.json<{ mine: { typed: object } }>(
      `${lesson(copy, task2)}/assignment/edit`,
    )
    expect(tasked.mine.typed).toMatchObject(full)
    type Open = { body: { media: { url: string }; captions: { url: string }[] } }
    const { body } = await owner.json<Open>(lesson(copy, film2))
    expect(body.media.url).toContain(`/courses/${copy}/`)
    expect((await owner.get(body.media.url)).headers.get('content-type')).toBe('video/mp4')
    const [spoken] = body.captions
    expect(await (await owner.get(spoken?.url ?? '')).text()).toContain('A bed.')
    type Built = { course: { coverUrl: string } }
    const { coverUrl } = (await owner.json<Built>(home.at(`/courses/${copy}/edit`))).course
    expect(coverUrl).not.toBe(cover.url)
    expect((await owner.get(coverUrl)).status).toBe(200)
  })

  it('that is none, or holds what it should not, is refused in words', async () => {
    const home = await community()
    const space = await home.space({ spaceType: 'course' })
    const at = home.at(`/s/${space}/courses/import`)
    const about = { purpose: 'lesson', community: home.slug, space, name: 'c.zip' }
    const words = async (bytes: Uint8Array) => {
      const { id } = await uploaded(home.owner, bytes, about)
      const answer = await home.owner.post(at, { zip: [id] })
      expect(answer.status).toBe(422)
      return (await answer.json<{ errors: { zip: string } }>()).errors.zip
    }
    const manifest = (said: object) => zipOf('course.json', JSON.stringify(said))
    const whole = { format: 'opencircle-course', version: 1, title: 'Bread', modules: [] }
    const gone = { title: 'One', lessonType: 'text', files: ['files/gone.txt'] }
    expect(await words(bytesOf('No zip at all.'))).toContain('There is no course')
    expect(await words(manifest({ format: 'moodle' }))).toContain('There is no course')
    expect(await words(zipOf('course.json', '{'))).toContain('There is no course')
    const modules = [{ title: 'A module', lessons: [gone] }]
    expect(await words(manifest({ ...whole, modules }))).toContain('gone.txt')
    expect((await home.owner.post(at, {})).status).toBe(422)
    const quiz = { title: 'Q', lessonType: 'quiz', quiz: QUIZ }
    const good = manifest({ ...whole, modules: [{ title: 'A module', lessons: [quiz] }] })
    const { id } = await uploaded(home.owner, good, about)
    expect((await home.owner.post(at, { zip: [id] })).status).toBe(201)
  })
})
