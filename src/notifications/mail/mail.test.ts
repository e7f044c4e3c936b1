import {
  createExecutionContext,
  createMessageBatch,
  env,
  getQueueResult,
  SELF,
} from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { clock, lettersTo, minute, provider, tell } from '../../../tests/delivery.ts'
import { guest, ORIGIN, type Person, someone } from '../../../tests/people.ts'
import { connect } from '../../db/connect.ts'
import worker from '../../index.ts'
import { sendLetter } from '../../mail/send.ts'

/** Each world is an hour after the one before: letters keep their distance. */
let hours = 0
const later = () => clock(Date.now() + hours++ * 3600_000)

/** Someone with a letter of replies; gives the address at its head that stops them. */
async function reader(): Promise<{ ada: Person; ben: Person; stop: string }> {
  const [ada, ben] = [await someone(), await someone('Ben')]
  await tell(ada, ben, 'first')
  const at = later()
  for (const minutes of [0, 4]) await minute(at(minutes), ada)
  const [letter] = await lettersTo(ada)
  const [, stop = ''] = /<(.+)>/.exec(letter?.headers['List-Unsubscribe'] ?? '') ?? []
  return { ada, ben, stop: stop.replace(ORIGIN, '') }
}

/** How many letters came after another notice. */
async function more({ ada, ben }: { ada: Person; ben: Person }, words = {}): Promise<number> {
  const before = (await lettersTo(ada)).length
  await tell(ada, ben, crypto.randomUUID(), words)
  const at = later()
  for (const minutes of [0, 4, 20]) await minute(at(minutes), ada)
  return (await lettersTo(ada)).length - before
}

/** As a mail program asks, when its reader presses its own button. */
const press = (path: string) =>
  SELF.fetch(ORIGIN + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })

describe('the address that stops letters', () => {
  it('does nothing when it is looked at, and all of it at one press', async () => {
    const { ada, ben, stop } = await reader()
    const page = await guest().get(stop, { accept: 'text/html' })
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await page.text()).toContain('No more letters about replies and mentions?')
    expect(await more({ ada, ben })).toBe(1)
    for (const _ of [1, 2]) expect((await press(stop)).status).toBe(200)
    expect(await more({ ada, ben })).toBe(0)
    // only that stream
    expect(await more({ ada, ben }, { type: 'event_reminder' })).toBe(1)
    expect(await ada.page('/settings/notifications')).toContain('You stopped letters about replies')
    await ada.delete('/settings/notifications/stops/notices')
    expect(await more({ ada, ben })).toBe(1)
  })

  it('signs nobody in, and is nobody’s to make up', async () => {
    const { stop } = await reader()
    const answer = await press(stop)
    expect(answer.headers.getSetCookie().join()).not.toContain('oc_session')
    for (const path of [`${stop}x`, stop.replace('notices', 'digest'), '/unsubscribe/nonsense']) {
      expect((await press(path)).status).toBe(404)
      expect((await guest().get(path)).status).toBe(404)
    }
  })
})

describe('POST /webhooks/mail', () => {
  it('ends all letters to an address that is not there, and says so to its owner', async () => {
    const { ada, ben } = await reader()
    const [letter] = await lettersTo(ada)
    if (letter) expect((await report(letter, 'bounce')).status).toBe(200)
    expect(await more({ ada, ben })).toBe(0)
    expect(await more({ ada, ben }, { type: 'event_reminder' })).toBe(0)
    // invitations to that address too
    const to = `${ada.username}@example.test`
    const invitation = { id: crypto.randomUUID(), to, stream: 'invitations' as const }
    const words = { subject: 'Come', html: '<p>Come</p>', text: 'Come' }
    const sent = await sendLetter({ env, db: connect(env) }, { ...invitation, ...words })
    expect(sent).toEqual({ outcome: 'suppressed' })
  })

  it('ends the stream that someone complained of', async () => {
    const { ada, ben } = await reader()
    const [letter] = await lettersTo(ada)
    if (letter) await report(letter, 'complaint')
    expect(await more({ ada, ben })).toBe(0)
    expect(await more({ ada, ben }, { type: 'event_reminder' })).toBe(1)
  })

  it('believes nothing that is not signed', async () => {
    const said = { type: 'email.bounced', data: { email_id: 'x', to: ['a@example.test'] } }
    expect((await guest().post('/webhooks/mail', said)).status).toBe(401)
  })
})

it('Cloudflare’s queue of reports is believed, message by message', async () => {
  const { ada, ben } = await reader()
  const payload = { messageId: 'x', recipient: `${ada.username}@example.test` }
  const batch = createMessageBatch<unknown>('opencircle-mail', [
    { id: '1', timestamp: new Date(), attempts: 1, body: 'nonsense' },
    {
      ...{ id: '2', timestamp: new Date(), attempts: 1 },
      body: {
        type: 'cf.email.sending.message.bounced',
        payload: { ...payload, bounce: { type: 'hard' } },
      },
    },
  ])
  await worker.queue(batch, env)
  const { explicitAcks } = await getQueueResult(batch, createExecutionContext())
  expect(explicitAcks).toEqual(['1', '2'])
  expect(await more({ ada, ben })).toBe(0)
})

/** The provider signs it; a test brings it, since nothing listens at the Worker's address. */
async function report(letter: Parameters<typeof provider.signed>[0], kind: 'bounce' | 'complaint') {
  const { body, headers } = await (await provider.signed(letter, kind)).json<{
    body: string
    headers: Record<string, string>
  }>()
  return SELF.fetch(`${ORIGIN}/webhooks/mail`, { method: 'POST', body, headers })
}
