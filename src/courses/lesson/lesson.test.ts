import { describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person } from '../../../tests/community.ts'
import { uploaded } from '../../../tests/uploads.ts'

const SECRET = 'walrus words'

/** A course whose second lesson holds a secret and a file, and the addresses of what may tell it. */
async function kept(home: Community, fields: object, second: object = {}) {
  const space = await home.space({ spaceType: 'course' })
  const words = new TextEncoder().encode(SECRET)
  const about = { purpose: 'lesson', community: home.slug, space, name: 'secret.txt' }
  const file = await uploaded(home.owner, words, about)
  const lesson = { title: 'Second', text: SECRET, files: [file.id], ...second }
  const course = await home.course(space, { lessons: ['First', lesson], ...fields })
  const [first = '', id = ''] = await home.lessonsOf(course)
  const at = home.at(`/courses/${course}`)
  const here = `${at}/lessons/${id}`
  return {
    ...{ space, course, at, first: `${at}/lessons/${first}`, lesson: here },
    media: `${here}/files/${file.id}/secret.txt`,
    plain: file.url,
    others: [at, home.at(`/s/${space}`), home.at()],
  }
}
type Kept = Awaited<ReturnType<typeof kept>>

/** Whatever someone asks, as a page or as JSON, nothing tells what the lesson holds. */
async function expectLocked(who: Person, { lesson, media, plain, others }: Kept, why: string) {
  const page = await who.get(lesson, { accept: 'text/html' })
  expect(page.status).toBe(403)
  expect(await page.text()).not.toContain(SECRET)
  const json = await who.get(lesson)
  const said = await json.text()
  expect(said).not.toContain(SECRET)
  expect(JSON.parse(said)).toMatchObject({ body: null, talk: null, unlock: { why } })
  expect([401, 403]).toContain((await who.get(media)).status)
  expect((await who.get(plain)).status).toBe(404)
  expect([401, 403]).toContain((await who.post(`${lesson}/comments`, { content: 'Hm.' })).status)
  for (const path of others) expect(await who.page(path)).not.toContain(SECRET)
}

async function expectOpen(who: Person, { lesson, media }: Kept) {
  expect(await who.page(lesson)).toContain(SECRET)
  expect(await (await who.get(media)).text()).toBe(SECRET)
}

const enrol = (who: Person, { at }: Kept) => who.put(`${at}/enrolment`)

describe('a locked lesson', () => {
  it('says why, and nothing else, before one enrols', async () => {
    const home = await community()
    const ben = await home.join()
    const lesson = await kept(home, {})
    await expectLocked(guest(), lesson, 'closed')
    await expectLocked(ben, lesson, 'enrol')
    await enrol(ben, lesson)
    await expectOpen(ben, lesson)
    await expectOpen(home.owner, lesson)
  })

  it('waits for the one before it, and stays open once it is done', async () => {
    const home = await community()
    const ben = await home.join()
    const lesson = await kept(home, { unlockMode: 'sequential' })
    await enrol(ben, lesson)
    await expectLocked(ben, lesson, 'order')
    await ben.put(`${lesson.first}/done`)
    await expectOpen(ben, lesson)
    await ben.put(`${lesson.lesson}/done`)
    await ben.delete(`${lesson.first}/done`)
    await home.owner.patch(lesson.at, { unlockMode: 'scheduled' })
    await expectOpen(ben, lesson)
  })

  it('waits for its day', async () => {
    const home = await community()
    const ben = await home.join()
    const timed = await kept(home, { unlockMode: 'timed' }, { dripDelayDays: 3 })
    await enrol(ben, timed)
    await expectLocked(ben, timed, 'later')
    await home.owner.patch(timed.lesson, { dripDelayDays: 0 })
    await expectOpen(ben, timed)
    await home.owner.patch(timed.at, { unlockMode: 'scheduled' })
    await expectLocked(ben, timed, 'unset')
    await home.owner.patch(timed.lesson, { opensAt: '2999-01-01T09:00' })
    await expectLocked(ben, timed, 'later')
    await home.owner.patch(timed.lesson, { opensAt: '2020-01-01T09:00' })
    await expectOpen(ben, timed)
  })

  it('opens to who holds a tier, or was let in by name, and to nobody else', async () => {
    const home = await community()
    const [ben, cleo, dan] = [await home.join(), await home.join('Cleo'), await home.join('Dan')]
    const tier = await home.tier()
    const door = { accessType: 'tier', requiredTierIds: [tier] }
    const lesson = await kept(home, door)
    for (const who of [ben, cleo, dan]) await enrol(who, lesson)
    for (const who of [ben, cleo, dan]) await expectLocked(who, lesson, 'closed')
    await home.owner.put(home.at(`/members/${ben.username}/tiers/${tier}`))
    await home.owner.put(`${lesson.at}/invitations/${cleo.username}`)
    for (const who of [ben, cleo]) await enrol(who, lesson)
    for (const who of [ben, cleo]) await expectOpen(who, lesson)
    await home.owner.delete(home.at(`/members/${ben.username}/tiers/${tier}`))
    await home.owner.delete(`${lesson.at}/invitations/${cleo.username}`)
    for (const who of [ben, cleo]) await expectLocked(who, lesson, 'closed')
    expect((await home.owner.delete(`${lesson.at}/invitations/${cleo.username}`)).status).toBe(404)
  })

  it('is open to the staff as to learners, whatever it asks of others', async () => {
    const home = await community()
    const milo = await home.join('Milo', 'moderator')
    const lesson = await kept(home, { accessType: 'paid', price: '49' })
    for (const who of [home.owner, milo]) {
      expect(await who.page(lesson.at)).toContain('Start learning')
      expect((await enrol(who, lesson)).status).toBe(200)
      expect((await who.put(`${lesson.first}/done`)).status).toBe(200)
      expect(await who.page(lesson.at)).toContain('1 of 2 lessons done')
    }
  })

  it('is not taken away from who learns by a new price', async () => {
    const home = await community()
    const [ben, cleo] = [await home.join(), await home.join('Cleo')]
    const lesson = await kept(home, {})
    await enrol(ben, lesson)
    const priced = { accessType: 'paid', price: '49', currency: 'eur' }
    expect((await home.owner.patch(lesson.at, priced)).status).toBe(200)
    await expectOpen(ben, lesson)
    await enrol(cleo, lesson)
    await expectLocked(cleo, lesson, 'closed')
  })

  it('that is a draft, or in one, is not there', async () => {
    const home = await community()
    const ben = await home.join()
    const draft = await kept(home, {}, { isPublished: false })
    await enrol(ben, draft)
    for (const who of [ben, guest()]) {
      expect((await who.get(draft.lesson)).status).toBe(404)
      expect((await who.get(draft.media)).status).toBe(404)
      expect(JSON.stringify(await who.json(draft.at))).not.toContain('Second')
    }
    await home.owner.delete(`${draft.at}/publication`)
    for (const path of [draft.at, draft.first]) expect((await ben.get(path)).status).toBe(404)
    expect(await ben.page(home.at(`/s/${draft.space}`))).not.toContain(draft.course)
  })
})

