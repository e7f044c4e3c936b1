import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person, timing } from '../../../tests/community.ts'
import { newId } from '../../db/columns.ts'
import { connect } from '../../db/connect.ts'
import type { CommentNode, Thread } from './rules.ts'
import { allComments } from './rules.ts'

type PageJson = { post: { commentsCount: number }; thread: Thread; mine: Record<string, unknown> }

let home: Community
let space: string
let ada: Person

beforeAll(async () => {
  home = await community()
  space = await home.space()
  ada = await home.join('Ada')
})

/** Many comments at once, each answering the one whose index `parentOf` gives, oldest first. */
async function fill(postId: string, count: number, parentOf: (at: number) => number | null) {
  const ids = Array.from({ length: count }, newId)
  const rows = ids.map((id, at) => ({
    id,
    parent_id: ids[parentOf(at) ?? -1] ?? null,
    content: `No. ${at}`,
  }))
  const db = connect(env)
  await db.execute(sql`
    with made as (
      insert into comments (id, post_id, parent_id, author_id, content)
      select id, ${postId}::uuid, parent_id, ${ada.id}::uuid, content
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, parent_id uuid, content text)
      returning 1
    ) update posts set comments_count = (select count(*) from made) where id = ${postId}::uuid`)
  return ids
}

const page = (postId: string, query = '', who = ada) =>
  who.json<PageJson>(home.at(`/posts/${postId}${query}`))

const said = (comments: CommentNode[]) => comments.map(({ content }) => content)
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `No. ${from + at}`)

describe('the page of a post', () => {
  it('is one round trip and one after it for who wrote, none for guests', async () => {
    const post = await home.post(ada, space)
    await home.comment(ada, post)
    const ask = async (who: Person) => {
      const response = await who.get(home.at(`/posts/${post}`), { accept: 'text/html' })
      expect(response.status).toBe(200)
      return timing(response)
    }
    expect(await ask(ada)).toEqual({ cache: null, db: 1, own: 1 })
    expect(await ask(guest())).toEqual({ cache: 'MISS', db: 0, own: 0 })
  })

  it('is 404 for ids that are none, unknown, or of another community', async () => {
    const other = await community()
    const elsewhere = await other.post(other.owner, await other.space())
    for (const id of ['x', newId(), elsewhere])
      expect((await ada.get(home.at(`/posts/${id}`))).status).toBe(404)
  })

  it('is 404 for those who may not enter the space', async () => {
    const secret = await home.space({ visibility: 'private' })
    const post = await home.post(home.owner, secret)
    expect((await ada.get(home.at(`/posts/${post}`))).status).toBe(404)
    expect((await home.owner.get(home.at(`/posts/${post}`))).status).toBe(200)
  })

  it('tells a guest, a stranger and a member apart', async () => {
    const post = await home.post(ada, space)
    const stranger = (await community()).owner
    expect(await guest().page(home.at(`/posts/${post}`))).toContain('Sign in to reply')
    expect(await stranger.page(home.at(`/posts/${post}`))).toContain('Join to reply')
    expect(await ada.page(home.at(`/posts/${post}`))).toContain('name="content"')
  })

  it('says nothing of the viewer in its shared part', async () => {
    const post = await home.post(ada, space)
    const comment = await home.comment(ada, post)
    await ada.put(home.at(`/comments/${comment}/reactions/like`))
    const {
      mine: _own,
      now: _now,
      ...shared
    } = await ada.json<Record<string, unknown>>(home.at(`/posts/${post}`))
    const {
      mine: _none,
      now: _later,
      ...seen
    } = await (await home.join()).json<Record<string, unknown>>(home.at(`/posts/${post}`))
    expect(shared).toEqual(seen)
  })
})

