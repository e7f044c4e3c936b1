import { describe, expect, it } from 'vitest'
import { community, inDays } from '../../../tests/community.ts'
import { guest, type Person, someone } from '../../../tests/people.ts'

type Inbox = { mine: { notices: { title: string; unread: number }[] } }

const unread = async (who: Person) =>
  (await who.json<Inbox>('/inbox?show=unread')).mine.notices.map(({ title }) => title)

/** What a browser does with a page that it has opened, and that is looked at. */
async function look(who: Person, path: string): Promise<boolean> {
  const [, seen] = /data-seen="([^"]+)"/.exec(await who.page(path)) ?? []
  if (seen) expect((await who.put('/inbox/seen', { path: seen })).status).toBe(200)
  return seen !== undefined
}

describe('what one is told of', () => {
  it('is read when the event itself is seen, and stands in one line of the inbox until then', async () => {
    const place = await community()
    const space = await place.space({ spaceType: 'events' })
    const at = async (title: string) =>
      place.at(`/s/${space}/events/${await place.event(place.owner, space, { title })}`)
    const [soup, bread] = [await at('Soup'), await at('Bread')]
    const ben = await place.join()
    for (const path of [soup, bread]) {
      await ben.put(`${path}/rsvp`, { status: 'going' })
      await place.owner.patch(path, { startsAt: inDays(9) })
    }
    await place.owner.patch(soup, { location: 'The barn' })
    const { notices } = (await ben.json<Inbox>('/inbox')).mine
    expect(notices).toMatchObject([
      { title: 'Soup has changed', unread: 2 },
      { title: 'Bread has moved', unread: 1 },
    ])
    expect(await look(ben, place.at(`/s/${space}`))).toBe(false)
    expect(await unread(ben)).toHaveLength(2)
    expect(await look(ben, soup)).toBe(true)
    expect(await unread(ben)).toEqual(['Bread has moved'])
    expect(await look(ben, soup)).toBe(false)
    // two who hold it are not two who come
    const cleo = await place.join('Cleo')
    await place.owner.patch(bread, { coHosts: [cleo.username] })
    await cleo.put(`${bread}/cancellation`)
    expect(await unread(ben)).toEqual(['Bread is cancelled'])
  })

  it('is read when the post, the person or the comment itself is seen', async () => {
    const place = await community()
    const [ada, ben] = [await place.join('Ada'), await place.join()]
    const post = await place.post(ada, await place.space(), { title: 'Pots' })
    await place.comment(ben, post)
    await ben.put(`/@${ada.username}/follow`)
    expect(await unread(ada)).toHaveLength(2)
    expect(await look(ada, place.at(`/posts/${post}`))).toBe(true)
    expect(await unread(ada)).toEqual(['Ben Test follows you'])
    expect(await look(ada, `/@${ben.username}`)).toBe(true)
    expect(await unread(ada)).toEqual([])
  })

  it('is nobody else’s to mark', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    await ben.put(`/@${ada.username}/follow`)
    await ben.put('/inbox/seen', { path: `/@${ben.username}` })
    expect(await unread(ada)).toHaveLength(1)
    expect((await guest().put('/inbox/seen', { path: '/' })).status).toBe(401)
    for (const wrong of [{}, { path: 'elsewhere' }, { topic: '' }])
      expect((await ada.put('/inbox/seen', wrong)).status).toBe(422)
  })
})
