import { describe, expect, it } from 'vitest'
import { community, guest, someone } from '../../../tests/community.ts'
import { MAX_CONTENT, MAX_TITLE } from './rules.ts'

const NOBODY = '0190a000-0000-7000-8000-000000000000'

describe('POST /:community/s/:space/posts', () => {
  it('201 gives the post, which is then on its page, once', async () => {
    const place = await community()
    const space = await place.space()
    const ben = await place.join()
    const id = crypto.randomUUID()
    const words = { id, title: ' A  title ', content: 'Some **words**.\r\nMore.' }
    const both = await Promise.all([
      ben.post(place.at(`/s/${space}/posts`), words),
      ben.post(place.at(`/s/${space}/posts`), words),
    ])
    expect(both.map((response) => response.status)).toEqual([201, 201])
    const page = await ben.json<{ posts: object[] }>(place.at(`/s/${space}`))
    expect(page.posts).toMatchObject([
      { id, title: 'A title', html: '<p>Some <strong>words</strong>.<br>\nMore.</p>\n' },
    ])
  })

  it('303 for a form, which leads to the post and forgets the draft', async () => {
    const place = await community()
    const space = await place.space()
    const ben = await place.join()
    const response = await ben.submit(place.at('/s/elsewhere/posts'), { space, content: 'Hello' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toMatch(/\/posts\/[0-9a-f-]{36}$/)
    expect(ben.cookies.get('sent')).toContain(encodeURIComponent(`new:${place.slug}`))
  })

  it('422 keeps what was typed and says what is wrong beside it', async () => {
    const place = await community()
    const space = await place.space()
    const ben = await place.join()
    const posts = place.at(`/s/${space}/posts`)
    const response = await ben.submit(posts, [
      ['title', 'Kept "title"'],
      ['content', ' '],
      ['pollQuestion', 'Which?'],
      ['pollOptions[]', 'One'],
      ['pollOptions[]', ''],
    ])
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('Write something first')
    expect(html).toContain('Kept &quot;title&quot;')
    const poll = await ben.post(posts, { content: 'x', pollQuestion: 'Q', pollOptions: ['One'] })
    expect(await poll.json()).toMatchObject({ errors: { pollOptions: expect.any(String) } })
  })

  it('422 at one over every limit, 201 at the limit', async () => {
    const place = await community()
    const space = await place.space()
    const ben = await place.join()
    const status = async (fields: object) =>
      (await ben.post(place.at(`/s/${space}/posts`), { content: 'x', ...fields })).status
    expect(await status({ content: 'x'.repeat(MAX_CONTENT) })).toBe(201)
    expect(await status({ content: 'x'.repeat(MAX_CONTENT + 1) })).toBe(422)
    expect(await status({ title: 'x'.repeat(MAX_TITLE) })).toBe(201)
    expect(await status({ title: 'x'.repeat(MAX_TITLE + 1) })).toBe(422)
    expect(await status({ title: 7 })).toBe(422)
    expect(await status({ contentFormat: 'html' })).toBe(422)
    const answers = (count: number) => Array.from({ length: count }, (_, at) => `${at}`)
    expect(await status({ pollQuestion: 'Q', pollOptions: answers(10) })).toBe(201)
    expect(await status({ pollQuestion: 'Q', pollOptions: answers(11) })).toBe(422)
    expect(await status({ pollQuestion: 'Q', pollOptions: ['a', 'a'] })).toBe(422)
    expect(await status({ pollOptions: ['a', 'b'] })).toBe(422)
    expect(await status({ scheduledAt: '2001-01-01T00:00' })).toBe(422)
    expect(await status({ scheduledAt: 'soon' })).toBe(422)
    expect(await status({ scheduledAt: '2999-01-01T00:00' })).toBe(422)
  })

  it('401, 403 and 404 for those who may not', async () => {
    const place = await community()
    const space = await place.space()
    const quiet = await place.space({ whoPosts: 'staff' })
    const hidden = await place.space({ visibility: 'private' })
    const events = await place.space({ spaceType: 'events' })
    const ben = await place.join()
    const stranger = await someone()
    const post = { content: 'Hello' }
    expect((await guest().post(place.at(`/s/${space}/posts`), post)).status).toBe(401)
    expect((await stranger.post(place.at(`/s/${space}/posts`), post)).status).toBe(403)
    expect((await ben.post(place.at(`/s/${quiet}/posts`), post)).status).toBe(403)
    expect((await ben.post(place.at(`/s/${events}/posts`), post)).status).toBe(403)
    expect((await ben.post(place.at(`/s/${hidden}/posts`), post)).status).toBe(404)
    expect((await ben.post(place.at('/s/none/posts'), post)).status).toBe(404)
    expect((await place.owner.post(place.at(`/s/${quiet}/posts`), post)).status).toBe(201)
  })
})

describe('GET /:community/new', () => {
  it('lists the spaces that one may post in, and no other', async () => {
    const place = await community()
    const space = await place.space()
    const quiet = await place.space({ whoPosts: 'staff' })
    const ben = await place.join()
    const { mine } = await ben.json<{ mine: { spaces: { slug: string }[] } }>(place.at('/new'))
    const slugs = mine.spaces.map(({ slug }) => slug)
    expect(slugs).toContain(space)
    expect(slugs).not.toContain(quiet)
    expect(await ben.page(place.at(`/new?space=${space}`))).toContain(
      `<option value="${space}" selected`,
    )
    expect((await guest().get(place.at('/new'))).status).toBe(401)
    expect((await (await someone()).get(place.at('/new'))).status).toBe(403)
  })
})

describe('PATCH /:community/posts/:post', () => {
  it('changes what it is given, marks it as edited and keeps what it said', async () => {
    const place = await community()
    const ben = await place.join()
    const id = await place.post(ben, await place.space(), { title: 'Old', content: 'first words' })
    const path = place.at(`/posts/${id}`)
    expect((await ben.patch(path, { content: 'first changed words' })).status).toBe(200)
    const { post } = await ben.json<{ post: object }>(path)
    expect(post).toMatchObject({ title: 'Old', editedAt: expect.any(String) })
    const { edits } = await place.owner.json<{ edits: object[] }>(`${path}/history`)
    expect(edits).toMatchObject([
      {
        editor: { username: ben.username },
        changes: expect.arrayContaining([{ kind: 'in', text: expect.stringContaining('changed') }]),
      },
    ])
    expect((await ben.patch(path, { content: 'first changed words' })).status).toBe(200)
    const again = await place.owner.json<{ edits: object[] }>(`${path}/history`)
    expect(again.edits).toHaveLength(1)
  })

  it('keeps every version of edits that come at the same time', async () => {
    const place = await community()
    const ben = await place.join()
    const id = await place.post(ben, await place.space(), { content: 'v0' })
    const path = place.at(`/posts/${id}`)
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => ben.patch(path, { content: `v${at + 1}` })),
    )
    const { edits } = await place.owner.json<{ edits: object[] }>(`${path}/history`)
    expect(edits).toHaveLength(10)
  })

  it('401, 403, 404, 422 for those who may not', async () => {
    const place = await community()
    const [ben, ada] = [await place.join(), await place.join('Ada')]
    const id = await place.post(ben, await place.space())
    const path = place.at(`/posts/${id}`)
    expect((await guest().patch(path, { content: 'x' })).status).toBe(401)
    expect((await ada.patch(path, { content: 'x' })).status).toBe(403)
    expect((await place.owner.patch(path, { content: 'x' })).status).toBe(403)
    expect((await ben.patch(place.at(`/posts/${NOBODY}`), { content: 'x' })).status).toBe(404)
    expect((await ben.patch(place.at('/posts/none'), { content: 'x' })).status).toBe(404)
    expect((await ben.patch(path, { content: '' })).status).toBe(422)
    const other = await community()
    const foreign = other.at(`/posts/${id}`)
    expect((await ben.patch(foreign, { content: 'x' })).status).toBe(404)
    expect((await ben.get(`${path}/history`)).status).toBe(403)
    expect((await ben.get(`${path}/edit`)).status).toBe(200)
    expect((await ada.get(`${path}/edit`)).status).toBe(403)
  })
})

