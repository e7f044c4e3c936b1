import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  type Community,
  community,
  guest,
  type Person,
  someone,
} from '../../../../tests/community.ts'
import { noise } from '../../../../tests/uploads.ts'
import { connect } from '../../../db/connect.ts'
import { LIMITS, PART } from '../../../files/rules.ts'
import { files } from '../../../files/tables.ts'
import { letTalkFilesGo } from './jobs.ts'

const db = connect(env)
const cipher = noise(300)

async function talkOf(home: Community, who: Person, ...others: Person[]): Promise<string> {
  const to = { community: home.slug, usernames: others.map(({ username }) => username) }
  return (await (await who.post('/messages', to)).json<{ id: string }>()).id
}

/** Sends bytes into a conversation, saying how many they are. */
const send = (who: Person, talk: string, bytes = cipher, size = bytes.length) =>
  who.request('POST', `/messages/${talk}/chat/files`, bytes, { 'content-length': `${size}` })

async function sent(who: Person, talk: string) {
  const answer = await send(who, talk)
  expect(answer.status).toBe(201)
  return answer.json<{ id: string; url: string }>()
}

const status = async (who: Person, url: string) => (await who.get(url)).status

const rowOf = async (id: string) =>
  (await db.select().from(files).where(sql`${files.id} = ${id}::uuid`))[0]

it('gives a file to the people of its conversation, as it came, and to nobody else', async () => {
  const home = await community()
  const [ben, cleo, dan] = [await home.join('Ben'), await home.join('Cleo'), await home.join('Dan')]
  const talk = await talkOf(home, ben, cleo)
  const { id, url } = await sent(ben, talk)
  const answer = await cleo.get(url)
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(cipher)
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  expect(answer.headers.get('cache-control')).toContain('private')
  expect(await status(ben, url)).toBe(200)
  expect(await status(guest(), url)).toBe(404)
  // not the team either: the conversation is none of theirs
  for (const other of [dan, home.owner, await someone('Eve')]) {
    expect(await status(other, url)).toBe(404)
    expect(await status(other, `/files/${id}/sealed`)).toBe(404)
    expect((await send(other, talk)).status).toBe(404)
    expect((await other.delete(`/files/${id}`)).status).toBe(404)
  }
  expect((await send(guest(), talk)).status).toBe(401)
  // nor through another conversation of one's own
  const own = await talkOf(home, dan, cleo)
  expect(await status(dan, `/messages/${own}/chat/files/${id}`)).toBe(404)
  expect(await status(cleo, `/messages/${own}/chat/files/${id}`)).toBe(404)
  // its address as a file of the site is for its sender alone
  expect(await status(cleo, `/files/${id}/sealed`)).toBe(404)
  await ben.delete(`/files/${id}`)
  expect(await status(cleo, url)).toBe(404)
})

it('refuses whoever has left, has been blocked, or may not write there any more', async () => {
  const home = await community()
  const [ben, cleo, dan] = [await home.join('Ben'), await home.join('Cleo'), await home.join('Dan')]
  const talk = await talkOf(home, ben, cleo, dan)
  const [bens, cleos] = [await sent(ben, talk), await sent(cleo, talk)]
  await ben.put(`/messages/blocks/${cleo.username}`)
  expect(await status(cleo, bens.url)).toBe(404)
  expect(await status(dan, bens.url)).toBe(200)
  // what came before one blocked somebody stays with one
  expect(await status(ben, cleos.url)).toBe(200)
  // others of the group want to hear both of them still
  expect((await send(cleo, talk)).status).toBe(201)
  const alone = await talkOf(home, dan, cleo)
  const dans = await sent(dan, alone)
  await dan.put(`/messages/blocks/${cleo.username}`)
  expect((await send(cleo, alone)).status).toBe(403)
  expect((await send(dan, alone)).status).toBe(403)
  expect(await status(cleo, dans.url)).toBe(404)
  await dan.delete(`/messages/blocks/${cleo.username}`)
  expect(await status(cleo, dans.url)).toBe(200)
  await cleo.delete(`/messages/${talk}`)
  expect(await status(cleo, cleos.url)).toBe(404)
  expect((await send(cleo, talk)).status).toBe(404)
  expect(await status(dan, cleos.url)).toBe(200)
  const rules = home.at('/settings/chat')
  await home.owner.put(rules, { allowsMessages: false, keepsArchive: true })
  expect((await send(dan, talk)).status).toBe(403)
  await home.owner.put(rules, { allowsMessages: true, keepsArchive: true })
  expect((await send(dan, talk)).status).toBe(201)
  await dan.delete(home.at('/membership'))
  expect((await send(dan, talk)).status).toBe(403)
})

