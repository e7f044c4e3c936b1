import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person } from '../../../tests/community.ts'
import { newId } from '../../db/columns.ts'
import { connect } from '../../db/connect.ts'
import { allComments, type Thread } from '../thread/rules.ts'

let home: Community
let space: string
let ada: Person
let ben: Person
let mod: Person

beforeAll(async () => {
  home = await community()
  space = await home.space()
  ada = await home.join('Ada')
  ben = await home.join('Ben')
  mod = await home.join('Mia', 'moderator')
})

const say = (who: Person, post: string, body: object) =>
  who.post(home.at(`/posts/${post}/comments`), body)

async function look(post: string) {
  const page = await ada.json<{ post: { commentsCount: number }; thread: Thread }>(
    home.at(`/posts/${post}`),
  )
  return { count: page.post.commentsCount, comments: allComments(page.thread) }
}

describe('writing', () => {
  it('adds a comment and counts it', async () => {
    const post = await home.post(ada, space)
    const answer = await say(ben, post, { content: ' Hello **there** ' })
    expect(answer.status).toBe(201)
    const { id } = await answer.json<{ id: string }>()
    const { count, comments } = await look(post)
    expect(count).toBe(1)
    expect(comments).toMatchObject([
      { id, content: 'Hello **there**', author: { username: ben.username }, repliesCount: 0 },
    ])
    expect(await ada.page(home.at(`/posts/${post}`))).toContain('Hello <strong>there</strong>')
  })

  it('sends a form to the comment in its place, and keeps a draft no longer', async () => {
    const post = await home.post(ada, space)
    const parent = await home.comment(ada, post)
    const answer = await ben.submit(home.at(`/posts/${post}/comments`), {
      content: 'By form',
      parentId: parent,
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/\?comment=[0-9a-f-]{36}#comment-/)
    expect((await look(post)).comments.map(({ parentId }) => parentId)).toEqual([null, parent])
  })

  it('opens the form to reply in its place, without a script and with one', async () => {
    const post = await home.post(ada, space)
    const parent = await home.comment(ada, post)
    const path = home.at(`/posts/${post}?reply=${parent}`)
    const whole = await ben.page(path)
    expect(whole).toContain(`name="parentId" value="${parent}"`)
    const part = await (await ben.get(path, { accept: 'text/html', 'hx-request': 'true' })).text()
    expect(part).toContain(`name="parentId" value="${parent}"`)
    expect(part).not.toContain('<html')
    expect((await guest().get(path, { 'hx-request': 'true' })).status).toBe(401)
  })

  it('refuses nothing, too much, and answers to what is not there', async () => {
    const post = await home.post(ada, space)
    const other = await home.comment(ada, await home.post(ada, space))
    const bodies = [
      {},
      { content: '  ' },
      { content: 'x'.repeat(10_001) },
      { content: 'Hi', parentId: 'nonsense' },
      { content: 'Hi', parentId: newId() },
      { content: 'Hi', parentId: other },
    ]
    for (const body of bodies) {
      const answer = await say(ben, post, body)
      expect(answer.status).toBe(422)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    }
    expect((await look(post)).count).toBe(0)
    const gone = await say(ben, post, { content: 'Hi', parentId: newId() })
    expect(gone.headers.get('server-timing')).toBe('db;desc="3"')
  })

  it('counts a line’s end as one character, as browsers do', async () => {
    const post = await home.post(ada, space)
    const form = { content: `${'x'.repeat(9998)}\r\nx` }
    expect((await ben.submit(home.at(`/posts/${post}/comments`), form)).status).toBe(303)
    expect((await look(post)).comments[0]?.content).toHaveLength(10_000)
  })

  it('shows what was refused where it was typed', async () => {
    const post = await home.post(ada, space)
    const parent = await home.comment(ada, post)
    const content = 'x'.repeat(10_001)
    const answer = await ben.submit(home.at(`/posts/${post}/comments`), {
      content,
      parentId: parent,
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(content)
    expect(html).toContain('Keep it under 10,000 characters.')
    expect(html).toContain(`id="reply-text-${parent}-error"`)
  })

  it('is for members, in spaces that they see', async () => {
    const post = await home.post(ada, space)
    const stranger = (await community()).owner
    expect((await say(guest(), post, { content: 'Hi' })).status).toBe(401)
    expect((await say(stranger, post, { content: 'Hi' })).status).toBe(403)
    expect((await say(ben, newId(), { content: 'Hi' })).status).toBe(404)
    const secret = await home.post(home.owner, await home.space({ visibility: 'private' }))
    expect((await say(ben, secret, { content: 'Hi' })).status).toBe(404)
    expect((await say(guest(), post, {})).status).toBe(401)
  })

  it('counts every one of many at the same time', async () => {
    const post = await home.post(ada, space)
    const made = await Promise.all(
      Array.from({ length: 40 }, (_, at) => say(at % 2 ? ada : mod, post, { content: `${at}` })),
    )
    expect(made.every(({ status }) => status === 201)).toBe(true)
    expect((await look(post)).count).toBe(40)
  })
})

describe('editing', () => {
  it('is its author’s, and leaves a mark', async () => {
    const post = await home.post(ada, space)
    const id = await home.comment(ben, post, { content: 'Before' })
    const path = home.at(`/comments/${id}`)
    expect((await ben.get(`${path}/edit`)).status).toBe(200)
    expect((await ada.get(`${path}/edit`)).status).toBe(403)
    expect((await mod.patch(path, { content: 'Mine now' })).status).toBe(403)
    expect((await guest().patch(path, { content: 'x' })).status).toBe(401)
    expect((await ben.patch(path, { content: ' ' })).status).toBe(422)
    expect((await ben.patch(path, { content: 'Before' })).status).toBe(200)
    expect((await look(post)).comments[0]?.editedAt).toBe(null)
    expect((await ben.patch(path, { content: 'After' })).status).toBe(200)
    expect((await look(post)).comments[0]).toMatchObject({ content: 'After' })
    expect((await look(post)).comments[0]?.editedAt).not.toBe(null)
    const form = await ben.submit(path, { content: 'By form' }, 'PATCH')
    expect(form.headers.get('location')).toContain(`#comment-${id}`)
    expect((await ben.patch(home.at(`/comments/${newId()}`), { content: 'x' })).status).toBe(404)
  })
})

describe('in an archived space', () => {
  it('nothing changes any more, but the staff can clear away', async () => {
    const still = await home.space()
    const post = await home.post(ada, still)
    const [one, two] = [await home.comment(ben, post), await home.comment(ben, post)]
    await home.owner.put(home.at(`/s/${still}/archive`))
    expect((await say(ben, post, { content: 'Hi' })).status).toBe(404)
    expect((await ben.patch(home.at(`/comments/${one}`), { content: 'x' })).status).toBe(404)
    expect((await mod.patch(home.at(`/comments/${one}`), { content: 'x' })).status).toBe(403)
    expect((await mod.delete(home.at(`/comments/${two}`))).status).toBe(200)
  })
})

describe('deleting', () => {
  it('without replies takes it away, its reactions too', async () => {
    const post = await home.post(ada, space)
    const id = await home.comment(ben, post)
    await ada.put(home.at(`/comments/${id}/reactions/like`))
    expect((await ada.delete(home.at(`/comments/${id}`))).status).toBe(403)
    expect((await guest().delete(home.at(`/comments/${id}`))).status).toBe(401)
    expect((await ben.delete(home.at(`/comments/${id}`))).status).toBe(200)
    expect((await ben.delete(home.at(`/comments/${id}`))).status).toBe(404)
    expect(await look(post)).toEqual({ count: 0, comments: [] })
    const { rows } = await connect(env).execute(
      sql`select 1 from reactions where target_id = ${id}::uuid`,
    )
    expect(rows).toEqual([])
  })

  it('with replies keeps its place until the last of them goes', async () => {
    const post = await home.post(ada, space)
    const top = await home.comment(ben, post, { content: 'A secret' })
    const middle = await home.comment(ada, post, { parentId: top })
    const leaf = await home.comment(ben, post, { parentId: middle })
    expect((await mod.delete(home.at(`/comments/${top}`))).status).toBe(200)
    expect((await mod.delete(home.at(`/comments/${middle}`))).status).toBe(200)
    const { count, comments } = await look(post)
    expect(count).toBe(1)
    expect(comments.map(({ id, author }) => [id, author === null])).toEqual([
      [top, true],
      [middle, true],
      [leaf, false],
    ])
    expect(await ada.page(home.at(`/posts/${post}`))).not.toContain('A secret')
    expect((await say(ben, post, { content: 'Hi', parentId: top })).status).toBe(422)
    expect((await ben.delete(home.at(`/comments/${leaf}`))).status).toBe(200)
    expect(await look(post)).toEqual({ count: 0, comments: [] })
  })

  it('answers htmx with what stands there now', async () => {
    const post = await home.post(ada, space)
    const id = await home.comment(ben, post)
    const answer = await ben.request(
      'DELETE',
      home.at(`/comments/${id}`),
      {},
      {
        accept: 'text/html',
        'hx-request': 'true',
      },
    )
    expect(await answer.text()).toContain(`id="comment-${id}"`)
  })

  it('loses neither a reply nor a count when it happens at the same time', async () => {
    const post = await home.post(ada, space)
    for (let round = 0; round < 8; round++) {
      const top = await home.comment(ben, post)
      const parents = await Promise.all(
        [1, 2].map(() => home.comment(ada, post, { parentId: top })),
      )
      await ben.delete(home.at(`/comments/${top}`))
      const written = await Promise.all([
        ...parents.map((id) => ada.delete(home.at(`/comments/${id}`))),
        ...parents.map((id) => ben.delete(home.at(`/comments/${id}`))),
        ...parents.map((parentId) => say(mod, post, { content: 'At once', parentId })),
      ])
      expect(written.every(({ status }) => status < 500)).toBe(true)
    }
    const { rows } = await connect(env).execute<{
      counted: number
      live: number
      bare: number
    }>(sql`
      select (select comments_count from posts where id = ${post}::uuid) as counted,
        count(*) filter (where deleted_at is null)::int as live,
        count(*) filter (where deleted_at is not null and not exists (
          select 1 from comments reply where reply.parent_id = c.id))::int as bare
      from comments c where post_id = ${post}::uuid`)
    expect(rows[0]?.counted).toBe(rows[0]?.live)
    expect(rows[0]?.bare).toBe(0)
  })
})
