import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { community, type Person } from '../../../tests/community.ts'
import { withDevice } from '../../../tests/devices.ts'
import { connect } from '../../db/connect.ts'
import { importVerifier, readCertificate } from '../certificates/rules.ts'
import type { Keys } from './rules.ts'

/** As if a minute had passed since the last rotation. */
const later = () =>
  connect(env).execute(sql`update chat_epochs set started_at = started_at - interval '2 minutes'`)

it('gives the same keys to all who may enter, and new ones once somebody may not', async () => {
  const home = await community()
  const space = await home.space({ spaceType: 'chat' })
  const [ben, cleo] = [await home.join('Ben'), await home.join('Cleo')]
  const path = home.at(`/s/${space}/chat/keys`)
  const first = await ben.json<Keys>(path)
  expect((await cleo.json<Keys>(path)).epochs).toEqual(first.epochs)
  await ben.delete(home.at('/membership'))
  expect((await ben.get(path)).status).toBe(403)
  // at most one a minute
  expect((await cleo.json<Keys>(path)).epochs).toHaveLength(1)
  expect(Object.keys((await cleo.json<Keys>(path)).left)).toEqual([ben.id])
  await later()
  const after = await cleo.json<Keys>(path)
  expect(after.epochs).toHaveLength(2)
  expect(after.epochs[0]).toMatchObject({
    key: first.epochs[0]?.key,
    topic: first.epochs[0]?.topic,
  })
  expect(after.epochs[1]?.key).not.toBe(first.epochs[0]?.key)
  expect(after.epochs[1]?.topic).not.toBe(first.epochs[0]?.topic)
  await later()
  expect((await cleo.json<Keys>(path)).epochs).toHaveLength(2)
  // who comes back may write again, and reads on
  await ben.post(home.at('/membership'))
  const back = await ben.json<Keys>(path)
  expect([back.epochs.length, back.left]).toEqual([2, {}])
})

it('rotates for those whom all who asked at once saw go, once', async () => {
  const home = await community()
  const space = await home.space({ spaceType: 'chat' })
  const [ben, cleo] = [await home.join('Ben'), await home.join('Cleo')]
  const path = home.at(`/s/${space}/chat/keys`)
  await Promise.all([ben.get(path), cleo.get(path), home.owner.get(path)])
  await ben.delete(home.at('/membership'))
  await later()
  await Promise.all([1, 2, 3].flatMap(() => [cleo.get(path), home.owner.get(path)]))
  expect((await cleo.json<Keys>(path)).epochs).toHaveLength(2)
})

it('vouches for devices that are somebody’s own, and only for those who may write', async () => {
  const home = await community()
  const space = await home.space({ spaceType: 'chat' })
  const ben = await home.join('Ben')
  const device = await withDevice(ben)
  const path = home.at(`/s/${space}/chat/keys?device=${device}`)
  const keys = await ben.json<Keys>(path)
  const verifier = await importVerifier(keys.serverKey)
  const said = await readCertificate(verifier, keys.certificate ?? '')
  expect(said).toMatchObject({ a: ben.id, u: ben.username, r: 'member', d: device })
  expect((said?.exp ?? 0) - (said?.iat ?? 0)).toBe(600)
  expect(await home.owner.json<Keys>(path)).toMatchObject({ certificate: null, why: 'device' })
  await home.owner.put(home.at(`/s/${space}/chat/mutes/${ben.username}`), { minutes: 5 })
  expect(await ben.json<Keys>(path)).toMatchObject({ certificate: null, why: 'muted' })
  await home.owner.delete(home.at(`/s/${space}/chat/mutes/${ben.username}`))
  await home.owner.patch(home.at(`/s/${space}`), { whoPosts: 'staff' })
  expect(await ben.json<Keys>(path)).toMatchObject({ certificate: null, why: 'staff' })
  await home.owner.patch(home.at(`/s/${space}`), { whoPosts: 'members' })
  await ben.delete(`/settings/devices/${device}`)
  expect(await ben.json<Keys>(path)).toMatchObject({ certificate: null, why: 'device' })
})

it('opens the network to the page of a chat alone, and to those alone who belong', async () => {
  const home = await community()
  const [chat, other] = [await home.space({ spaceType: 'chat' }), await home.space()]
  const policy = async (person: Person, space: string) =>
    (await person.get(home.at(`/s/${space}`), { accept: 'text/html' })).headers.get(
      'content-security-policy',
    )
  const wide = "connect-src 'self' wss://waku.example.test:443;"
  expect(await policy(home.owner, chat)).toContain(wide)
  expect(await policy(home.owner, other)).toContain("connect-src 'self';")
  // one that is newer than what the edge knows of the community
  const cleo = (await home.join('Cleo')).rest()
  await policy(cleo, chat)
  const fresh = await home.space({ spaceType: 'chat' })
  expect(await policy(cleo, fresh)).toContain(wide)
})

it('says since when the words of muted members and of removed devices no longer count', async () => {
  const home = await community()
  const space = await home.space({ spaceType: 'chat' })
  const [ben, cleo] = [await home.join('Ben'), await home.join('Cleo')]
  const device = await withDevice(ben)
  const path = home.at(`/s/${space}/chat/keys`)
  await ben.get(path)
  const mute = home.at(`/s/${space}/chat/mutes/${ben.username}`)
  const before = Date.now()
  await home.owner.put(mute, { minutes: 5 })
  const span = async () => (await cleo.json<Keys>(path)).muted[ben.id]
  const first = await span()
  expect(first?.from).toBeGreaterThan(before - 1000)
  expect((first?.until ?? 0) - (first?.from ?? 0)).toBe(300_000)
  // longer: it goes on from where it began
  await home.owner.put(mute, { minutes: 60 })
  expect((await span())?.from).toBe(first?.from)
  await home.owner.delete(mute)
  expect((await home.owner.delete(mute)).status).toBe(404)
  // what was said meanwhile stays unheard, also for those who come later
  expect((await span())?.from).toBe(first?.from)
  expect((await span())?.until).toBeLessThanOrEqual(Date.now() + 1000)
  expect(await ben.json<Keys>(`${path}?device=${device}`)).toMatchObject({ why: null })
  await home.owner.put(mute, { minutes: 5 })
  expect((await span())?.from).toBeGreaterThan(first?.from ?? 0)
  await ben.delete(`/settings/devices/${device}`)
  expect(Object.keys((await cleo.json<Keys>(path)).left)).toEqual([device])
})
