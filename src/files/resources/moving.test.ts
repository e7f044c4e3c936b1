import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person } from '../../../tests/community.ts'
import { claim, uploaded } from '../../../tests/uploads.ts'
import { connect } from '../../db/connect.ts'

type Item = { id: string; title: string; file: { id: string; url: string } | null }
type Page = { shelf: { items: Item[] }; mine: { shelf: { downloads: Record<string, number> } } }

async function shelved() {
  const home = await community()
  const space = await home.space({ spaceType: 'resources' })
  return { home, space, at: (rest = '') => home.at(`/s/${space}${rest}`) }
}

const items = async (who: Person, path: string) => (await who.json<Page>(path)).shelf.items
const titles = async (who: Person, path: string) =>
  (await items(who, path)).map(({ title }) => title)

const put = (who: Person, home: Community, space: string, name: string, more: object = {}) =>
  uploaded(who, new TextEncoder().encode(`words of ${name}`), {
    ...{ purpose: 'resource', community: home.slug, space, name, ...more },
  })

describe('moving', () => {
  it('goes into folders of the same space, and never into itself', async () => {
    const { home, space, at } = await shelved()
    const me = home.owner
    const [a, b] = [
      await home.folder(me, space, { title: 'A' }),
      await home.folder(me, space, { title: 'B' }),
    ]
    const inner = await home.folder(me, space, { title: 'Inner', folder: a })
    const move = async (id: string, folder: string) =>
      (await me.patch(at(`/resources/${id}`), { folder })).status
    expect(await move(b, inner)).toBe(200)
    expect(await titles(me, at(`?folder=${inner}`))).toEqual(['B'])
    for (const into of [a, inner, b]) expect(await move(a, into), into).toBe(422)
    expect(await move(inner, '')).toBe(200)
    expect(await titles(me, at())).toEqual(['A', 'Inner'])
    const other = await home.space({ spaceType: 'resources' })
    const there = await home.folder(me, other)
    expect(await move(a, there)).toBe(422)
    const link = await home.link(me, space)
    expect(await move(a, link)).toBe(422)
  })

  it('of two folders into each other at the same time lets one go', async () => {
    const { home, space, at } = await shelved()
    const me = home.owner
    const [a, b] = [await home.folder(me, space), await home.folder(me, space)]
    const both = await Promise.all([
      me.patch(at(`/resources/${a}`), { folder: b }),
      me.patch(at(`/resources/${b}`), { folder: a }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
    expect(await items(me, at())).toHaveLength(1)
  })

  it('ends where folders lie too deep', async () => {
    const { home, space, at } = await shelved()
    let folder = ''
    for (let depth = 1; depth <= 8; depth++)
      folder = await home.folder(home.owner, space, { title: `${depth}`, folder })
    const more = { kind: 'folder', title: '9', folder }
    expect((await home.owner.post(at('/resources'), more)).status).toBe(422)
    await home.link(home.owner, space, { folder })
    const [top] = await items(home.owner, at())
    const outer = await home.folder(home.owner, space)
    const moved = await home.owner.patch(at(`/resources/${top?.id}`), { folder: outer })
    expect(moved.status).toBe(422)
  })
})

describe('the order', () => {
  it('is what staff dragged or pressed, and stays whole when several do', async () => {
    const { home, space, at } = await shelved()
    const me = home.owner
    const made = []
    for (const title of ['a', 'b', 'c', 'd']) made.push(await home.link(me, space, { title }))
    const [a = '', b = '', c = '', d = ''] = made
    const order = (ids: string[], more: object = {}) =>
      me.put(at('/resources/order'), { ids, ...more })
    expect((await order([d, b])).status).toBe(200)
    expect(await titles(me, at())).toEqual(['a', 'd', 'c', 'b'])
    const press = (id: string, move: string) => me.put(at(`/resources/${id}/position`), { move })
    await press(c, 'up')
    await press(a, 'up')
    await press(b, 'down')
    expect(await titles(me, at())).toEqual(['a', 'c', 'd', 'b'])
    await Promise.all([press(a, 'down'), press(b, 'up'), order([b, a, d, c]), press(c, 'up')])
    expect((await titles(me, at())).sort()).toEqual(['a', 'b', 'c', 'd'])
    const ben = await home.join()
    expect((await ben.put(at('/resources/order'), { ids: [a] })).status).toBe(403)
    expect((await guest().put(at('/resources/order'), { ids: [a] })).status).toBe(401)
    const own = await home.link(ben, space)
    expect((await ben.put(at(`/resources/${own}/position`), { move: 'up' })).status).toBe(403)
    expect((await order([])).status).toBe(422)
    expect((await order([a], { folder: crypto.randomUUID() })).status).toBe(422)
    // nor where other things lie, but none of these
    expect((await order([crypto.randomUUID()])).status).toBe(422)
    expect((await press(a, 'sideways')).status).toBe(422)
  })

  it('gives each its own place when many come at once', async () => {
    const { home, space, at } = await shelved()
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, n) => home.link(home.owner, space, { title: `${n}` })),
    )
    expect(new Set((await items(home.owner, at())).map(({ id }) => id))).toEqual(new Set(made))
    const places = await connect(env).execute(
      sql`select distinct sort_order from resources where id = any(${`{${made.join(',')}}`}::uuid[])`,
    )
    expect(places.rows).toHaveLength(8)
  })
})

