import { expect, it } from 'vitest'
import { community, type Person, someone } from '../../../tests/community.ts'
import { withDevice } from '../../../tests/devices.ts'
import type { Keys } from '../keys/rules.ts'

type Listed = {
  mine: { conversations: { id: string; isUnread: boolean; people: { username: string }[] }[] }
}

it('begins one conversation for the same people, whoever begins it, also at the same time', async () => {
  const home = await community()
  const [ben, cleo] = [await home.join('Ben'), await home.join('Cleo')]
  const begin = (who: typeof ben, ...usernames: string[]) =>
    who.post('/messages', { community: home.slug, usernames })
  const first = await (await begin(ben, cleo.username)).json<{ id: string }>()
  expect(await (await begin(cleo, ben.username)).json()).toEqual(first)
  const group = await (await begin(ben, cleo.username, home.owner.username)).json<{ id: string }>()
  expect(group.id).not.toBe(first.id)
  const { mine } = await cleo.json<Listed>('/messages')
  expect(mine.conversations.map(({ id }) => id).sort()).toEqual([first.id, group.id].sort())
  await cleo.delete(`/messages/${first.id}`)
  expect((await cleo.get(`/messages/${first.id}`)).status).toBe(404)
  expect(await (await begin(cleo, ben.username)).json()).toEqual(first)
  expect((await cleo.get(`/messages/${first.id}`)).status).toBe(200)
  expect((await home.owner.get(`/messages/${first.id}`)).status).toBe(404)
  expect((await home.owner.get(`/messages/${first.id}/chat/keys`)).status).toBe(404)
})

it('lets nobody write to those who do not want it: off, blocked, not allowed here, or elsewhere', async () => {
  const home = await community()
  const [ben, cleo, eve] = [await home.join('Ben'), await home.join('Cleo'), await someone('Eve')]
  const begin = async () =>
    (await ben.post('/messages', { community: home.slug, usernames: [cleo.username] })).status
  await cleo.put('/settings/messages', { takesMessages: false, showsPresence: true })
  expect(await begin()).toBe(422)
  await cleo.put('/settings/messages', { takesMessages: true, showsPresence: true })
  await cleo.put(`/messages/blocks/${ben.username}`)
  expect(await begin()).toBe(422)
  await cleo.delete(`/messages/blocks/${ben.username}`)
  const rules = home.at('/settings/chat')
  await home.owner.put(rules, { allowsMessages: false, keepsArchive: true })
  expect(await begin()).toBe(422)
  await home.owner.put(rules, { allowsMessages: true, keepsArchive: true })
  expect(await begin()).toBe(201)
  const to = { community: home.slug, usernames: [ben.username] }
  expect((await eve.post('/messages', to)).status).toBe(404)
  // what has begun ends as well
  const [talk] = (await ben.json<Listed>('/messages')).mine.conversations
  const why = async () => (await ben.json<Keys>(`/messages/${talk?.id}/chat/keys`)).why
  expect(await why()).toBe('device')
  await cleo.put(`/messages/blocks/${ben.username}`)
  expect(await why()).toBe('closed')
  await cleo.delete(`/messages/blocks/${ben.username}`)
  await cleo.delete(home.at('/membership'))
  expect(await why()).toBe('closed')
})

it('counts in the navigation those conversations in which something is new, unless they are silent', async () => {
  const home = await community()
  const [ben, cleo] = [await home.join('Ben'), await home.join('Cleo')]
  const to = { community: home.slug, usernames: [cleo.username] }
  const { id } = await (await ben.post('/messages', to)).json<{ id: string }>()
  const count = async () => {
    const page = await (await cleo.get(home.at(), { accept: 'text/html' })).text()
    return /id="nav-talks".*?<\/a>/s.exec(page)?.[0].match(/class="unread">(\d+)/)?.[1]
  }
  const isUnread = async () =>
    (await cleo.json<Listed>('/messages')).mine.conversations[0]?.isUnread
  expect([await count(), await isUnread()]).toEqual([undefined, false])
  await ben.post(`/messages/${id}/chat/said`)
  expect([await count(), await isUnread()]).toEqual(['1', true])
  await cleo.put(`/messages/${id}/chat/silence`)
  expect(await count()).toBe(undefined)
  await cleo.delete(`/messages/${id}/chat/silence`)
  expect(await count()).toBe('1')
  await cleo.put(`/messages/${id}/chat/read`, { at: Date.now() })
  expect(await count()).toBe(undefined)
})

it('seals what is said in a group to the devices of those only who want to hear it', async () => {
  const home = await community()
  const [ben, cleo, dan] = [await home.join('Ben'), await home.join('Cleo'), await home.join('Dan')]
  const [bens, cleos, dans] = [await withDevice(ben), await withDevice(cleo), await withDevice(dan)]
  const to = { community: home.slug, usernames: [cleo.username, dan.username] }
  const { id } = await (await ben.post('/messages', to)).json<{ id: string }>()
  const keys = (who: Person, device: string) =>
    who.json<Keys>(`/messages/${id}/chat/keys?device=${device}`)
  const sealedTo = async (who: Person, device: string) =>
    (await keys(who, device)).readers?.map((one) => one.id).sort()
  expect(await sealedTo(ben, bens)).toEqual([bens, cleos, dans].sort())
  // blocked by one: the others hear it still, and who blocked hears nothing from then on
  await cleo.put(`/messages/blocks/${ben.username}`)
  expect(await sealedTo(ben, bens)).toEqual([bens, dans].sort())
  expect(await sealedTo(dan, dans)).toEqual([bens, cleos, dans].sort())
  expect(Object.keys((await keys(cleo, cleos)).blocked)).toEqual([ben.id])
  expect((await keys(dan, dans)).blocked).toEqual({})
  await cleo.delete(`/messages/blocks/${ben.username}`)
  await cleo.put('/settings/messages', { takesMessages: false, showsPresence: true })
  expect(await sealedTo(ben, bens)).toEqual([bens, dans].sort())
  // no longer of the community, or a device that was removed
  await dan.delete(home.at('/membership'))
  expect(await keys(ben, bens)).toMatchObject({ why: 'closed', certificate: null })
  await cleo.put('/settings/messages', { takesMessages: true, showsPresence: true })
  expect(await sealedTo(ben, bens)).toEqual([bens, cleos].sort())
  await cleo.delete(`/settings/devices/${cleos}`)
  expect(await keys(ben, bens)).toMatchObject({ why: 'waiting', readers: [{ id: bens }] })
  expect(Object.keys((await keys(ben, bens)).left)).toEqual([cleos])
})
