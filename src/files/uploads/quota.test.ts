import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { type Community, community, type Person } from '../../../tests/community.ts'
import { claim, noise, uploaded } from '../../../tests/uploads.ts'
import { connect } from '../../db/connect.ts'
import { GB, LIMITS, MB } from '../rules.ts'
import { files } from '../tables.ts'

async function shelf() {
  const home = await community()
  const space = await home.space({ spaceType: 'resources' })
  return { home, at: { purpose: 'resource', community: home.slug, space } }
}

/** Files that are there already, by a statement, since a thousand uploads take a while. */
const fill = (home: Community, person: Person, count: number, size: number) =>
  connect(env).execute(sql`
    insert into ${files} (id, uploader_id, community_id, file_name, file_type, file_size, r2_key, r2_url)
    select gen_random_uuid(), ${person.id}::uuid, (select id from communities where slug = ${home.slug}),
      'a', 'text/plain', ${size}::bigint, 'elsewhere', '' from generate_series(1, ${count}::int)`)

const statuses = async (claims: Promise<Response>[]) =>
  (await Promise.all(claims)).map(({ status }) => status).sort()

it('counts what is on its way, however many ask at once', async () => {
  const { home, at } = await shelf()
  const member = await home.join()
  await fill(home, member, 19, 50 * MB)
  const asked = Array.from({ length: 8 }, () => claim(member, 50 * MB, at))
  expect(await statuses(asked)).toEqual([201, ...new Array(7).fill(422)])
  const refused = await claim(member, 50 * MB, at)
  const { errors } = await refused.json<{ errors: { size: string } }>()
  expect(errors.size).toContain('room for 24 MB')
  const rest = Array.from({ length: 4 }, () => claim(member, 24 * MB, at))
  expect(await statuses(rest)).toEqual([201, 422, 422, 422])
  const [other, elsewhere] = [await home.join(), await shelf()]
  expect((await claim(other, 50 * MB, at)).status).toBe(201)
  await member.post(elsewhere.home.at('/membership'))
  expect((await claim(member, 50 * MB, elsewhere.at)).status).toBe(201)
})

it('is kept to the byte by uploads that finish at once', async () => {
  const { home, at } = await shelf()
  const member = await home.join()
  await fill(home, member, 1, LIMITS.member.bytes - 2000)
  const asked = await Promise.all([1, 2, 3].map(() => claim(member, 1000, at)))
  expect(asked.map(({ status }) => status).sort()).toEqual([201, 201, 422])
  const taken = asked.filter(({ ok }) => ok)
  const puts = taken.map(async (answer) => {
    const { id } = await answer.json<{ id: string }>()
    // each twice, as a client does that has lost the answer
    const tries = [1, 2].map(() => member.request('PUT', `/uploads/${id}`, noise(1000)))
    return (await Promise.all(tries)).map(({ status }) => status).sort()
  })
  expect(await Promise.all(puts)).toEqual([
    [200, 409],
    [200, 409],
  ])
  const { rows } = await connect(env).execute<{ bytes: string }>(
    sql`select sum(file_size) as bytes from ${files} where uploader_id = ${member.id}::uuid`,
  )
  expect(Number(rows[0]?.bytes)).toBe(LIMITS.member.bytes)
  expect((await claim(member, 1, at)).status).toBe(422)
})

it('counts pieces, and what people of a community store together', async () => {
  const { home, at } = await shelf()
  const [many, member] = [await home.join(), await home.join()]
  await fill(home, many, LIMITS.member.count - 1, 1)
  const asked = Array.from({ length: 4 }, () => claim(many, 1, at))
  expect(await statuses(asked)).toEqual([201, 422, 422, 422])
  await fill(home, home.owner, 1, LIMITS.community.bytes - 60 * MB)
  const both = [claim(member, 40 * MB, at), claim(await home.join(), 40 * MB, at)]
  expect(await statuses(both)).toEqual([201, 422])
})

it('lets staff store larger files than members, each up to a limit', async () => {
  const { home, at } = await shelf()
  const member = await home.join()
  expect((await claim(member, 50 * MB, at)).status).toBe(201)
  expect((await claim(member, 50 * MB + 1, at)).status).toBe(422)
  expect((await claim(home.owner, 5 * GB, at)).status).toBe(201)
  expect((await claim(home.owner, 5 * GB + 1, at)).status).toBe(422)
})

it('lets who has a tier store what it says, as long as they have it', async () => {
  const { home, at } = await shelf()
  const [small, large] = [await home.tier({ fileMb: 200 }), await home.tier({ fileMb: '300' })]
  const member = await home.join()
  const tried = async (size: number) => (await claim(member, size, at)).status
  const most = async () => [await tried(300 * MB), await tried(200 * MB), await tried(50 * MB)]
  expect(await most()).toEqual([422, 422, 201])
  for (const tier of [small, large])
    await home.owner.put(home.at(`/members/${member.username}/tiers/${tier}`))
  expect(await tried(300 * MB + 1)).toBe(422)
  expect(await most()).toEqual([201, 201, 201])
  await home.owner.delete(home.at(`/members/${member.username}/tiers/${large}`))
  expect(await most()).toEqual([422, 201, 201])
  // of another community it says nothing
  const elsewhere = await shelf()
  await member.post(elsewhere.home.at('/membership'))
  expect((await claim(member, 200 * MB, elsewhere.at)).status).toBe(422)
  for (const fileMb of [49, 5121, 60.5, 'many'])
    expect((await home.owner.patch(home.at(`/tiers/${small}`), { fileMb })).status).toBe(422)
  expect((await home.owner.patch(home.at(`/tiers/${small}`), { fileMb: '' })).status).toBe(200)
  expect(await most()).toEqual([422, 422, 201])
  expect(await member.page(home.at('/plans'))).toContain('Files of up to 300 MB each')
})

it('counts what was replaced until its bytes go', async () => {
  const { home, at } = await shelf()
  const member = await home.join()
  await fill(home, member, 20, 50 * MB)
  const old = await uploaded(member, noise(6 * MB), at)
  await uploaded(member, noise(6 * MB), { ...at, replaces: old.id })
  // of 24 MB that were left
  expect((await claim(member, 12 * MB + 1, at)).status).toBe(422)
  expect((await claim(member, 12 * MB, at)).status).toBe(201)
})

it('gives back what was cancelled', async () => {
  const { home, at } = await shelf()
  const member = await home.join()
  await fill(home, member, 20, 50 * MB)
  const { id } = await (await claim(member, 20 * MB, at)).json<{ id: string }>()
  expect((await claim(member, 20 * MB, at)).status).toBe(422)
  await member.delete(`/uploads/${id}`)
  expect((await claim(member, 20 * MB, at)).status).toBe(201)
})