describe('deleting', () => {
  it('takes a folder with all in it, and lets the files go', async () => {
    const { home, space, at } = await shelved()
    const [ada, ben] = [await home.join('Ada'), await home.join()]
    const folder = await home.folder(ada, space)
    const inner = await home.folder(ada, space, { folder })
    const file = await put(ben, home, space, 'a.txt', { of: inner })
    expect((await guest().get(file.url)).status).toBe(200)
    expect((await ada.delete(at(`/resources/${folder}`))).status).toBe(403)
    const both = await Promise.all([
      home.owner.delete(at(`/resources/${folder}`)),
      home.owner.delete(at(`/resources/${folder}`)),
    ])
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
    expect((await guest().get(file.url)).status).toBe(404)
    expect(await items(home.owner, at())).toEqual([])
    expect(await items(ben, at('/search?q=a')).catch(() => [])).toEqual([])
  })

  it('of a file by its own address takes it off the shelf', async () => {
    const { home, space, at } = await shelved()
    const ben = await home.join()
    const file = await put(ben, home, space, 'a.txt')
    expect(await titles(ben, at())).toEqual(['a'])
    expect((await ben.delete(`/files/${file.id}`)).status).toBe(200)
    expect(await titles(ben, at())).toEqual([])
  })

  it('is what becomes of a banned person, if so chosen', async () => {
    const { home, space, at } = await shelved()
    const ben = await home.join()
    const folder = await home.folder(ben, space, { title: 'Kept' })
    await home.link(home.owner, space, { title: 'Inside', folder })
    await home.link(ben, space)
    const file = await put(ben, home, space, 'a.txt')
    await home.owner.put(home.at(`/members/${ben.username}/ban`), { content: 'remove' })
    expect(await titles(home.owner, at())).toEqual(['Kept'])
    expect(await titles(home.owner, at(`?folder=${folder}`))).toEqual(['Inside'])
    expect((await home.owner.get(file.url)).status).toBe(404)
  })

  it('of a folder while a file is on its way leaves the file at the top', async () => {
    const { home, space, at } = await shelved()
    const folder = await home.folder(home.owner, space)
    await home.owner.delete(at(`/resources/${folder}`))
    await put(home.owner, home, space, 'late.txt', { of: folder })
    expect(await titles(home.owner, at())).toEqual(['late'])
  })
})

