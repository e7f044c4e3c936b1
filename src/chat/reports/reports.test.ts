import { expect, it } from 'vitest'
import { community, type Person } from '../../../tests/community.ts'
import { publicKey } from '../../../tests/devices.ts'
import { toText } from '../bytes/rules.ts'
import { P256 } from '../certificates/rules.ts'
import { type Body, newMessageId, signed } from '../envelope/rules.ts'
import type { Keys } from '../keys/rules.ts'

type Reports = { mine: { reports: { words: string; messageId: string; reason: string }[] } }

/** Someone at a browser that can sign. */
async function signer(person: Person, chat: string) {
  const pair = await crypto.subtle.generateKey(P256, true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('not a pair')
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  const signingKey = toText(new Uint8Array(raw as ArrayBuffer))
  const device = { name: 'A browser', signingKey, sealingKey: publicKey() }
  const { id } = await (await person.post('/settings/devices', device)).json<{ id: string }>()
  const { epochs, certificate } = await person.json<Keys>(`${chat}/keys?device=${id}`)
  const [{ topic = '', number = 0 } = {}] = epochs
  return async (s: string, change: Partial<Body>) => {
    const c = certificate ?? ''
    const body: Body = {
      ...{ id: newMessageId(person.id), t: 'msg', s, e: number, at: Date.now(), c },
      ...change,
    }
    const said = await signed(pair.privateKey, topic, body)
    return { epoch: number, body: toText(said.body), signature: toText(said.signature) }
  }
}

it('shows the team what is proven to be somebody’s, as it reads now, once for each who reports it', async () => {
  const home = await community()
  const space = await home.space({ spaceType: 'chat' })
  const [ben, cleo] = [await home.join('Ben'), await home.join('Cleo')]
  const chat = home.at(`/s/${space}/chat`)
  const found = await home.owner.json<{ space: { id: string } }>(home.at(`/s/${space}`))
  const say = await signer(ben, chat)
  const report = (by: Person, proof: object) => by.post(`${chat}/reports`, proof)
  const file = { type: 'image/png', size: 1, key: '', iv: '', url: '' }
  const f = [{ ...file, name: 'rude.png' }]
  // with what no text can hold
  const proof = await say(found.space.id, { x: 'As I\0 said \ud800', f })
  expect((await report(cleo, { ...proof, reason: 'Rude' })).status).toBe(201)
  expect((await report(cleo, { ...proof, reason: 'Still rude' })).status).toBe(201)
  const first = newMessageId(ben.id)
  const edit = await say(found.space.id, { t: 'edit', m: first, x: 'As it reads now' })
  expect((await report(cleo, edit)).status).toBe(201)
  const { mine } = await home.owner.json<Reports>(home.at('/reports'))
  expect(mine.reports).toMatchObject([
    { words: 'As it reads now', messageId: first },
    { words: 'As I said \ufffd\n[rude.png]', reason: 'Rude' },
  ])
  // not his words, another's message mended, another's id, said in passing, or said elsewhere
  const others = await say(found.space.id, { x: 'Something else' })
  for (const bad of [
    { ...proof, body: others.body },
    await say(found.space.id, { t: 'edit', m: newMessageId(cleo.id), x: 'Not his to mend' }),
    await say(found.space.id, { id: newMessageId(cleo.id), x: 'Not his id' }),
    await say(found.space.id, { t: 'typing' }),
    await say(crypto.randomUUID(), { x: 'Another place' }),
  ])
    expect((await report(cleo, bad)).status).toBe(422)
  expect((await home.owner.json<Reports>(home.at('/reports'))).mine.reports).toHaveLength(2)
  expect((await ben.get(home.at('/reports'))).status).toBe(403)
})
