import { describe, expect, it } from 'vitest'
import { community } from '../../../tests/community.ts'
import { guest, someone, timing } from '../../../tests/people.ts'

type Front = {
  communities?: { slug: string; members: number }[]
  mine: {
    own: { slug: string; status: string; unread: number; latest: { title: string } | null }[]
    communities: { slug: string }[]
    mayFound: boolean
  }
}

describe('GET /', () => {
  it('shows a guest the public communities, and no others', async () => {
    const [open, closed] = [await community(), await community({ isPublic: false })]
    // the list begins with the largest, and other tests have theirs
    for (let n = 1; n <= 11; n++) await open.join('Ben')
    const answer = await guest().get('/')
    expect(timing(answer)).toMatchObject({ cache: expect.any(String), db: 0, own: 0 })
    const { communities = [] } = await answer.json<Front>()
    expect(communities).toContainEqual(expect.objectContaining({ slug: open.slug, members: 12 }))
    expect(communities.map(({ slug }) => slug)).not.toContain(closed.slug)
    const html = await guest().page('/')
    expect(html).toContain('Start a community')
    expect(html).toContain(`href="/${open.slug}"`)
  })

  it('shows members their communities, what is new there, and where they wait', async () => {
    const [place, waiting] = [await community(), await community({ joining: 'approval' })]
    const ada = await place.join()
    const [open, hidden] = [await place.space(), await place.space({ visibility: 'private' })]
    await place.post(place.owner, open, { title: 'Seen by all' })
    await place.post(place.owner, hidden, { title: 'Seen by few' })
    await ada.post(waiting.at('/membership'))
    const { mine } = await ada.json<Front>('/')
    expect(mine.own).toEqual([
      expect.objectContaining({
        ...{ slug: place.slug, status: 'active' },
        latest: expect.objectContaining({ title: 'Seen by all' }),
      }),
      expect.objectContaining({ slug: waiting.slug, status: 'pending' }),
    ])
    const discovered = mine.communities.map(({ slug }) => slug)
    expect(discovered).not.toContain(place.slug)
    expect(discovered).not.toContain(waiting.slug)
    const { mine: owners } = await place.owner.json<Front>('/')
    expect(owners.own[0]?.latest?.title).toBe('Seen by few')
    expect(await ada.page('/')).toContain('Waiting to be let in')
  })

  it('counts what waits to be read in each', async () => {
    const place = await community()
    const ada = await place.join()
    const space = await place.space()
    await place.post(place.owner, space, { content: `Hello @${ada.username}` })
    const { mine } = await ada.json<Front>('/')
    expect(mine.own[0]?.unread).toBe(1)
  })

  it('offers a first step to who belongs nowhere', async () => {
    const ada = await someone()
    const answer = await ada.get('/')
    expect(answer.headers.get('server-timing')).toBe('db;desc="1"')
    expect((await answer.json<Front>()).mine).toMatchObject({ own: [], mayFound: true })
    expect(await ada.page('/')).toContain('You belong to no community yet')
  })
})
