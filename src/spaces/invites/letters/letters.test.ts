import { createExecutionContext, env, SELF } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { type Community, community } from '../../../../tests/community.ts'
import { lettersTo, provider } from '../../../../tests/delivery.ts'
import { ORIGIN, type Person } from '../../../../tests/people.ts'
import { keeper, take } from '../../../../tests/queue.ts'
import { connect } from '../../../db/connect.ts'
import worker from '../../../index.ts'
import { addressSubject, stopToken } from '../../../mail/stops.ts'
import { spaceAt } from '../../manage/queries.ts'
import { spaceInvites } from '../tables.ts'
import { queueInvitations, sendInvitation } from './jobs.ts'

const db = connect(env)
const at = (more: Partial<Env> = {}) => ({ env: { ...env, ...more }, db, now: new Date() })
const GONE = { MAIL_FROM: '' }

type Links = { links: { id: string; email: string | null; letter: string | null }[] }

/** A private space whose owner invites by e-mail. */
async function scene() {
  const home = await community({ joining: 'invitation', isPublic: false })
  const space = await home.space({ name: 'Den', visibility: 'private' })
  const settings = home.at(`/s/${space}/settings`)
  const stateOf = async (id: string) =>
    (await home.owner.json<Links>(settings)).links.find((link) => link.id === id)?.letter
  return { home, space, settings, stateOf }
}

type Init = { method?: string; body?: string; headers?: Record<string, string> }

let count = 0
const stranger = () => ({ username: `stranger-${count++}-${crypto.randomUUID().slice(0, 8)}` })
const addressOf = ({ username }: Pick<Person, 'username'>) => `${username}@example.test`

/** An invitation that is on no queue. */
async function waiting({ home, space }: { home: Community; space: string }, email: string) {
  const [row] = await db
    .insert(spaceInvites)
    .values({
      ...{ spaceId: spaceAt(home.slug, space), code: crypto.randomUUID(), email, usesLeft: 1 },
      ...{ createdBy: home.owner.id, expiresAt: new Date(Date.now() + 86_400_000) },
      ...{ letter: 'waiting', queuedAt: new Date() },
    })
    .returning({ id: spaceInvites.id })
  return row?.id ?? ''
}

describe('an invitation by e-mail', () => {
  it('is one letter in the name of the community, however often the queue brings it', async () => {
    const { home, space, settings, stateOf } = await scene()
    const ben = stranger()
    const answer = await home.owner.post(home.at(`/s/${space}/invites`), { email: addressOf(ben) })
    const { id, url } = await answer.json<{ id: string; url: string }>()
    const message = { kind: 'invitation', id }
    await take([message, message])
    await take([message])
    await expect.poll(() => stateOf(id)).toBe('sent')
    const letters = await lettersTo(ben)
    expect(letters).toHaveLength(1)
    const [{ subject = '', html = '', text = '', headers = {}, from = '' } = {}] = letters
    expect(subject).toBe(`${home.owner.fullName} invites you to Den in Community ${home.slug}`)
    expect(from).toContain(`Community ${home.slug}`)
    for (const words of [html, text]) expect(words).toContain(new URL(url).pathname)
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(await home.owner.page(settings)).toContain('the letter was sent')
  })

  it('is not sent once it was taken back', async () => {
    const it = await scene()
    const { home, space } = it
    const ben = stranger()
    const id = await waiting(it, addressOf(ben))
    expect((await home.owner.delete(home.at(`/s/${space}/invites/${id}`))).status).toBe(200)
    await sendInvitation(at(), id)
    expect(await lettersTo(ben)).toEqual([])
  })

  it('is tried again, by the queue and by later ticks, and given up at last', async () => {
    const it = await scene()
    const ben = stranger()
    const id = await waiting(it, addressOf(ben))
    await expect(sendInvitation(at(GONE), id)).rejects.toThrow()
    expect(await it.stateOf(id)).toBe('waiting')
    const { sent, queue } = keeper()
    const later = new Date(Date.now() + 11 * 60_000)
    await queueInvitations({ ...at({ JOBS: queue }), now: later })
    expect(sent).toContainEqual({ kind: 'invitation', id })
    await sendInvitation(at(), id)
    expect([await it.stateOf(id), await lettersTo(ben)]).toEqual(['sent', [expect.anything()]])
    const other = await waiting(it, addressOf(ben))
    for (let n = 0; n < 8; n++) await expect(sendInvitation(at(GONE), other)).rejects.toThrow()
    expect(await it.stateOf(other)).toBe('failed')
  })

  it('is not written to who stopped such letters, and says what became of it', async () => {
    const it = await scene()
    const [ben, cleo] = [stranger(), stranger()]
    const first = await waiting(it, addressOf(cleo))
    await sendInvitation(at(), first)
    const [letter] = await lettersTo(cleo)
    if (letter) await bounce(letter)
    expect(await it.stateOf(first)).toBe('bounced')
    const stop = await stopToken(env, await addressSubject(env, addressOf(ben)), 'invitations')
    await SELF.fetch(`${ORIGIN}/unsubscribe/${stop}`, { method: 'POST' })
    const id = await waiting(it, addressOf(ben))
    await sendInvitation(at(), id)
    expect([await it.stateOf(id), await lettersTo(ben)]).toEqual(['stopped', []])
    expect(await it.home.owner.page(it.settings)).toContain('they want no invitations by mail')
  })

  it('is a link to send oneself where mail is not set up', async () => {
    const { home, space, settings } = await scene()
    const cookie = [...home.owner.cookies].map((pair) => pair.join('=')).join('; ')
    const ask = (path: string, init: Init = {}) =>
      worker.fetch(
        new Request(ORIGIN + path, { ...init, headers: { cookie, ...init.headers } }),
        { ...env, ...GONE },
        createExecutionContext(),
      )
    const made = await ask(home.at(`/s/${space}/invites`), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ email: 'ben@friends.example' }),
    })
    expect(made.status).toBe(201)
    const page = await (await ask(settings, { headers: { accept: 'text/html' } })).text()
    expect(page).toContain('You send it yourself.')
    const { links } = await home.owner.json<Links>(settings)
    expect(links).toMatchObject([{ email: 'ben@friends.example', letter: null }])
  })
})

/** The provider signs its report; a test brings it. */
async function bounce(letter: Parameters<typeof provider.signed>[0]) {
  const { body, headers } = await (await provider.signed(letter, 'bounce')).json<{
    body: string
    headers: Record<string, string>
  }>()
  return SELF.fetch(`${ORIGIN}/webhooks/mail`, { method: 'POST', body, headers })
}
