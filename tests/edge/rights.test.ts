import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { resetEdge } from '../../local/edge/control.ts'
import { passOn } from '../../src/communities/succession/jobs.ts'
import { connect } from '../../src/db/connect.ts'
import { publishDue } from '../../src/posts/scheduled/jobs.ts'
import { enter, signInAgain, signUp, tell } from '../clerk.ts'
import { type Community, community, guest, type Person, timing } from '../community.ts'
import { bound } from '../setup/worker.ts'

const db = connect(env)

beforeEach(resetEdge)

/** What a page answers to someone whose passport, like the page, is in the cache by now. */
async function warm(reader: Person, path: string): Promise<number> {
  await (await reader.rest().get(path)).text()
  const again = await reader.get(path)
  await again.text()
  if (again.ok) expect(timing(again).cache, path).toBe('HIT')
  return again.status
}

const statusOf = async (reader: Person, path: string) => {
  const answer = await reader.rest().get(path)
  await answer.text()
  return answer.status
}

/** A post in a space that is not open to all, and a member who has been let in, or not. */
async function behindDoor(visibility: 'paid' | 'private') {
  const home = await community({ isPublic: false })
  const [ben, tier] = [await home.join('Ben'), await home.tier()]
  const space = await home.space({
    visibility,
    ...(visibility === 'paid' && { requiredTierIds: [tier] }),
  })
  const post = await home.post(home.owner, space, { content: 'For few' })
  const inside = home.at(`/posts/${post}`)
  const key =
    visibility === 'paid'
      ? home.at(`/members/${ben.username}/tiers/${tier}`)
      : home.at(`/s/${space}/guests/${ben.username}`)
  return { home, ben, inside, key, tier, space }
}

describe.each(['paid', 'private'] as const)('a door that is %s', (visibility) => {
  it('opens to one who is warm, and closes again', async () => {
    const { home, ben, inside, key } = await behindDoor(visibility)
    expect([await warm(ben, home.at()), await warm(ben, inside)]).toEqual([200, 404])
    await home.owner.put(key)
    expect(await warm(ben, inside)).toBe(200)
    await home.owner.delete(key)
    expect(await statusOf(ben, inside)).toBe(404)
  })

  it('closes with the membership', async () => {
    const { home, ben, inside, key } = await behindDoor(visibility)
    await home.owner.put(key)
    expect(await warm(ben, inside)).toBe(200)
    await home.owner.delete(home.at(`/members/${ben.username}`))
    expect(await statusOf(ben, inside)).toBe(404)
  })
})

it('a tier that opens a space no more closes it to those who are warm', async () => {
  const { home, ben, inside, key, tier, space } = await behindDoor('paid')
  const other = await home.tier({ name: 'Other' })
  await home.owner.put(key)
  expect(await warm(ben, inside)).toBe(200)
  const requiredTierIds = [tier, other]
  await home.owner.patch(home.at(`/s/${space}`), { requiredTierIds })
  expect(await warm(ben, inside)).toBe(200)
  await home.owner.patch(home.at(`/tiers/${tier}`), { spaceIds: [] })
  expect(await statusOf(ben, inside)).toBe(404)
})