describe('files on a shelf', () => {
  it('are replaced under the same address', async () => {
    const { home, space, at } = await shelved()
    const [ada, ben] = [await home.join('Ada'), await home.join()]
    const file = await put(ada, home, space, 'v1.txt')
    const [item] = await items(ada, at())
    await expect(put(ben, home, space, 'v2.txt', { replaces: file.id })).rejects.toThrow('403')
    await put(ada, home, space, 'v2.txt', { replaces: file.id })
    expect(await items(ada, at())).toMatchObject([
      { id: item?.id, title: 'v1', file: { id: file.id } },
    ])
    expect(await (await guest().get(file.url)).text()).toBe('words of v2.txt')
    const bytes = new TextEncoder().encode('at once')
    const place = { purpose: 'resource', community: home.slug, space, replaces: file.id }
    const claimed = await claim(ada, bytes.length, { ...place, name: 'v3.txt' })
    const { id } = await claimed.json<{ id: string }>()
    const sent = await ada.request('PUT', `/uploads/${id}`, bytes)
    expect([sent.status, await sent.json()]).toMatchObject([
      200,
      { status: 'ready', file: { id: file.id, url: file.url } },
    ])
    expect(await (await guest().get(file.url)).text()).toBe('at once')
  })

  it('come as one zip, counted for staff alone', async () => {
    const { home, space, at } = await shelved()
    const ben = await home.join()
    const folder = await home.folder(ben, space, { title: 'All of it' })
    await put(ben, home, space, 'a.txt', { of: folder })
    const [item] = await items(ben, at(`?folder=${folder}`))
    const file = item?.file
    const inner = await home.folder(ben, space, { folder })
    await put(ben, home, space, 'a.txt', { of: inner })
    const to = await guest().get(at(`/zip?folder=${folder}`))
    expect(to.status).toBe(302)
    const zip = await guest().get(to.headers.get('location') ?? '')
    expect(zip.headers.get('content-disposition')).toContain('All of it.zip')
    const text = new TextDecoder('latin1').decode(await zip.arrayBuffer())
    expect(text).toContain('a.txt')
    expect(text).toContain('a (2).txt')
    await (await guest().get(`${file?.url}?download`)).arrayBuffer()
    await expect
      .poll(async () => (await home.owner.json<Page>(at(`?folder=${folder}`))).mine.shelf.downloads)
      .toMatchObject({ [item?.id ?? '']: 2 })
    expect((await ben.json<Page>(at(`?folder=${folder}`))).mine.shelf.downloads).toBeNull()
    expect((await guest().get(at(`/zip?folder=${crypto.randomUUID()}`))).status).toBe(404)
    const empty = await home.folder(ben, space)
    expect((await guest().get(at(`/zip?folder=${empty}`))).status).toBe(422)
  })

  it('have captions, which their owners add and remove', async () => {
    const { home, space, at } = await shelved()
    const [ada, ben] = [await home.join('Ada'), await home.join()]
    const file = await put(ada, home, space, 'a.txt')
    const [item] = await items(ada, at())
    const vtt = new TextEncoder().encode('WEBVTT\n\n00:00.000 --> 00:01.000\nHello')
    const place = { purpose: 'captions', community: home.slug, space, of: file.id }
    const captions = await uploaded(ada, vtt, { ...place, name: 'talk.de.vtt' })
    const page = at(`/resources/${item?.id}`)
    expect(await ben.json(page)).toMatchObject({ captions: [{ id: captions.id }] })
    expect((await ben.delete(`${page}/captions/${captions.id}`)).status).toBe(403)
    expect((await ada.delete(`${page}/captions/${file.id}`)).status).toBe(404)
    expect((await ada.delete(`${page}/captions/${captions.id}`)).status).toBe(200)
    expect((await ada.delete(`${page}/captions/${captions.id}`)).status).toBe(404)
    expect(await ada.json(page)).toMatchObject({ captions: [] })
  })
})