it('takes nothing from who leaves while the bytes are on their way', async () => {
  const home = await community()
  const [ben, cleo] = [await home.join('Ben'), await home.join('Cleo')]
  const talk = await talkOf(home, ben, cleo)
  const { readable, writable } = new FixedLengthStream(cipher.length)
  const path = `/messages/${talk}/chat/files`
  const sending = ben.request('POST', path, readable, { 'content-length': `${cipher.length}` })
  const writer = writable.getWriter()
  await writer.write(cipher.subarray(0, 100))
  const isClaimed = async () =>
    (await db.select().from(files).where(sql`${files.attachedTo} = ${talk}::uuid`)).length === 1
  await expect.poll(isClaimed).toBe(true)
  await ben.delete(`/messages/${talk}`)
  await writer.write(cipher.subarray(100))
  await writer.close()
  expect((await sending).status).toBe(409)
  const rows = await db.select().from(files).where(sql`${files.attachedTo} = ${talk}::uuid`)
  expect(rows.map(({ finishedAt }) => finishedAt)).toEqual([null])
})

it('takes up the room that its sender has in the community, and says when there is none', async () => {
  const home = await community()
  const [ben, cleo] = [await home.join('Ben'), await home.join('Cleo')]
  const talk = await talkOf(home, ben, cleo)
  const { id } = await sent(ben, talk)
  await db.execute(sql`update ${files} set file_size = ${LIMITS.member.bytes - 500}::bigint
    where ${files.id} = ${id}::uuid`)
  const tries = await Promise.all([1, 2, 3].map(() => send(ben, talk)))
  expect(tries.map(({ status }) => status).sort()).toEqual([201, 422, 422])
  const refused = await send(ben, talk)
  const { errors } = await refused.json<{ errors: { size: string } }>()
  expect(errors.size).toContain('There is room for 200 bytes more')
  expect((await send(cleo, talk)).status).toBe(201)
  // what is no file, and what is too much for one message
  expect((await send(cleo, talk, new Uint8Array())).status).toBe(400)
  expect((await send(cleo, talk, noise(PART + 1))).status).toBe(413)
})

it('goes in the night after everyone has left, or whoever sent it has deleted their account', async () => {
  const home = await community()
  const [ben, cleo, dan] = [await home.join('Ben'), await home.join('Cleo'), await home.join('Dan')]
  const [both, three] = [await talkOf(home, ben, cleo), await talkOf(home, ben, cleo, dan)]
  const [first, second, third] = [
    await sent(ben, both),
    await sent(ben, three),
    await sent(dan, three),
  ]
  const gone = async () => {
    await letTalkFilesGo({ db })
    const rows = await Promise.all([first, second, third].map(({ id }) => rowOf(id)))
    return rows.map((row) => row?.releasedAt != null)
  }
  await ben.delete(`/messages/${both}`)
  expect(await gone()).toEqual([false, false, false])
  await cleo.delete(`/messages/${both}`)
  expect(await gone()).toEqual([true, false, false])
  expect((await dan.delete('/settings', { confirm: dan.username })).ok).toBe(true)
  expect(await gone()).toEqual([true, false, true])
  expect(await status(cleo, third.url)).toBe(404)
  expect(await status(cleo, second.url)).toBe(200)
})
