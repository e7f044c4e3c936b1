import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, guest, type Person } from '../../../tests/community.ts'
import { course, db, learner } from '../../../tests/learning.ts'
import { uploaded } from '../../../tests/uploads.ts'
import { courseProgress } from '../tables.ts'
import { letWorkGo } from './files/jobs.ts'
import { submissionNotes, submissions, submissionVersions } from './tables.ts'

type Own = {
  mine: {
    submission: {
      id: string
      status: string
      grade: number | null
      versions: { number: number; files: { id: string; url: string }[] }[]
      notes: { html: string; kind: string }[]
    } | null
  }
}

async function scene(task: object = {}) {
  const home = await community()
  const it = await course(home, [{ lessonType: 'assignment', text: 'Draw your garden.' }])
  const [lesson = ''] = it.lessons
  const at = `${it.href}/lessons/${lesson}`
  const full = { takes: 'both', doneWhen: 'accepted', points: 20, ...task }
  expect((await home.owner.patch(`${at}/assignment`, full)).status).toBe(200)
  const ada = await learner(home, it, 'Ada')
  const own = async (who: Person = ada) => (await who.json<Own>(`${at}/submission`)).mine.submission
  return {
    home,
    it,
    at,
    lesson,
    ada,
    own,
    work: `${at}/submission`,
    queue: `${it.href}/submissions`,
  }
}

const titles = async (who: Person) =>
  (
    await who.json<{ mine: { notices: { title: string; link: string; type: string }[] } }>('/inbox')
  ).mine.notices.map(({ title }) => title)
const isDone = async (lesson: string) =>
  (await db.select().from(courseProgress).where(eq(courseProgress.lessonId, lesson))).some(
    ({ completedAt }) => completedAt,
  )