describe('POST /preview', () => {
  it('renders as the page will, for those who are signed in', async () => {
    const ada = await someone()
    const answer = await ada.post('/preview', { content: '*hi* <script>' })
    expect(await answer.json()).toEqual({ html: '<p><em>hi</em> &lt;script&gt;</p>\n' })
    expect((await guest().post('/preview', { content: 'x' })).status).toBe(401)
    const page = await ada.submit('/preview', { content: '*hi*' })
    expect(await page.text()).toContain('<em>hi</em>')
  })
})

describe('GET /:community/mentions', () => {
  it('gives members by what they are called, and only those who may see the space', async () => {
    const place = await community()
    const hidden = await place.space({ visibility: 'private' })
    const zoe = await place.join('Zoe Quill')
    const ben = await place.join()
    const find = (query: string) =>
      ben.json<{ people: { username: string }[] }>(place.at(`/mentions?q=${query}`))
    expect((await find('zoe')).people).toMatchObject([{ username: zoe.username }])
    expect((await find('qui')).people).toMatchObject([{ username: zoe.username }])
    expect((await find('%25')).people).toEqual([])
    expect((await find(`zoe&space=${hidden}`)).people).toEqual([])
    expect((await guest().get(place.at('/mentions?q=z'))).status).toBe(401)
    expect((await (await someone()).get(place.at('/mentions?q=z'))).status).toBe(403)
  })
})
