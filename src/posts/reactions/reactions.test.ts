import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person } from '../../../tests/community.ts'
import { newId } from '../../db/columns.ts'
import { connect } from '../../db/connect.ts'

let home: Community
let space: string
let ada: Person
let ben: Person
let post: string
let comment: string

beforeAll(async () => {
  home = await community()
  space = await home.space()
  ada = await home.join('Ada')
  ben = await home.join('Ben')
  post = await home.post(ada, space)
  comment = await home.comment(ada, post)
})

const targets = () => [['posts', post] as const, ['comments', comment] as const]

async function counted(table: 'posts' | 'comments', id: string) {
  const { rows } = await connect(env).execute<{ likes: number; given: number }>(sql`
    select (select likes_count from ${sql.identifier(table)} where id = ${id}::uuid) as likes,
      (select count(*)::int from reactions where target_id = ${id}::uuid
        and reaction_type = 'like') as given`)
  return rows[0]
}

describe('reactions', () => {
  it('are given once, and taken back once', async () => {
    for (const [table, id] of targets()) {
      const path = home.at(`/${table}/${id}/reactions/like`)
      for (const _ of [1, 2]) {
        const answer = await ben.put(path)
        expect(answer.status).toBe(200)
        expect(await answer.json()).toEqual({
          reactions: { like: 1 },
          reactors: { like: ['Ben Test'] },
          mine: { reactions: ['like'] },
        })
        expect(await counted(table, id)).toEqual({ likes: 1, given: 1 })
      }
      for (const _ of [1, 2]) {
        const answer = await ben.delete(path)
        expect(await answer.json()).toMatchObject({ reactions: {}, mine: { reactions: [] } })
        expect(await counted(table, id)).toEqual({ likes: 0, given: 0 })
      }
    }
  })

  it('count each kind by itself; only likes raise the counter', async () => {
    await Promise.all([
      ada.put(home.at(`/posts/${post}/reactions/fire`)),
      ben.put(home.at(`/posts/${post}/reactions/fire`)),
      ben.put(home.at(`/posts/${post}/reactions/heart`)),
    ])
    const { post: seen } = await ada.json<{ post: { reactions: object; likesCount: number } }>(
      home.at(`/posts/${post}`),
    )
    expect(seen.reactions).toEqual({ fire: 2, heart: 1 })
    expect(seen.likesCount).toBe(0)
  })

  it('answer a form with a page, and htmx with the bar', async () => {
    const path = home.at(`/comments/${comment}/reactions/wow`)
    const form = await ben.submit(path, {}, 'PUT')
    expect(form.status).toBe(303)
    expect(form.headers.get('location')).toContain(`?comment=${comment}#comment-${comment}`)
    const bar = await ben.request('PUT', path, {}, { accept: 'text/html', 'hx-request': 'true' })
    const html = await bar.text()
    expect(html).toContain(`id="reactions-${comment}"`)
    expect(html).toContain('aria-pressed="true"')
    expect(html).not.toContain('<html')
  })

  it('are refused with the reason', async () => {
    const stranger = (await community()).owner
    const statuses = async (who: Person, path: string) => (await who.put(home.at(path))).status
    for (const [table, id] of targets()) {
      expect(await statuses(guest(), `/${table}/${id}/reactions/like`)).toBe(401)
      expect(await statuses(stranger, `/${table}/${id}/reactions/like`)).toBe(403)
      expect(await statuses(ben, `/${table}/${id}/reactions/boo`)).toBe(404)
      expect(await statuses(ben, `/${table}/${newId()}/reactions/like`)).toBe(404)
      expect(await statuses(ben, `/${table}/none/reactions/like`)).toBe(404)
    }
    const other = await community()
    const theirs = await other.post(other.owner, await other.space())
    expect(await statuses(ben, `/posts/${theirs}/reactions/like`)).toBe(404)
  })

  it('stay exact under 200 likes and unlikes at the same time', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => home.join('Cleo')))
    for (const [table, id] of targets()) {
      const path = home.at(`/${table}/${id}/reactions/like`)
      await Promise.all(
        people.flatMap((person) =>
          Array.from({ length: 10 }, (_, at) => (at % 2 ? person.delete(path) : person.put(path))),
        ),
      )
      const after = await counted(table, id)
      expect(after?.likes).toBe(after?.given)
      await Promise.all(people.map((person) => person.put(path)))
      expect(await counted(table, id)).toEqual({ likes: 20, given: 20 })
    }
  })
})
