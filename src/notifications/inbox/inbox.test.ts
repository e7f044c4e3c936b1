import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { enter, signUp, tell } from '../../../tests/clerk.ts'
import { community } from '../../../tests/community.ts'
import { guest, type Person, someone } from '../../../tests/people.ts'
import { connect } from '../../db/connect.ts'
import { forgetDeleted } from '../jobs.ts'
import { insertNotifications } from '../queries.ts'

type Notice = { id: string; type: string; title: string; link: string; isRead: boolean }
type Inbox = { mine: { notices: Notice[]; next: string | null } }

const inbox = async (who: Person, query = '') => (await who.json<Inbox>(`/inbox${query}`)).mine
const badge = async (who: Person) =>
  Number(/class="unread">(\d+)/.exec(await who.page('/settings'))?.[1] ?? 0)

const db = connect(env)

/** Notices of no space, each of its own cause. */
const tellOf = (to: Person, from: Person, cause: string, link = '/') =>
  insertNotifications(db, {
    ...{ type: 'new_follower', actorId: from.id, spaceId: null, title: cause, body: '', link },
    ...{ cause, to: sql`select ${to.id}::uuid` },
  })

describe('GET /inbox', () => {
  it('is for those who are signed in', async () => {
    expect((await guest().get('/inbox')).status).toBe(401)
  })

  it('gathers what happened in all communities, newest first, in one round trip', async () => {
    const [one, two] = [await community(), await community()]
    const ada = await one.join()
    await ada.post(two.at('/membership'))
    for (const place of [one, two])
      await place.post(place.owner, await place.space(), { content: `Hello @${ada.username}` })
    const answer = await ada.get('/inbox')
    expect(answer.headers.get('server-timing')).toBe('db;desc="1"')
    const { notices } = (await answer.json<Inbox>()).mine
    expect(notices.map((notice) => notice)).toEqual(
      [two, one].map((place) =>
        expect.objectContaining({
          ...{ type: 'mention', isRead: false },
          community: expect.objectContaining({ slug: place.slug }),
          actors: [expect.objectContaining({ username: place.owner.username })],
        }),
      ),
    )
    expect(await badge(ada)).toBe(2)
  })

  it('has words for when there is nothing', async () => {
    const ada = await someone()
    expect(await ada.page('/inbox')).toContain('Quiet so far')
    expect(await ada.page('/inbox?show=unread')).toContain('You are all caught up')
    expect((await ada.get('/inbox?show=nonsense&after=nonsense')).status).toBe(200)
  })

  it('pages without gaps or repetitions, while more come in', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    for (let n = 0; n < 35; n++) {
      await tellOf(ada, ben, `cause ${n}`)
      await scheduler.wait(2)
    }
    const first = await inbox(ada)
    expect(first.notices).toHaveLength(30)
    await tellOf(ada, ben, 'cause new')
    const second = (await ada.json<Inbox>(first.next ?? '')).mine
    expect(second.next).toBeNull()
    const titles = [...first.notices, ...second.notices].map(({ title }) => title)
    expect(titles).toEqual(Array.from({ length: 35 }, (_, n) => `cause ${34 - n}`))
  })

  it('hides what lies where the reader may no longer go, and does not count it', async () => {
    const place = await community()
    const ada = await place.join()
    const space = await place.space({ visibility: 'private' })
    const guestAt = place.at(`/s/${space}/guests/${ada.username}`)
    expect((await place.owner.put(guestAt)).status).toBeLessThan(300)
    await place.post(place.owner, space, { title: 'Secret', content: `Hello @${ada.username}` })
    const [notice] = (await inbox(ada)).notices
    expect([notice?.type, await badge(ada)]).toEqual(['mention', 1])
    await place.owner.delete(guestAt)
    expect((await inbox(ada)).notices).toEqual([])
    expect(await badge(ada)).toBe(0)
    expect(await ada.page('/inbox')).not.toContain('Secret')
    expect((await ada.put(`/inbox/${notice?.id}/read`)).status).toBe(404)
    const front = await ada.json<{ mine: { own: { unread: number }[] } }>('/')
    expect(front.mine.own[0]?.unread).toBe(0)
  })

  it('hides what a banned reader was told, and what a deleted community said', async () => {
    const [one, two] = [await community(), await community()]
    const ada = await one.join()
    await ada.post(two.at('/membership'))
    for (const place of [one, two])
      await place.post(place.owner, await place.space(), { content: `Hello @${ada.username}` })
    await one.owner.put(one.at(`/members/${ada.username}/ban`), { content: 'keep' })
    await two.owner.delete(two.at(), { name: `Community ${two.slug}` })
    expect((await inbox(ada)).notices).toEqual([])
    expect(await badge(ada)).toBe(0)
  })

  it('forgets at once, and then for good, what a deleted person did', async () => {
    const token = await signUp('Gone Soon')
    const { person, response } = await enter(token)
    const { profileId } = await response.json<{ profileId: string }>()
    const ada = await someone()
    await tellOf(ada, Object.assign(person, { id: profileId }), 'Gone Soon follows you')
    await tell('user.deleted', { id: token.userId, deleted: true })
    expect((await inbox(ada)).notices).toEqual([])
    for (const _ of [1, 2]) await forgetDeleted({ db })
    const { rows } = await db.execute(sql`select 1 from notifications where user_id = ${ada.id}`)
    expect(rows).toEqual([])
  })
})