describe('a preview', () => {
  it('is open to guests, who see nothing of what is said under it', async () => {
    const home = await community()
    const ben = await home.join()
    const lesson = await kept(home, {}, { isPreview: true })
    await expectOpen(guest(), lesson)
    const said = await ben.post(`${lesson.lesson}/comments`, { content: 'A quokka question' })
    expect(said.status).toBe(201)
    expect(await ben.page(lesson.lesson)).toContain('A quokka question')
    expect(await guest().page(lesson.lesson)).not.toContain('quokka')
    expect((await guest().post(`${lesson.lesson}/comments`, { content: 'Hm.' })).status).toBe(401)
  })
})

describe('talk under a lesson', () => {
  it('is answered, told of, and taken back', async () => {
    const home = await community()
    const [ben, cleo] = [await home.join(), await home.join('Cleo')]
    const lesson = await kept(home, {})
    for (const who of [ben, cleo]) await enrol(who, lesson)
    const at = `${lesson.lesson}/comments`
    const say = () => Promise.all([ben, cleo].map((who) => who.post(at, { content: 'Who?' })))
    const [one, two] = await say()
    expect([one?.status, two?.status]).toEqual([201, 201])
    const { id = '' } = (await one?.json<{ id: string }>()) ?? {}
    const answer = await cleo.post(at, { content: 'Me.', parentId: id })
    const { id: answered } = await answer.json<{ id: string }>()
    type Talk = { talk: { said: { id: string; answers: { id: string }[] }[] } }
    const { talk } = await ben.json<Talk>(lesson.lesson)
    expect(talk.said).toHaveLength(2)
    expect(talk.said.find((one) => one.id === id)?.answers.map((one) => one.id)).toEqual([answered])
    expect(await ben.page('/inbox')).toContain('replied to you under')
    expect((await cleo.delete(`${at}/${id}`)).status).toBe(403)
    expect((await ben.delete(`${at}/${id}`)).status).toBe(200)
    expect((await home.owner.delete(`${at}/${answered}`)).status).toBe(200)
    expect((await ben.json<Talk>(lesson.lesson)).talk.said).toHaveLength(1)
    expect((await ben.post(at, { content: 'Hm.', parentId: id })).status).toBe(403)
    expect((await ben.post(at, { content: ' ' })).status).toBe(422)
    // no list and no address of posts has it
    for (const path of [home.at(), home.at('/scheduled')])
      expect(await home.owner.page(path)).not.toContain('Who?')
  })
})

describe('who is named under a lesson', () => {
  it('is told once, if the lesson is open to them, until it is taken back', async () => {
    const home = await community()
    const [ben, cleo, dan] = [await home.join(), await home.join('Cleo'), await home.join('Dan')]
    const lesson = await kept(home, {})
    for (const who of [ben, cleo]) await enrol(who, lesson)
    const at = `${lesson.lesson}/comments`
    const names = `@${cleo.username} @${dan.username} @${ben.username}`
    const { id } = await (await ben.post(at, { content: names })).json<{ id: string }>()
    const answer = { content: `@${ben.username}, yes.`, parentId: id }
    expect((await cleo.post(at, answer)).status).toBe(201)
    type Inbox = { mine: { notices: { title: string }[] } }
    const told = async (who: Person) =>
      (await who.json<Inbox>('/inbox')).mine.notices.map(({ title }) => title)
    expect(await told(cleo)).toEqual(['Ben Test mentioned you under “Second”'])
    expect(await told(ben)).toEqual(['Cleo Test mentioned you under “Second”'])
    expect(await told(dan)).toEqual([])
    expect((await ben.delete(`${at}/${id}`)).status).toBe(200)
    expect(await told(cleo)).toEqual([])
  })
})

describe('looking as a learner', () => {
  it('locks what is locked, until one goes back to building', async () => {
    const home = await community()
    const lesson = await kept(home, { unlockMode: 'sequential' })
    expect((await (await home.join()).put(`${lesson.at}/preview`)).status).toBe(403)
    expect((await home.owner.put(`${lesson.at}/preview`)).status).toBe(200)
    await expectLocked(home.owner, { ...lesson, plain: '/files/none' }, 'order')
    expect((await home.owner.delete(`${lesson.at}/preview`)).status).toBe(200)
    await expectOpen(home.owner, lesson)
  })
})
