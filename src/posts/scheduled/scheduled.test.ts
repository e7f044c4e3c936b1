import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, guest } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'
import { publishDue } from './jobs.ts'

const db = connect(env)
const LATER = { scheduledAt: new Date(Date.now() + 3600_000).toISOString() }

/** Moves a waiting post's time into the past, as if it had come. */
const timeComes = (id: string) =>
  db.execute(
    sql`update posts set scheduled_at = now() - interval '1 minute' where id = ${id}::uuid`,
  )

async function told(id: string) {
  const { rows } = await db.execute<{ type: string; user_id: string }>(
    sql`select type, user_id from notifications where cause = ${`post:${id}`}`,
  )
  return rows.map(({ type, user_id }) => [type, user_id])
}

async function waiting(words = 'Soon') {
  const place = await community()
  const space = await place.space()
  const [ben, ada] = [await place.join(), await place.join('Ada')]
  await ada.put(place.at(`/s/${space}/follow`))
  const id = await place.post(ben, space, { content: words, ...LATER })
  return { place, space, ben, ada, id, path: place.at(`/posts/${id}`) }
}

describe('a scheduled post', () => {
  it('waits, seen by its author alone, and tells nobody', async () => {
    const { place, space, ben, ada, id, path } = await waiting()
    expect((await ada.get(path)).status).toBe(404)
    expect((await place.owner.get(path)).status).toBe(404)
    expect((await ada.json<{ posts: object[] }>(place.at(`/s/${space}`))).posts).toEqual([])
    const { mine } = await ben.json<{ mine: { posts: object[] } }>(place.at('/scheduled'))
    expect(mine.posts).toMatchObject([{ id, publishedAt: null }])
    expect((await guest().get(place.at('/scheduled'))).status).toBe(401)
    await publishDue({ db, env })
    expect((await ada.get(path)).status).toBe(404)
    expect(await told(id)).toEqual([])
  })

  it('appears when its time has come, once, however often and however parallel the ticks', async () => {
    const { ada, id, path } = await waiting()
    await timeComes(id)
    expect((await ada.get(path)).status).toBe(404)
    await Promise.all([publishDue({ db, env }), publishDue({ db, env }), publishDue({ db, env })])
    expect((await ada.get(path)).status).toBe(200)
    expect(await told(id)).toEqual([['new_post', ada.id]])
    const first = await ada.json<{ post: { publishedAt: string } }>(path)
    await publishDue({ db, env })
    expect((await ada.json<typeof first>(path)).post.publishedAt).toBe(first.post.publishedAt)
    expect(await told(id)).toHaveLength(1)
  })

  it('stays where it is when its author may no longer post', async () => {
    const { place, ben, ada, id, path } = await waiting()
    await place.owner.put(place.at(`/members/${ben.username}/ban`), { content: 'keep' })
    await timeComes(id)
    await publishDue({ db, env })
    expect((await ada.get(path)).status).toBe(404)
  })

  it('can be changed, poll and time and all, without a mark or a history', async () => {
    const { ben, ada, id, path } = await waiting()
    const change = { content: 'Other words', pollQuestion: 'Q', pollOptions: ['a', 'b'] }
    expect((await ben.patch(path, change)).status).toBe(200)
    const { post } = await ben.json<{ post: object }>(path)
    expect(post).toMatchObject({ content: 'Other words', editedAt: null, poll: { question: 'Q' } })
    expect((await ben.patch(path, { scheduledAt: '2001-01-01T00:00' })).status).toBe(422)
    expect((await ada.patch(path, change)).status).toBe(404)
    expect(await told(id)).toEqual([])
  })

  it('can be posted at once, by its author, once', async () => {
    const { ben, ada, id, path } = await waiting(`Hello`)
    expect((await ada.put(`${path}/publication`)).status).toBe(404)
    const both = await Promise.all([ben.put(`${path}/publication`), ben.put(`${path}/publication`)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect((await ada.get(path)).status).toBe(200)
    expect(await told(id)).toEqual([['new_post', ada.id]])
    expect((await ada.put(`${path}/publication`)).status).toBe(403)
  })

  it('stays where it is while only the staff may post there', async () => {
    const { place, space, ben, id, path } = await waiting()
    await place.owner.patch(place.at(`/s/${space}`), { whoPosts: 'staff' })
    await timeComes(id)
    await publishDue({ db, env })
    expect((await ben.put(`${path}/publication`)).status).toBe(403)
    expect((await ben.json<{ post: object }>(path)).post).toMatchObject({ publishedAt: null })
    await db.execute(
      sql`update posts set scheduled_at = now() - interval '1 hour' where id = ${id}`,
    )
    expect(await ben.page(place.at('/scheduled'))).toContain('It could not appear')
    await place.owner.put(place.at(`/members/${ben.username}/role`), { role: 'moderator' })
    expect((await ben.put(`${path}/publication`)).status).toBe(200)
  })

  it('can be deleted before it appears', async () => {
    const { ben, id, path } = await waiting()
    expect((await ben.delete(path)).status).toBe(200)
    await timeComes(id)
    await publishDue({ db, env })
    expect((await ben.get(path)).status).toBe(404)
    expect(await told(id)).toEqual([])
  })

  it('stores the time of the wall of the zone it was typed in', async () => {
    const { place, space, ben } = await waiting()
    const year = new Date().getUTCFullYear() + 1
    const form = { content: 'x', scheduledAt: `${year}-07-01T12:00`, zone: 'America/New_York' }
    const response = await ben.submit(place.at(`/s/${space}/posts`), form)
    expect(response.headers.get('location')).toBe(place.at('/scheduled'))
    const { mine } = await ben.json<{ mine: { posts: object[] } }>(place.at('/scheduled'))
    expect(mine.posts.at(-1)).toMatchObject({ scheduledAt: `${year}-07-01T16:00:00.000Z` })
  })
})
