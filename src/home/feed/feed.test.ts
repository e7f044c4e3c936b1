import { describe, expect, it } from 'vitest'
import { community, guest, type Person, someone, timing } from '../../../tests/community.ts'
import { PAGE } from '../../posts/lists/queries.ts'

type List = { posts: { id: string; title: string }[]; next: string | null; isOpen: boolean }

/** The ids of a page, without the post that welcomes to every new community. */
const ids = async (reader: Person, path: string) =>
  (await reader.json<List>(path)).posts
    .filter(({ title }) => !title.startsWith('Welcome'))
    .map(({ id }) => id)

describe('GET /:community', () => {
  it('shows all open spaces, pinned first, then newest', async () => {
    const place = await community()
    const [a, b] = [await place.space(), await place.space()]
    const hidden = await place.space({ visibility: 'private' })
    const ben = await place.join()
    const first = await place.post(ben, a)
    const second = await place.post(ben, b)
    const secret = await place.post(place.owner, hidden)
    await place.owner.put(place.at(`/posts/${first}/pin`))
    expect(await ids(ben, place.at())).toEqual([first, second])
    expect(await ids(guest(), place.at())).toEqual([first, second])
    expect(await ids(place.owner, place.at())).toEqual([first, secret, second])
    const response = await ben.get(place.at(), { accept: 'text/html' })
    expect(timing(response)).toEqual({ cache: null, db: 1, own: 1 })
    expect(await response.text()).toContain('Following')
  })

  it('gives every post once over its pages, while others are added', async () => {
    const place = await community()
    const [a, b] = [await place.space(), await place.space()]
    const ben = await place.join()
    const made: string[] = []
    for (let at = 0; at < 2 * PAGE + 3; at++) made.push(await place.post(ben, at % 3 ? a : b))
    const pinned = [made[4], made[30]]
    for (const id of pinned) await place.owner.put(place.at(`/posts/${id}/pin`))
    const seen: string[] = []
    let path: string | null = place.at()
    while (path) {
      const list: List = await ben.json<List>(path)
      seen.push(...list.posts.map(({ id }) => id))
      path = list.next
      if (path) await place.post(ben, a, { content: 'meanwhile' })
    }
    expect(new Set(seen).size).toBe(seen.length)
    const rest = made.toReversed().filter((id) => !pinned.includes(id))
    const own = seen.filter((id) => made.includes(id))
    expect(own).toEqual([made[30], made[4], ...rest])
  })

  it('pages through more pinned posts than a page holds', async () => {
    const place = await community()
    const space = await place.space()
    const { owner } = place
    for (let at = 0; at < PAGE + 3; at++) {
      const id = await place.post(owner, space)
      if (at > 1) await owner.put(place.at(`/posts/${id}/pin`))
    }
    const one = await owner.json<List>(place.at(`/s/${space}`))
    const two = await owner.json<List>(one.next ?? '')
    expect(new Set([...one.posts, ...two.posts].map(({ id }) => id)).size).toBe(PAGE + 3)
    expect(two.next).toBeNull()
  })

  it('follows spaces and people, and tells guests nothing', async () => {
    const place = await community()
    const [a, b] = [await place.space(), await place.space()]
    const [ben, ada, zoe] = [await place.join(), await place.join('Ada'), await place.join('Zoe')]
    await zoe.put(place.at(`/s/${a}/follow`))
    await zoe.put(`/@${ada.username}/follow`)
    const inSpace = await place.post(ben, a)
    const byPerson = await place.post(ada, b)
    const both = await place.post(ada, a)
    await place.post(ben, b)
    expect(await ids(zoe, place.at('?show=following'))).toEqual([both, byPerson, inSpace])
  })

  it('stays closed to outsiders of a community that is for members', async () => {
    const place = await community({ isPublic: false })
    const space = await place.space()
    await place.post(place.owner, space)
    for (const reader of [guest(), await someone()]) {
      expect(await reader.json<List>(place.at())).toMatchObject({ isOpen: false, posts: [] })
      expect((await reader.get(place.at(`/s/${space}`))).status).toBe(404)
    }
    expect((await guest().get('/no-such-place')).status).toBe(404)
  })
})

type About = {
  about: { members: number; staff: { username: string; role: string }[] } | null
  newcomers: { username: string; joinedAt: string }[]
}

describe('beside the posts', () => {
  it('stands who runs it, and for members who is new', async () => {
    const place = await community()
    const mo = await place.join('Mo', 'moderator')
    const [ben, ada] = [await place.join(), await place.join('Ada')]
    await ada.delete(place.at('/membership'))
    const home = await ben.json<About>(place.at())
    expect(home.about).toMatchObject({
      members: 3,
      staff: [
        { username: place.owner.username, role: 'owner' },
        { username: mo.username, role: 'moderator' },
      ],
    })
    expect(home.newcomers.map(({ username }) => username)).toEqual(
      [ben, mo, place.owner].map(({ username }) => username),
    )
    for (const outsider of [guest(), ada]) {
      const seen = await outsider.json<About>(place.at())
      expect(seen.about).toMatchObject({ members: 3 })
      expect(seen.newcomers).toEqual([])
    }
    expect(await ben.page(place.at())).toContain('New here')
    expect(await guest().page(place.at())).not.toContain('New here')
  })

  it('stands nothing for those who may not enter', async () => {
    const place = await community({ isPublic: false })
    const seen = await guest().json<About>(place.at())
    expect(seen).toMatchObject({ about: null, newcomers: [] })
  })
})

describe('GET /:community/s/:space', () => {
  it('locks a paid space, hides a private one, and makes room for a chat', async () => {
    const place = await community()
    const tier = await place.tier()
    const paid = await place.space({ visibility: 'paid', requiredTierIds: [tier] })
    const secret = await place.space({ visibility: 'private' })
    const chat = await place.space({ spaceType: 'chat' })
    const ben = await place.join()
    const locked = await ben.get(place.at(`/s/${paid}`))
    expect(locked.status).toBe(403)
    expect(await locked.json()).toMatchObject({ tiers: [{ name: 'Supporter' }] })
    expect((await ben.get(place.at(`/s/${secret}`))).status).toBe(404)
    expect(await ben.page(place.at(`/s/${chat}`))).toContain('class="chat"')
    await place.owner.put(place.at(`/members/${ben.username}/tiers/${tier}`))
    expect((await ben.get(place.at(`/s/${paid}`))).status).toBe(200)
  })
})
