import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { type Community, community } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'

/** What the community says, beside what there is. */
async function both({ slug }: Community) {
  const { rows } = await connect(env).execute(sql`select members_count as said, (
    select count(*)::int from memberships
    where community_id = communities.id and status = 'active') as found
    from communities where slug = ${slug}`)
  return rows[0]
}

it('knows how many belong, whichever way they come and go', async () => {
  const home = await community()
  expect(await both(home)).toEqual({ said: 1, found: 1 })
  const people = await Promise.all(['Ann', 'Ben', 'Cleo', 'Dan'].map((name) => home.join(name)))
  expect(await both(home)).toEqual({ said: 5, found: 5 })
  const [ann, ben, cleo, dan] = people
  await ann?.delete(home.at('/membership'))
  await home.owner.put(home.at(`/members/${ben?.username}/ban`), { content: 'keep' })
  await home.owner.delete(home.at(`/members/${cleo?.username}`))
  expect(await both(home)).toEqual({ said: 2, found: 2 })
  // by Postgres itself, with the person
  await connect(env).execute(sql`delete from profiles where username = ${dan?.username}`)
  expect(await both(home)).toEqual({ said: 1, found: 1 })
  await ann?.post(home.at('/membership'))
  expect(await both(home)).toEqual({ said: 2, found: 2 })
})
