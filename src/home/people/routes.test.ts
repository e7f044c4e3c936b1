import { describe, expect, it } from 'vitest'
import { community } from '../../../tests/community.ts'
import { guest, type Person, someone, timing } from '../../../tests/people.ts'

type Profile = {
  username: string
  followers: number
  following: number
  mine: {
    isMe: boolean
    isFollowed: boolean
    communities: { slug: string; isCommon: boolean; role: string }[]
    posts: { id: string; title: string; excerpt: string }[]
    next: string | null
  }
}

const see = (who: Person, whom: Person, query = '') =>
  who.json<Profile>(`/@${whom.username}${query}`)

describe('GET /@:username', () => {
  it('is open to all, from the cache, and says nothing private', async () => {
    const ada = await someone()
    const answer = await guest().get(`/@${ada.username}`)
    expect(answer.status).toBe(200)
    expect(timing(answer)).toEqual({ cache: 'MISS', db: 0, own: 0 })
    const text = await answer.text()
    for (const secret of ['clerk', 'email', 'stripe', ada.id]) expect(text).not.toContain(secret)
  })

  it('does not mind how the letters are written, nor a slash too many', async () => {
    const ada = await someone()
    expect((await guest().get(`/@${ada.username.toUpperCase()}`)).status).toBe(200)
  })

  it('knows nobody who is not there', async () => {
    for (const name of ['nobody-at-all', 'deleted-x', "o'neil", '%F0%9F%98%80', '%2E%2E'])
      expect((await guest().get(`/@${name}`)).status).toBe(404)
    expect((await guest().get('/@ada%00')).status).toBe(400)
  })

  it('escapes what people say of themselves', async () => {
    const ada = await someone()
    await ada.patch('/settings', {
      ...{ fullName: '<img src=x onerror=alert(1)>', bio: '</p><script>alert(1)</script>' },
      ...{ location: '"><b>', links: ['https://a.example/"onmouseover="x'] },
    })
    const html = await guest().page(`/@${ada.username}`)
    expect(html).not.toMatch(/<script>alert|<img src=x|<b>&|" ?onmouseover=/)
    expect(html).toContain('rel="me nofollow ugc noopener"')
  })

  it('shows the posts that the one who looks may read, and no others', async () => {
    const place = await community()
    const author = await place.join('Author')
    const [open, hidden] = [await place.space(), await place.space({ visibility: 'private' })]
    await place.post(author, open, { title: 'For all', content: 'Some **bold** words.' })
    await place.post(place.owner, hidden, { title: 'For few' })
    const seenBy = async (who: Person) =>
      (await see(who, author)).mine.posts.map(({ title, excerpt }) => [title, excerpt])
    expect(await seenBy(guest())).toEqual([['For all', 'Some bold words.']])
    const readsSecret = async (who: Person) =>
      (await see(who, place.owner)).mine.posts.some(({ title }) => title === 'For few')
    expect(await readsSecret(place.owner)).toBe(true)
    expect(await readsSecret(author)).toBe(false)
    expect(await readsSecret(guest())).toBe(false)
    await place.owner.patch(place.at(), { isPublic: false })
    expect(await seenBy(guest())).toEqual([])
    expect(await seenBy(await someone('Stranger'))).toEqual([])
    expect(await seenBy(place.owner)).toHaveLength(1)
  })

  it('pages through posts without gaps or repetitions, while more are added', async () => {
    const place = await community()
    const author = await place.join('Author')
    const space = await place.space()
    const ids: string[] = []
    for (let n = 0; n < 25; n++) ids.unshift(await place.post(author, space, { title: `${n}` }))
    const first = await see(guest(), author)
    expect(first.mine.posts.map(({ id }) => id)).toEqual(ids.slice(0, 20))
    await place.post(author, space, { title: 'new' })
    const second = await guest().json<Profile>(first.mine.next ?? '')
    expect(second.mine.posts.map(({ id }) => id)).toEqual(ids.slice(20))
    expect(second.mine.next).toBeNull()
    const html = await guest().page(`/@${author.username}`)
    expect(html).toContain(`href="/@${author.username}?after=${ids[18]}"`)
    expect((await guest().get(`/@${author.username}?after=nonsense`)).status).toBe(200)
  })

  it('lists public communities for a guest, and those of both for who is in them', async () => {
    const [open, closed] = [await community(), await community({ isPublic: false })]
    const ada = await open.join()
    await ada.post(closed.at('/membership'))
    const slugs = async (who: Person) =>
      (await see(who, ada)).mine.communities.map(({ slug, isCommon }) => [slug, isCommon])
    expect(await slugs(guest())).toEqual([[open.slug, false]])
    expect(await slugs(closed.owner)).toEqual([
      [closed.slug, true],
      [open.slug, false],
    ])
  })
})

describe('PUT and DELETE /@:username/follow', () => {
  it('follows and unfollows; twice is once', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    for (const _ of [1, 2]) {
      const answer = await ben.put(`/@${ada.username}/follow`)
      expect(await answer.json()).toEqual({ isFollowed: true })
    }
    expect(await see(ben, ada)).toMatchObject({ followers: 1, mine: { isFollowed: true } })
    expect(await see(ada, ben)).toMatchObject({ following: 1, mine: { isFollowed: false } })
    for (const _ of [1, 2]) expect((await ben.delete(`/@${ada.username}/follow`)).status).toBe(200)
    expect(await see(ben, ada)).toMatchObject({ followers: 0, mine: { isFollowed: false } })
  })

  it('tells the followed once, however often one changes one’s mind', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    const path = `/@${ada.username}/follow`
    await Promise.all(Array.from({ length: 5 }, () => ben.put(path)))
    await ben.delete(path)
    await ben.put(path)
    const inbox = await ada.json<{ mine: { notices: object[] } }>('/inbox')
    expect(inbox.mine.notices).toEqual([
      expect.objectContaining({
        type: 'new_follower',
        title: 'Ben Test follows you',
        link: `/@${ben.username}`,
      }),
    ])
  })

  it('cannot be done to oneself, by a guest, or to nobody', async () => {
    const ada = await someone()
    expect((await ada.put(`/@${ada.username}/follow`)).status).toBe(403)
    expect((await guest().put(`/@${ada.username}/follow`)).status).toBe(401)
    expect((await guest().delete(`/@${ada.username}/follow`)).status).toBe(401)
    expect((await ada.put('/@nobody-at-all/follow')).status).toBe(404)
  })

  it('works as a form', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    const answer = await ben.submit(`/@${ada.username}/follow`, {}, 'PUT')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/@${ada.username}`])
    expect(await ben.page(`/@${ada.username}`)).toContain('_method=DELETE')
  })
})