describe('PUT /inbox/:notification/read', () => {
  it('marks it read and goes to the thing', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    await ben.put(`/@${ada.username}/follow`)
    const [notice] = (await inbox(ada)).notices
    const path = `/inbox/${notice?.id}/read`
    for (const _ of [1, 2]) {
      const answer = await ada.submit(path, {}, 'PUT')
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/@${ben.username}`])
    }
    expect((await inbox(ada)).notices[0]?.isRead).toBe(true)
    expect((await inbox(ada, '?show=unread')).notices).toEqual([])
    expect((await ada.submit(path, { stay: 'yes' }, 'PUT')).headers.get('location')).toBe('/inbox')
  })

  it('answers htmx with the row and the new count', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    for (const cause of ['a', 'b']) await tellOf(ada, ben, cause)
    const [notice] = (await inbox(ada)).notices
    const answer = await ada.request(
      'PUT',
      `/inbox/${notice?.id}/read`,
      { stay: 'yes' },
      {
        ...{ accept: 'text/html', 'hx-request': 'true' },
      },
    )
    const html = await answer.text()
    expect(html).toContain(`id="notice-${notice?.id}"`)
    expect(/class="unread">(\d+)/.exec(html)?.[1]).toBe('1')
  })

  it('never leads away from here', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    for (const link of ['https://evil.example', '//evil.example', 'javascript:alert(1)'])
      await tellOf(ada, ben, link, link)
    const { notices } = await inbox(ada)
    expect(notices.map(({ link }) => link)).toEqual(['/', '/', '/'])
    const answer = await ada.submit(`/inbox/${notices[0]?.id}/read`, {}, 'PUT')
    expect(answer.headers.get('location')).toBe('/')
  })

  it('knows only one’s own', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    await ben.put(`/@${ada.username}/follow`)
    const [notice] = (await inbox(ada)).notices
    expect((await ben.put(`/inbox/${notice?.id}/read`)).status).toBe(404)
    expect((await guest().put(`/inbox/${notice?.id}/read`)).status).toBe(401)
    expect((await ada.put(`/inbox/${crypto.randomUUID()}/read`)).status).toBe(404)
    expect((await ada.put('/inbox/nonsense/read')).status).toBe(404)
    expect((await inbox(ada)).notices[0]?.isRead).toBe(false)
  })
})

describe('PUT /inbox/read', () => {
  it('marks all read that were shown, and leaves what came since', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    for (const cause of ['first', 'second']) await tellOf(ada, ben, cause)
    const [newest] = (await inbox(ada)).notices
    await scheduler.wait(2)
    await tellOf(ada, ben, 'third')
    expect((await ada.put('/inbox/read', { before: newest?.id })).status).toBe(200)
    const left = (await inbox(ada, '?show=unread')).notices
    expect(left.map(({ title }) => title)).toEqual(['third'])
    expect((await ada.submit('/inbox/read', {}, 'PUT')).headers.get('location')).toBe('/inbox')
    expect((await inbox(ada, '?show=unread')).notices).toEqual([])
  })

  it('refuses guests and nonsense, and touches nobody else’s', async () => {
    const [ada, ben, eve] = [await someone(), await someone('Ben'), await someone('Eve')]
    await ben.put(`/@${ada.username}/follow`)
    await eve.put('/inbox/read')
    expect(await badge(ada)).toBe(1)
    expect((await guest().put('/inbox/read')).status).toBe(401)
    expect((await ada.put('/inbox/read', { before: 'nonsense' })).status).toBe(422)
  })
})
