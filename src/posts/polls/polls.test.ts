import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, guest, someone } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'
import { deleteVotes, holdVote, insertVotes, pollNow } from './queries.ts'

const db = connect(env)
const question = { pollQuestion: 'Tea or coffee?', pollOptions: ['Tea', 'Coffee', 'Water'] }

async function poll(fields: object = {}) {
  const place = await community()
  const ben = await place.join()
  const id = await place.post(ben, await place.space(), { ...question, ...fields })
  return { place, ben, id, at: place.at(`/posts/${id}/vote`) }
}

const closeNow = (id: string) =>
  db.execute(sql`update posts set poll = jsonb_set(poll, '{closesAt}',
    to_jsonb((now() - interval '1 second')::text)) where id = ${id}::uuid`)

const counts = async (id: string) => {
  const { rows } = await db.execute<{ option: number; n: number }>(sql`
    select option, count(*)::int as n from poll_votes where post_id = ${id}::uuid
    group by option order by option`)
  return rows.map(({ option, n }) => [option, n])
}

describe('PUT /:community/posts/:post/vote', () => {
  it('counts a vote once, and lets it be changed and taken back', async () => {
    const { ben, id, at } = await poll()
    expect((await ben.put(at, { options: [0] })).status).toBe(200)
    expect((await ben.put(at, { options: [0] })).status).toBe(200)
    expect(await counts(id)).toEqual([[0, 1]])
    const changed = await ben.put(at, { options: ['1'] })
    expect(await changed.json()).toMatchObject({ votes: [1], poll: { voters: 1 } })
    expect(await counts(id)).toEqual([[1, 1]])
    expect((await ben.delete(at)).status).toBe(200)
    expect(await counts(id)).toEqual([])
  })

  it('hides the results from those who have not voted, as long as it is open', async () => {
    const { place, ben, id, at } = await poll()
    await ben.put(at, { options: [2] })
    const ada = await place.join('Ada')
    const page = place.at(`/posts/${id}`)
    const hidden = await ada.json<{ post: { poll: object }; mine: { post: object } }>(page)
    expect(hidden.post.poll).toMatchObject({ voters: 1, options: [{ votes: null }, {}, {}] })
    expect(hidden.mine.post).toMatchObject({ poll: null, votes: [] })
    const shown = await ben.json<{ mine: { post: object } }>(page)
    expect(shown.mine.post).toMatchObject({ poll: { options: [{ votes: 0 }, {}, { votes: 1 }] } })
    await closeNow(id)
    const closed = await ada.json<{ post: { poll: object } }>(page)
    expect(closed.post.poll).toMatchObject({ isClosed: true, options: [{}, {}, { votes: 1 }] })
  })

  it('is closed by the database clock: nothing changes afterwards', async () => {
    const { ben, id, at } = await poll()
    await ben.put(at, { options: [0] })
    await closeNow(id)
    expect((await ben.put(at, { options: [1] })).status).toBe(403)
    expect((await ben.delete(at)).status).toBe(403)
    expect(await counts(id)).toEqual([[0, 1]])
  })

  it('takes several answers only where several may be given', async () => {
    const one = await poll()
    expect((await one.ben.put(one.at, { options: [0, 1] })).status).toBe(422)
    const many = await poll({ pollMultiple: true })
    expect((await many.ben.put(many.at, { options: [0, 2, 2] })).status).toBe(200)
    expect(await counts(many.id)).toEqual([
      [0, 1],
      [2, 1],
    ])
    const form = await many.ben.submit(many.at, [['options[]', '1']], 'PUT')
    expect(form.status).toBe(303)
    expect(await counts(many.id)).toEqual([[1, 1]])
  })

  it('401, 403, 404 and 422 for those who may not, and for what is no answer', async () => {
    const { place, ben, id, at } = await poll()
    expect((await guest().put(at, { options: [0] })).status).toBe(401)
    expect((await (await someone()).put(at, { options: [0] })).status).toBe(403)
    for (const options of [[3], [-1], ['x'], [], null])
      expect((await ben.put(at, { options })).status).toBe(422)
    const plain = await place.post(ben, await place.space())
    expect((await ben.put(place.at(`/posts/${plain}/vote`), { options: [0] })).status).toBe(404)
    expect(await counts(id)).toEqual([])
  })

  it('is exact under 200 simultaneous votes, also of people who vote twice', async () => {
    const { place, id } = await poll()
    const { rows } = await db.execute<{ id: string }>(sql`
      with people as (
        insert into profiles (id, clerk_id, username, full_name)
        select gen_random_uuid(), 'v-' || n || ${id}, 'v-' || n || '-' || ${id.slice(-8)}, 'Voter'
        from generate_series(1, 100) n returning id
      ), joined as (
        insert into memberships (id, community_id, profile_id, joined_at)
        select gen_random_uuid(), (select id from communities where slug = ${place.slug}), id, now()
        from people
      ) select id from people`)
    const vote = (me: string, option: number) =>
      db.batch([
        holdVote(db, id, me),
        deleteVotes(db, id, me),
        insertVotes(db, id, me, [option]),
        pollNow(db, id, me),
      ])
    await Promise.all(rows.flatMap((one, at) => [vote(one.id, at % 2), vote(one.id, 2)]))
    const total = (await counts(id)).reduce((sum, [, n = 0]) => sum + n, 0)
    expect(total).toBe(100)
    const [after] = await pollNow(db, id, rows[0]?.id ?? '')
    expect(after?.votes.voters).toBe(100)
    expect(after?.mine).toHaveLength(1)
  })
})
