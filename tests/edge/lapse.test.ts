import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { passSeconds, resetEdge, spoilPurges } from '../../local/edge/control.ts'
import { type Community, community, guest, type Person, timing } from '../community.ts'

let home: Community
let tier: string
beforeAll(async () => {
  home = await community()
  tier = await home.tier()
})

beforeEach(resetEdge)
afterEach(resetEdge)

/** What a page answers by now, as if nobody had written lately. */
async function look(who: Person, path: string) {
  const response = await who.rest().get(path, { accept: 'text/html' })
  return { status: response.status, html: await response.text(), ...timing(response) }
}

type Place = { ben: Person; space: string; post: string }
type Right = {
  visibility: 'public' | 'private' | 'paid'
  /** how a member comes in, beside being one */
  give?: (at: Place) => Promise<Response>
  take: (at: Place) => Promise<Response>
}

const guestOf = ({ ben, space }: Place) => home.at(`/s/${space}/guests/${ben.username}`)
const tierOf = ({ ben }: Place) => home.at(`/members/${ben.username}/tiers/${tier}`)
const role = (role: string) => async (at: Place) =>
  home.owner.put(home.at(`/members/${at.ben.username}/role`), { role })

const rights: Record<string, Right> = {
  'a guest of a private space': {
    visibility: 'private',
    give: (at) => home.owner.put(guestOf(at)),
    take: (at) => home.owner.delete(guestOf(at)),
  },
  'a holder of a tier': {
    visibility: 'paid',
    give: (at) => home.owner.put(tierOf(at)),
    take: (at) => home.owner.delete(tierOf(at)),
  },
  'a moderator': { visibility: 'private', give: role('moderator'), take: role('member') },
  'one who is removed': {
    visibility: 'private',
    give: (at) => home.owner.put(guestOf(at)),
    take: ({ ben }) => home.owner.delete(home.at(`/members/${ben.username}`)),
  },
  'one who is banned': {
    visibility: 'public',
    take: ({ ben }) => home.owner.put(home.at(`/members/${ben.username}/ban`)),
  },
}

describe.each(Object.entries(rights))('the right of %s', (_, { visibility, give, take }) => {
  let at: Place
  let paths: string[]
  const seen = async () => {
    const answers = []
    for (const path of paths) answers.push(await look(at.ben, path))
    return answers
  }
  beforeEach(async () => {
    const space = await home.space({ visibility, requiredTierIds: [tier] })
    const post = await home.post(home.owner, space, { content: 'Words for few' })
    at = { space, post, ben: await home.join('Ben') }
    paths = [home.at(`/posts/${post}`), home.at(`/s/${space}`)]
    if (give) {
      for (const { status } of await seen()) expect([403, 404]).toContain(status)
      expect((await give(at)).status).toBe(200)
    }
    // given at once, and by the second look warm
    expect((await seen()).map(({ status }) => status)).toEqual([200, 200])
    expect((await seen()).map(({ cache }) => cache)).toEqual(['HIT', 'HIT'])
  })

  const expectNothing = async () => {
    for (const { status, html } of await seen()) {
      expect([403, 404]).toContain(status)
      expect(html).not.toContain('Words for few')
    }
  }

  it('ends with the write that takes it', async () => {
    expect((await take(at)).status).toBe(200)
    await expectNothing()
  })

  it('ends within a minute where every purge is lost', async () => {
    spoilPurges('lost')
    expect((await take(at)).status).toBe(200)
    passSeconds(45)
    // so long it may last: this is what would be noticed if the clock did nothing
    expect((await seen()).map(({ status }) => status)).toEqual([200, 200])
    passSeconds(16)
    await expectNothing()
  })
})

describe('where every purge is lost', () => {
  const published = async () => {
    const space = await home.space()
    const post = await home.post(home.owner, space, { title: 'Old words' })
    const path = home.at(`/posts/${post}`)
    const ben = await home.join('Ben')
    await look(guest(), path)
    await look(ben, path)
    spoilPurges('lost')
    return { space, post, path, ben }
  }

  it('what changed shows within five minutes to all, and at once to who changed it', async () => {
    const { path, ben } = await published()
    await home.owner.patch(path, { title: 'New words', content: 'Some words.' })
    expect(await home.owner.page(path)).toContain('New words')
    passSeconds(280)
    for (const who of [guest(), ben]) {
      const last = await look(who, path)
      expect(last).toMatchObject({ cache: 'UPDATING', status: 200 })
      expect(last.html).toContain('Old words')
    }
  })

  it.each(['a guest', 'a member'])('%s sees nothing older than that', async (who) => {
    const { path, ben } = await published()
    await home.owner.patch(path, { title: 'New words', content: 'Some words.' })
    passSeconds(301)
    const { html, cache } = await look(who === 'a guest' ? guest() : ben, path)
    expect(cache).toBe('EXPIRED')
    expect(html).toContain('New words')
    expect(html).not.toContain('Old words')
  })

  it('what is old is shown once more, and the next who asks sees what is new', async () => {
    const { path } = await published()
    await home.owner.patch(path, { title: 'New words', content: 'Some words.' })
    passSeconds(61)
    expect((await look(guest(), path)).html).toContain('Old words')
    await vi.waitFor(async () => expect((await look(guest(), path)).html).toContain('New words'))
  })

  it('a post that is removed is gone within five minutes', async () => {
    const { path, ben } = await published()
    expect((await home.owner.delete(path)).status).toBe(200)
    passSeconds(301)
    for (const who of [guest(), ben]) expect((await look(who, path)).status).toBe(404)
  })

  it('a space that is made private closes to members within one, to guests within five', async () => {
    const { path, space, ben } = await published()
    const paths = [path, home.at(`/s/${space}`)]
    for (const one of paths) for (const who of [guest(), ben]) await look(who, one)
    const closed = await home.owner.patch(home.at(`/s/${space}`), { visibility: 'private' })
    expect(closed.status).toBe(200)
    passSeconds(61)
    for (const one of paths) expect((await look(ben, one)).status).toBe(404)
    passSeconds(240)
    for (const one of paths) expect((await look(guest(), one)).status).toBe(404)
  })
})