describe('standing', () => {
  const inside = async (home: Community) => {
    const post = await home.post(home.owner, await home.space(), { content: 'Said here' })
    return home.at(`/posts/${post}`)
  }

  it('of one who is banned locks them out, and lets them in when it is lifted', async () => {
    const home = await community({ isPublic: true })
    const [ben, path] = [await home.join('Ben'), await inside(home)]
    expect(await warm(ben, path)).toBe(200)
    await home.owner.put(home.at(`/members/${ben.username}/ban`))
    expect(await statusOf(ben, path)).toBe(404)
    expect(await statusOf(ben, home.at('/members'))).toBe(403)
    await home.owner.delete(home.at(`/members/${ben.username}/ban`))
    expect(await statusOf(ben, path)).toBe(200)
  })

  it('begins and ends with joining and leaving, on every device', async () => {
    const home = await community({ isPublic: false })
    const path = await inside(home)
    const token = await signUp('Ben')
    const { person: phone } = await enter(token)
    const { person: desk } = await enter(await signInAgain(token.userId))
    expect(await warm(desk, path)).toBe(404)
    await phone.post(home.at('/membership'))
    expect(await warm(desk, path)).toBe(200)
    await phone.delete(home.at('/membership'))
    expect(await statusOf(desk, path)).toBe(404)
  })

  it('comes with approval', async () => {
    const home = await community({ isPublic: false, joining: 'approval' })
    const path = await inside(home)
    const ben = await home.join('Ben')
    expect(await warm(ben, path)).toBe(404)
    await home.owner.put(home.at(`/members/${ben.username}/approval`))
    expect(await warm(ben, path)).toBe(200)
  })

  it('gives and takes what a role may do', async () => {
    const home = await community({ isPublic: false })
    const [ben, space] = [await home.join('Ben'), await home.space({ visibility: 'private' })]
    const path = home.at(`/posts/${await home.post(home.owner, space)}`)
    const role = (role: string) =>
      home.owner.put(home.at(`/members/${ben.username}/role`), { role })
    expect([await warm(ben, home.at()), await warm(ben, path)]).toEqual([200, 404])
    await role('moderator')
    expect(await warm(ben, path)).toBe(200)
    await role('member')
    expect(await statusOf(ben, path)).toBe(404)
  })

  it('passes to whom a community is handed', async () => {
    const home = await community()
    const [ben, path] = [await home.join('Ben'), home.at('/about')]
    const canLeave = async (who: Person) =>
      (await who.rest().json<{ mine: { canLeave: boolean } }>(path)).mine.canLeave
    for (const who of [ben, home.owner]) await warm(who, path)
    await home.owner.put(home.at('/owner'), { username: ben.username })
    expect([await canLeave(ben), await canLeave(home.owner)]).toEqual([false, true])
  })

  it('passes to an heir, and their name to the door', async () => {
    const home = await community()
    const [ben, path] = [await home.join('Ben'), home.at('/about')]
    await warm(ben, path)
    await home.owner.delete('/settings', { confirm: home.owner.username })
    await passOn({ db, env: bound(env) })
    const { staff, mine } = await ben.json<{ staff: object[]; mine: object }>(path)
    expect(staff).toMatchObject([{ username: ben.username, role: 'owner' }])
    expect(mine).toMatchObject({ canLeave: false })
  })

  it('ends with a community that nobody inherits', async () => {
    const home = await community({ isPublic: true })
    const reader = guest()
    expect(await warm(reader, home.at())).toBe(200)
    await home.owner.delete('/settings', { confirm: home.owner.username })
    await passOn({ db, env: bound(env) })
    expect(await statusOf(reader, home.at())).toBe(404)
  })
})

it('a post whose time has come is in the lists of others', async () => {
  const home = await community({ isPublic: true })
  const [space, scheduledAt] = [await home.space(), new Date(Date.now() + 3600_000).toISOString()]
  const id = await home.post(home.owner, space, { content: 'In its time', scheduledAt })
  const paths = [home.at(), home.at(`/s/${space}`), `/@${home.owner.username}`]
  for (const path of paths) await warm(guest(), path)
  await db.execute(sql`update posts set scheduled_at = now() where id = ${id}::uuid`)
  await publishDue({ db, env: bound(env) })
  for (const path of paths) expect(await (await guest().get(path)).text()).toContain('In its time')
})

describe('a session', () => {
  const twice = async () => {
    const home = await community({ isPublic: true })
    const token = await signUp('Ben')
    const { person: here } = await enter(token)
    const again = await signInAgain(token.userId)
    const { person: there } = await enter(again)
    await here.post(home.at('/membership'))
    const path = home.at('/members')
    for (const one of [here, there]) expect(await warm(one, path)).toBe(200)
    return { here, there, path, again }
  }

  it.each<[string, (at: Awaited<ReturnType<typeof twice>>) => Promise<unknown>]>([
    ['signing out everywhere', ({ here }) => here.post('/sign-out/everywhere')],
    [
      'Clerk’s word',
      ({ again: { sessionId, userId } }) =>
        tell('session.revoked', { id: sessionId, user_id: userId }),
    ],
    [
      'its holder, elsewhere',
      async ({ here }) => {
        const { mine } = await here.json<{ mine: { sessions: { id: string; isThis: boolean }[] } }>(
          '/settings',
        )
        const other = mine.sessions.find(({ isThis }) => !isThis)
        return here.delete(`/settings/sessions/${other?.id}`)
      },
    ],
    ['the end of the account', ({ again }) => tell('user.deleted', { id: again.userId })],
  ])('that is warm ends by %s', async (_, end) => {
    const at = await twice()
    await end(at)
    expect(await statusOf(at.there, at.path)).toBe(401)
  })

  it('that is signed out of is worth nothing to who kept its cookie', async () => {
    const { there, path } = await twice()
    const cookies = new Map(there.cookies)
    await there.post('/sign-out')
    there.cookies = cookies
    expect(await statusOf(there, path)).toBe(401)
  })
})
