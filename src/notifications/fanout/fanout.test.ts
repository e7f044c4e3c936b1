import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { type Community, community } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'
import { boundHistory } from '../history/jobs.ts'
import { KEPT_LINES } from '../history/rules.ts'
import { fanOut } from './jobs.ts'
import { AT_ONCE } from './rules.ts'

const db = connect(env)
const now = new Date()
const FOLLOWERS = AT_ONCE + 250

/** A space that more follow than one request tells. */
async function crowd(): Promise<{ place: Community; space: string }> {
  const place = await community()
  const space = await place.space()
  await db.execute(sql`
    with made as (insert into profiles (id, clerk_id, username, full_name)
        select gen_random_uuid(), 'crowd-' || gen_random_uuid(), 'crowd-' || gen_random_uuid(), 'One of many'
        from generate_series(1, ${sql.raw(`${FOLLOWERS}`)}) returning id),
      here as (select id, community_id from spaces where slug = ${space}),
      joined as (insert into memberships (id, community_id, profile_id, joined_at)
        select gen_random_uuid(), here.community_id, made.id, now() from made, here)
    insert into space_follows (space_id, profile_id) select here.id, made.id from made, here`)
  return { place, space }
}

const count = async (post: string) => {
  const { rows } = await db.execute<{ told: number; people: number }>(sql`
    select count(*)::int as told, count(distinct user_id)::int as people from notifications
    where cause = ${`post:${post}`}`)
  return rows[0]
}

async function goOn(post: string) {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from fanouts where cause = ${`post:${post}`}`)
  return fanOut({ env, db, now }, rows[0]?.id ?? '')
}

it('tells many in pages, each once, however many go on at the same time', async () => {
  const { place, space } = await crowd()
  const post = await place.post(place.owner, space)
  expect(await count(post)).toEqual({ told: AT_ONCE, people: AT_ONCE })
  await Promise.all([goOn(post), goOn(post), goOn(post)])
  expect(await count(post)).toEqual({ told: FOLLOWERS, people: FOLLOWERS })
  await goOn(post)
  expect(await count(post)).toEqual({ told: FOLLOWERS, people: FOLLOWERS })
})

it('tells nobody more of what was deleted meanwhile', async () => {
  const { place, space } = await crowd()
  const post = await place.post(place.owner, space)
  await place.owner.delete(place.at(`/posts/${post}`))
  await goOn(post)
  expect(await count(post)).toEqual({ told: 0, people: 0 })
})

it('lets go of what is old, and of the oldest where an inbox has grown beyond measure', async () => {
  const place = await community()
  const { id } = place.owner
  const many = sql.raw(`${KEPT_LINES + 5}`)
  await db.execute(sql`
    insert into notifications (id, user_id, type, title, link, cause, created_at, swept_at)
    select gen_random_uuid(), ${id}::uuid, 'reply'::notification_type, 'x', '/', 'many ' || n, now(), now()
    from generate_series(1, ${many}) n
    union all select gen_random_uuid(), ${id}::uuid, 'reply'::notification_type, 'x', '/', 'old',
      now() - interval '200 days', now()`)
  await boundHistory({ db, now })
  const { rows } = await db.execute<{ left: number; old: number }>(sql`
    select count(*)::int as left, count(*) filter (where cause = 'old')::int as old
    from notifications where user_id = ${id}::uuid`)
  expect(rows).toEqual([{ left: KEPT_LINES, old: 0 }])
})
