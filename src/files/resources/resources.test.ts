import { describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person } from '../../../tests/community.ts'
import { uploaded } from '../../../tests/uploads.ts'

type Item = { id: string; kind: string; title: string; href: string; items: number }
type Page = {
  shelf: { folder: { title: string } | null; around: { title: string }[]; items: Item[] }
  mine: { shelf: { mayAdd: boolean; own: string[]; downloads: Record<string, number> | null } }
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** A community with a space for resources. */
async function shelved(fields: object = {}) {
  const home = await community()
  const space = await home.space({ spaceType: 'resources', ...fields })
  return { home, space, at: (rest = '') => home.at(`/s/${space}${rest}`) }
}

const put = (who: Person, home: Community, space: string, name: string, more: object = {}) =>
  uploaded(who, bytes(`words of ${name}`), {
    ...{ purpose: 'resource', community: home.slug, space, name, ...more },
  })

const titles = async (who: Person, path: string) =>
  (await who.json<Page>(path)).shelf.items.map(({ title }) => title)

describe('a resource space', () => {
  it('holds folders, links and files, in folders too', async () => {
    const { home, space, at } = await shelved()
    const ben = await home.join()
    const folder = await home.folder(ben, space, { title: 'Seeds' })
    const inner = await home.folder(ben, space, { title: 'Beans', folder })
    await home.link(ben, space, { title: 'Calendar', url: 'example.test/a', folder: inner })
    await put(ben, home, space, 'Plan of 2026.pdf.txt', { of: inner })
    await put(ben, home, space, 'top.txt')
    expect(await titles(guest(), at())).toEqual(['Seeds', 'top'])
    const page = await guest().json<Page>(at(`?folder=${inner}`))
    expect(page.shelf.folder).toMatchObject({ title: 'Beans' })
    expect(page.shelf.around).toMatchObject([{ title: 'Seeds' }])
    expect(page.shelf.items).toMatchObject([
      { kind: 'link', url: 'https://example.test/a', host: 'example.test' },
      { kind: 'file', title: 'Plan of 2026.pdf', file: { kind: 'text', size: 29 } },
    ])
    const [link, file] = page.shelf.items
    const html = await guest().page(link?.href ?? '')
    expect(html).toContain('rel="nofollow ugc noopener"')
    expect(await guest().json(file?.href ?? '')).toMatchObject({
      item: { title: 'Plan of 2026.pdf' },
    })
    for (const path of [`?folder=${crypto.randomUUID()}`, `/resources/${folder}`, '/resources/x'])
      expect((await guest().get(at(path))).status, path).toBe(404)
  })

  it('asks the database once for what is not kept', async () => {
    const { home, space, at } = await shelved()
    const link = await home.link(home.owner, space)
    for (const path of ['/search?q=link', `/resources/${link}/edit`, '/resources/new'])
      expect((await home.owner.get(at(path))).headers.get('server-timing'), path).toBe(
        'db;desc="1"',
      )
  })

  it('comes in pages', async () => {
    const { home, space, at } = await shelved()
    for (let n = 0; n < 53; n++) await home.link(home.owner, space, { title: `Link ${n}` })
    const first = await home.owner.json<Page & { shelf: { next: string } }>(at())
    expect(first.shelf.items).toHaveLength(50)
    expect(await titles(home.owner, first.shelf.next)).toEqual(['Link 50', 'Link 51', 'Link 52'])
  })

  it('refuses what cannot be, and keeps what was typed', async () => {
    const { home, at } = await shelved()
    const post = (fields: object) =>
      home.owner.post(at('/resources'), {
        kind: 'link',
        title: 'X',
        url: 'https://a.test',
        ...fields,
      })
    for (const bad of [
      { title: '' },
      { title: '\u200b' },
      { title: 'x'.repeat(121) },
      { url: '' },
      { url: 'javascript:alert(1)' },
      { url: 'https://' },
      { kind: 'file' },
      { description: 'x'.repeat(5001) },
      { pictureUrl: 'http://a.test/a.png' },
      { folder: 'nonsense' },
      { folder: crypto.randomUUID() },
    ])
      expect((await post(bad)).status, JSON.stringify(bad)).toBe(422)
    const again = await home.owner.submit(at('/resources'), {
      kind: 'link',
      title: 'Kept',
      url: 'x',
    })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('value="Kept"')
  })

  it('finds things in all its folders', async () => {
    const { home, space, at } = await shelved()
    const folder = await home.folder(home.owner, space, { title: 'Deep' })
    await home.link(home.owner, space, { title: 'Melons_100%', folder })
    await home.link(home.owner, space, { title: 'Other', description: 'about melons' })
    await put(home.owner, home, space, 'melon list.txt', { of: folder })
    const found = async (q: string) =>
      (await guest().json<{ items: Item[] }>(at(`/search?q=${encodeURIComponent(q)}`))).items.map(
        ({ title }) => title,
      )
    expect(await found('MELON')).toEqual(['melon list', 'Melons_100%', 'Other'])
    expect(await found('s_100%')).toEqual(['Melons_100%'])
    expect(await found('100_')).toEqual([])
    expect(await guest().page(at('/search?q=melon'))).toContain('Melons_100%')
    expect((await guest().get(home.at('/s/general/search?q=a'))).status).toBe(404)
  })
})

describe('who may', () => {
  it('add, is what the space says', async () => {
    const { home, at, space } = await shelved({ whoPosts: 'staff' })
    const [ben, mo] = [await home.join(), await home.join('Mo', 'moderator')]
    const link = { kind: 'link', title: 'A', url: 'https://a.test' }
    expect((await guest().post(at('/resources'), link)).status).toBe(401)
    expect((await ben.post(at('/resources'), link)).status).toBe(403)
    expect((await ben.get(at('/resources/new'))).status).toBe(403)
    expect((await mo.post(at('/resources'), link)).status).toBe(201)
    expect((await ben.json<Page>(at())).mine.shelf).toMatchObject({ mayAdd: false, own: [] })
    await expect(put(ben, home, space, 'a.txt')).rejects.toThrow('403')
    const talk = await home.space()
    expect((await mo.post(home.at(`/s/${talk}/resources`), link)).status).toBe(404)
    await home.owner.put(at('/archive'))
    expect((await mo.post(at('/resources'), link)).status).toBe(403)
  })

  it('change a thing, is who put it there, and staff', async () => {
    const { home, at, space } = await shelved()
    const [ada, ben] = [await home.join('Ada'), await home.join()]
    const id = await home.link(ada, space)
    const link = at(`/resources/${id}`)
    expect((await ben.patch(link, { title: 'Mine' })).status).toBe(403)
    expect((await ben.delete(link)).status).toBe(403)
    expect((await guest().patch(link, { title: 'Mine' })).status).toBe(401)
    expect((await ada.patch(link, { title: 'Better', description: '**Yes**' })).status).toBe(200)
    expect(await ada.json(link)).toMatchObject({
      item: { title: 'Better', line: 'Yes' },
      html: '<p><strong>Yes</strong></p>\n',
    })
    expect((await ada.patch(link, { url: '' })).status).toBe(422)
    await home.owner.put(home.at(`/members/${ada.username}/ban`), { content: 'keep' })
    expect((await ada.patch(link, { title: 'Again' })).status).toBe(404)
    expect((await home.owner.delete(link)).status).toBe(200)
    expect((await home.owner.delete(link)).status).toBe(404)
  })

  it('see a thing of a closed space, is who may enter', async () => {
    const { home, at, space } = await shelved({ visibility: 'private' })
    const id = await home.link(home.owner, space)
    const ben = await home.join()
    for (const path of ['', '/search?q=a', '/zip', `/resources/${id}`, `/resources/${id}/edit`])
      expect((await ben.get(at(path))).status, path).toBe(404)
    await home.owner.put(at(`/guests/${ben.username}`))
    expect((await ben.get(at(`/resources/${id}`))).status).toBe(200)
    const other = await home.space({ spaceType: 'resources' })
    expect((await home.owner.get(home.at(`/s/${other}/resources/${id}`))).status).toBe(404)
    expect((await home.owner.patch(home.at(`/s/${other}/resources/${id}`), {})).status).toBe(404)
  })
})