describe('handing in', () => {
  it('goes there and back: versions, notes, verdicts, and notices both ways', async () => {
    const { home, ada, work, own, queue, lesson } = await scene()
    expect(await own()).toBeNull()
    expect((await ada.put(work, { content: '' })).status).toBe(422)
    expect((await ada.put(work, { content: 'My **garden**', seen: 0 })).status).toBe(201)
    expect(await titles(home.owner)).toEqual(['Ada Test handed in “A lesson”'])
    const { id = '' } = (await own()) ?? {}
    const review = `${queue}/${id}/review`
    expect((await home.owner.put(review, { seen: 1, verdict: 'nonsense' })).status).toBe(422)
    expect((await home.owner.put(review, { seen: 1, verdict: 'accepted', grade: 21 })).status).toBe(
      422,
    )
    const back = { seen: 1, verdict: 'returned', content: 'Where is **north**?' }
    expect((await home.owner.put(review, back)).status).toBe(200)
    expect(await isDone(lesson)).toBe(false)
    expect((await ada.post(`${work}/notes`, { content: 'Up.' })).status).toBe(201)
    expect((await ada.put(work, { content: 'With north', seen: 1 })).status).toBe(201)
    // what was read is not what is there now
    expect((await home.owner.put(review, { ...back, verdict: 'accepted' })).status).toBe(422)
    expect((await home.owner.put(review, { seen: 2, verdict: 'accepted', grade: 18 })).status).toBe(
      200,
    )
    expect(await isDone(lesson)).toBe(true)
    expect((await home.owner.post(`${queue}/${id}/notes`, { content: 'Lovely.' })).status).toBe(201)
    const now = await own()
    expect(now).toMatchObject({ status: 'accepted', grade: 18 })
    expect(now?.versions.map(({ number }) => number)).toEqual([2, 1])
    expect(now?.notes.map(({ kind }) => kind)).toEqual(['returned', 'note', 'accepted', 'note'])
    expect(await titles(ada)).toEqual([
      'There is feedback on “A lesson”',
      '“A lesson” was accepted',
      '“A lesson” came back for changes',
    ])
    expect(await titles(home.owner)).toEqual([
      'Ada Test handed in “A lesson”',
      'Ada Test wrote about “A lesson”',
      'Ada Test handed in “A lesson”',
    ])
    // what is accepted stays so
    expect((await ada.put(work, { content: 'More', seen: 2 })).status).toBe(422)
    expect((await home.owner.put(review, { seen: 2, verdict: 'returned' })).status).toBe(422)
    expect((await home.owner.put(review, { seen: 2, verdict: 'accepted', grade: 20 })).status).toBe(
      200,
    )
    expect(await titles(home.owner)).toHaveLength(3)
  })

  it('counts twice as once, and so does judging', async () => {
    const { home, ada, work, own, queue } = await scene()
    const answers = await Promise.all(
      [1, 2, 3].map(() => ada.put(work, { content: 'Once', seen: 0 })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422])
    expect(
      await db
        .select()
        .from(submissionVersions)
        .innerJoin(submissions, eq(submissions.id, submissionVersions.submissionId))
        .where(eq(submissions.userId, ada.id)),
    ).toHaveLength(1)
    const { id = '' } = (await own()) ?? {}
    const verdict = { seen: 1, verdict: 'accepted', grade: 3 }
    await Promise.all([1, 2].map(() => home.owner.put(`${queue}/${id}/review`, verdict)))
    expect(
      await db.select().from(submissionNotes).where(eq(submissionNotes.submissionId, id)),
    ).toHaveLength(1)
    expect(await titles(ada)).toHaveLength(1)
  })

  it('is seen by who handed it in and by the staff alone, and so are its files', async () => {
    const { home, it: place, ada, work, own, queue } = await scene()
    const bytes = new TextEncoder().encode('Secret plan')
    const wanted = {
      purpose: 'submission',
      community: home.slug,
      space: place.space,
      name: 'plan.txt',
    }
    const file = await uploaded(ada, bytes, wanted)
    const ben = await learner(home, place, 'Ben')
    expect((await ben.put(work, { attachments: [file.id] })).status).toBe(422)
    for (const other of [ben, guest()]) expect((await other.get(file.url)).status).toBe(404)
    expect((await ada.put(work, { attachments: [file.id] })).status).toBe(201)
    const [version] = (await own())?.versions ?? []
    expect(version?.files.map(({ id }) => id)).toEqual([file.id])
    const { id = '' } = (await own()) ?? {}
    expect((await ada.get(file.url)).status).toBe(200)
    expect((await home.owner.get(file.url)).status).toBe(200)
    const milo = await home.join('Milo', 'moderator')
    expect((await milo.get(`${queue}/${id}`)).status).toBe(200)
    for (const other of [ben, guest(), await home.join('Eve')]) {
      expect((await other.get(file.url)).status).toBe(404)
      expect([401, 403]).toContain((await other.get(`${queue}/${id}`)).status)
      expect([401, 403]).toContain((await other.get(queue)).status)
      expect([401, 403]).toContain(
        (await other.put(`${queue}/${id}/review`, { seen: 1, verdict: 'accepted' })).status,
      )
      expect([401, 403]).toContain(
        (await other.post(`${queue}/${id}/notes`, { content: 'Hi' })).status,
      )
    }
    expect((await ben.post(`${work}/notes`, { content: 'Hi' })).status).toBe(404)
    expect(await own(ben)).toBeNull()
    // it goes where the course goes, and stays as closed as that is
    const space = await home.space({ spaceType: 'course', visibility: 'private' })
    expect((await home.owner.patch(place.href, { space })).status).toBe(200)
    expect((await ada.get(file.url)).status).toBe(404)
    await home.owner.put(home.at(`/s/${space}/guests/${ada.username}`))
    expect((await ada.get(file.url)).status).toBe(200)
    // another course's staff
    const elsewhere = await scene()
    expect((await elsewhere.home.owner.get(`${elsewhere.queue}/${id}`)).status).toBe(404)
  })

  it('is done at once where that is enough', async () => {
    const { ada, work, lesson } = await scene({
      doneWhen: 'submitted',
      takes: 'text',
      points: null,
    })
    expect((await ada.put(work, { content: '' })).status).toBe(422)
    await ada.put(work, { content: 'Here.' })
    expect(await isDone(lesson)).toBe(true)
  })
})

describe('the queue', () => {
  it('has who waited longest first', async () => {
    const { home, it: place, ada, work, queue, own } = await scene()
    const ben = await learner(home, place, 'Ben')
    await ada.put(work, { content: 'First' })
    await ben.put(work, { content: 'Second' })
    type Queue = { mine: { submissions: { author: { fullName: string } }[]; counts: object } }
    const names = async () =>
      (await home.owner.json<Queue>(queue)).mine.submissions.map(({ author }) => author.fullName)
    expect(await names()).toEqual(['Ada Test', 'Ben Test'])
    const { id = '' } = (await own()) ?? {}
    await home.owner.put(`${queue}/${id}/review`, { seen: 1, verdict: 'returned' })
    expect(await names()).toEqual(['Ben Test'])
    await ada.put(work, { content: 'Again', seen: 1 })
    expect(await names()).toEqual(['Ben Test', 'Ada Test'])
    expect((await home.owner.json<Queue>(queue)).mine.counts).toEqual({
      submitted: 2,
      returned: 0,
      accepted: 0,
    })
  })
})

it('lets files go whose work is gone', async () => {
  const { home, it: place, ada, work, at } = await scene()
  const wanted = { purpose: 'submission', community: home.slug, space: place.space }
  const file = await uploaded(ada, new TextEncoder().encode('A plan'), { ...wanted, name: 'a.txt' })
  await ada.put(work, { attachments: [file.id] })
  await letWorkGo({ db })
  expect((await ada.get(file.url)).status).toBe(200)
  expect((await home.owner.delete(at)).status).toBe(200)
  await letWorkGo({ db })
  expect((await ada.get(file.url)).status).toBe(404)
})