describe('pages of comments', () => {
  it('shows twenty, and each once, oldest or newest first', async () => {
    const post = await home.post(ada, space)
    await fill(post, 47, () => null)
    for (const sort of ['oldest', 'newest']) {
      const seen: string[] = []
      let query = `?sort=${sort}`
      for (let pages = 1; pages <= 3; pages++) {
        const { thread } = await page(post, query)
        seen.push(...said(thread.comments))
        query = `?sort=${sort}&after=${thread.later}`
        expect(thread.later === null).toBe(pages === 3)
      }
      const all = numbers(0, 46)
      expect(seen).toEqual(sort === 'oldest' ? all : all.reverse())
    }
  })

  it('goes back as it came', async () => {
    const post = await home.post(ada, space)
    const ids = await fill(post, 60, () => null)
    const { thread } = await page(post, `?before=${ids[30]}`)
    expect(said(thread.comments)).toEqual(numbers(10, 29))
    expect(thread.earlier).toBe(ids[10])
    expect(thread.later).toBe(ids[29])
  })

  it('bounds what one page holds, and says how many replies are left', async () => {
    const post = await home.post(ada, space)
    await fill(post, 3000, (at) => (at < 30 ? null : Math.floor((at - 30) / 10)))
    const { thread } = await page(post)
    expect(thread.comments).toHaveLength(20)
    const all = allComments(thread)
    expect(all.length).toBeLessThanOrEqual(200)
    expect(thread.comments[0]?.repliesCount).toBe(10)
    expect(thread.comments[0]?.replies).toHaveLength(6)
  })

  it('shows the replies that are left, in their own page and in place', async () => {
    const post = await home.post(ada, space)
    const ids = await fill(post, 31, (at) => (at === 0 ? null : 0))
    const first = (await page(post)).thread.comments[0]
    expect(said(first?.replies ?? [])).toEqual(numbers(1, 6))
    const rest = await page(post, `?thread=${ids[0]}&after=${first?.later}`)
    expect(said(rest.thread.comments[0]?.replies ?? [])).toEqual(numbers(7, 26))
    expect(rest.thread.branch?.id).toBe(ids[0])
    const html = await ada.page(home.at(`/posts/${post}?thread=${ids[0]}&after=${ids[26]}&level=1`))
    expect(html).toContain(`id="replies-${ids[0]}"`)
    expect(html).toContain('No. 30')
  })
})

describe('a link to a comment', () => {
  it('opens number 4,000 of 5,000 in its place, in two round trips', async () => {
    const post = await home.post(ada, space)
    const ids = await fill(post, 5000, () => null)
    const response = await ada.get(home.at(`/posts/${post}?comment=${ids[4000]}`))
    // the thread, and then what was given to its comments
    expect(timing(response)).toEqual({ cache: null, db: 2, own: 0 })
    const { thread } = await response.json<PageJson>()
    expect(said(thread.comments)).toEqual(numbers(3995, 4010))
    expect(thread.target).toBe(ids[4000])
    expect(thread.earlier).toBe(ids[3995])
    expect(thread.later).toBe(ids[4010])
    const after = await page(post, `?after=${thread.later}`)
    expect(said(after.thread.comments)).toEqual(numbers(4011, 4030))
    const html = await ada.page(home.at(`/posts/${post}?comment=${ids[4000]}`))
    expect(html).toMatch(new RegExp(`id="comment-${ids[4000]}"[^>]* data-target`))
  })

  it('opens the deepest of a chain of 300 under those it answers', async () => {
    const post = await home.post(ada, space)
    const ids = await fill(post, 300, (at) => (at === 0 ? null : at - 1))
    const { thread } = await page(post, `?comment=${ids[299]}`)
    expect(said(allComments(thread))).toEqual(numbers(296, 299))
    expect(thread.branch).toEqual({
      id: ids[296],
      parentId: ids[295],
      topId: ids[0],
      depth: 299,
    })
    const top = await page(post)
    expect(said(allComments(top.thread))).toEqual(numbers(0, 4))
    expect(await ada.page(home.at(`/posts/${post}`))).toContain(`?thread=${ids[4]}#`)
    const next = await page(post, `?thread=${ids[4]}`)
    expect(said(allComments(next.thread))).toEqual(numbers(4, 8))
  })

  it('opens one of many replies among those beside it', async () => {
    const post = await home.post(ada, space)
    const ids = await fill(post, 500, (at) => (at < 10 ? null : 5))
    const { thread } = await page(post, `?comment=${ids[400]}`)
    const parent = thread.comments.find(({ id }) => id === ids[5])
    expect(said(thread.comments)).toEqual(numbers(2, 9))
    expect(said(parent?.replies ?? [])).toEqual(numbers(395, 405))
    expect([parent?.earlier, parent?.later]).toEqual([ids[395], ids[405]])
  })

  it('shows the discussion from its start when the comment is gone', async () => {
    const post = await home.post(ada, space)
    const comment = await home.comment(ada, post)
    const { thread } = await page(post, `?comment=${newId()}`)
    expect(thread.isMissing).toBe(true)
    expect(thread.comments.map(({ id }) => id)).toEqual([comment])
    expect((await page(post, '?comment=nonsense')).thread.isMissing).toBe(false)
  })
})
