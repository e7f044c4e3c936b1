import { describe, expect, it } from 'vitest'
import { type Community, community, guest } from '../../../tests/community.ts'

type Space = { id: string; slug: string; name: string; isArchived: boolean }

const list = async (here: Community) =>
  (await here.owner.json<{ spaces: Space[] }>(here.at('/spaces'))).spaces

const slugs = async (here: Community) => (await list(here)).map(({ slug }) => slug)

const nav = async (here: Community, page: string) => {
  const at = (slug: string) => page.indexOf(`href="${here.at(`/s/${slug}`)}"`)
  return ['start-here', 'introductions', 'general'].sort((a, b) => at(a) - at(b))
}

describe('spaces', () => {
  it('are made by admins, of every kind', async () => {
    const here = await community()
    const mo = await here.join('Mo', 'moderator')
    expect((await guest().post(here.at('/spaces'), { name: 'X' })).status).toBe(401)
    expect((await mo.post(here.at('/spaces'), { name: 'X' })).status).toBe(403)
    expect((await mo.get(here.at('/spaces'))).status).toBe(403)
    const an = await here.join('An', 'admin')
    for (const spaceType of ['discussion', 'chat', 'course', 'events', 'resources']) {
      const made = await an.post(here.at('/spaces'), { name: `A ${spaceType}`, spaceType })
      expect(made.status).toBe(201)
      expect(await made.json()).toMatchObject({ slug: `a-${spaceType}` })
    }
    expect((await slugs(here)).slice(3)).toEqual(
      ['discussion', 'chat', 'course', 'events', 'resources'].map((kind) => `a-${kind}`),
    )
    const named = await an.post(here.at('/spaces'), { name: '日本語', emoji: '🏯' })
    expect(await named.json()).toMatchObject({ slug: expect.stringMatching(/^space-/) })
  })

  it('refuse what cannot be, and keep what was typed', async () => {
    const here = await community()
    const post = (fields: object) => here.owner.post(here.at('/spaces'), { name: 'X', ...fields })
    for (const bad of [
      { name: '' },
      { name: 'x'.repeat(61) },
      { slug: 'not ok' },
      { slug: 'general' },
      { emoji: 'words' },
      { emoji: '👋👋' },
      { coverUrl: 'http://example.org/a.png' },
      { spaceType: 'sauna' },
      { visibility: 'secret' },
      { visibility: 'paid' },
      { requiredTierIds: ['nonsense'] },
      { visibility: 'paid', requiredTierIds: [crypto.randomUUID()] },
      { name: 7 },
    ])
      expect((await post(bad)).status, JSON.stringify(bad)).toBe(422)
    const page = await here.owner.submit(here.at('/spaces'), { name: 'Kept name', slug: 'a b' })
    expect(page.status).toBe(422)
    expect((await page.text()).includes('value="Kept name"')).toBe(true)
  })

  it('are changed by forms, and an address is given once', async () => {
    const here = await community()
    const slug = await here.space({ name: 'Old' })
    const at = here.at(`/s/${slug}`)
    const saved = await here.owner.submit(
      at,
      [
        ['name', 'New'],
        ['slug', 'new-place'],
        ['emoji', '🌱'],
        ['description', 'Fresh.'],
        ['visibility', 'private'],
        ['requiredTierIds[]', ''],
        ['whoPosts', 'staff'],
      ],
      'PATCH',
    )
    expect(saved.status).toBe(303)
    expect(saved.headers.get('location')).toBe(here.at('/s/new-place/settings'))
    const settings = await here.owner.get(here.at('/s/new-place/settings'), { accept: 'text/html' })
    expect(settings.headers.get('server-timing')).toBe('db;desc="1"')
    expect(await here.owner.json(here.at('/s/new-place/settings'))).toMatchObject({
      space: { name: 'New', emoji: '🌱', visibility: 'private', whoPosts: 'staff' },
    })
    const taken = await here.owner.patch(here.at('/s/new-place'), { slug: 'general' })
    expect(taken.status).toBe(422)
    expect((await here.owner.patch(at, { name: 'Gone' })).status).toBe(404)
    const ben = await here.join()
    expect((await ben.patch(here.at('/s/general'), { name: 'Mine' })).status).toBe(403)
  })

  it('of one community are not managed from another', async () => {
    const [here, there] = [await community(), await community()]
    const slug = await there.space()
    expect((await here.owner.patch(here.at(`/s/${slug}`), { name: 'Mine' })).status).toBe(404)
    expect((await here.owner.patch(there.at(`/s/${slug}`), { name: 'Mine' })).status).toBe(403)
    const ids = (await list(there)).map(({ id }) => id)
    expect((await here.owner.put(here.at('/spaces/order'), { ids })).status).toBe(422)
  })
})

describe('the order of spaces', () => {
  it('is what was dragged, everywhere', async () => {
    const here = await community()
    const byName = new Map((await list(here)).map(({ slug, id }) => [slug, id]))
    const wanted = ['general', 'start-here', 'introductions']
    const ids = wanted.map((slug) => byName.get(slug))
    expect((await here.owner.put(here.at('/spaces/order'), { ids })).status).toBe(200)
    expect(await slugs(here)).toEqual(wanted)
    expect(await nav(here, await guest().page(here.at('/about')))).toEqual(wanted)
    expect((await here.owner.put(here.at('/spaces/order'), { ids: ['x'] })).status).toBe(422)
    expect((await here.owner.put(here.at('/spaces/order'), {})).status).toBe(422)
    const ben = await here.join()
    expect((await ben.put(here.at('/spaces/order'), { ids })).status).toBe(403)
  })

  it('moves by buttons, one place at a time and not off the ends', async () => {
    const here = await community()
    const move = (slug: string, move: string) =>
      here.owner.submit(here.at(`/s/${slug}/position`), { move }, 'PUT')
    expect((await move('general', 'up')).status).toBe(303)
    expect(await slugs(here)).toEqual(['start-here', 'general', 'introductions'])
    await move('start-here', 'up')
    await move('introductions', 'down')
    expect(await slugs(here)).toEqual(['start-here', 'general', 'introductions'])
    await move('start-here', 'down')
    expect(await slugs(here)).toEqual(['general', 'start-here', 'introductions'])
    expect((await move('general', 'sideways')).status).toBe(422)
    expect((await move('nowhere', 'up')).status).toBe(404)
  })

  it('keeps every space when many are moved at the same time', async () => {
    const here = await community()
    await Promise.all(
      ['general', 'introductions', 'start-here', 'general'].flatMap((slug) =>
        ['up', 'down'].map((move) => here.owner.put(here.at(`/s/${slug}/position`), { move })),
      ),
    )
    expect((await slugs(here)).sort()).toEqual(['general', 'introductions', 'start-here'])
  })
})

describe('archiving', () => {
  it('takes a space out of sight and brings it back', async () => {
    const here = await community()
    const ben = await here.join()
    expect((await ben.put(here.at('/s/general/archive'))).status).toBe(403)
    expect((await here.owner.put(here.at('/s/general/archive'))).status).toBe(200)
    expect((await here.owner.put(here.at('/s/general/archive'))).status).toBe(200)
    expect((await ben.page(here.at('/about'))).includes('/s/general')).toBe(false)
    expect((await here.owner.page(here.at('/spaces'))).includes('Restore')).toBe(true)
    expect((await ben.put(here.at('/s/general/follow'))).status).toBe(404)
    expect((await here.owner.delete(here.at('/s/general/archive'))).status).toBe(200)
    expect((await ben.page(here.at('/about'))).includes('/s/general')).toBe(true)
  })
})
