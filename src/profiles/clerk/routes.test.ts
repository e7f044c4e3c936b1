import { createExecutionContext, env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { signWebhook } from '../../../local/clerk/sign.ts'
import { clerkUser, enter, signInAgain, signUp, tell } from '../../../tests/clerk.ts'
import { ORIGIN, someone } from '../../../tests/people.ts'
import { app } from '../../app.tsx'
import { connect } from '../../db/connect.ts'
import { follows, profiles } from '../tables.ts'

const profileOf = async (clerkId: string) => {
  const rows = await connect(env).select().from(profiles).where(eq(profiles.clerkId, clerkId))
  expect(rows.length).toBeLessThan(2)
  return rows[0]
}

describe('POST /webhooks/clerk', () => {
  it('makes a profile, changes it, and is indifferent to repetition', async () => {
    const user = clerkUser()
    for (const _ of [1, 2]) expect((await tell('user.created', user)).status).toBe(200)
    expect(await profileOf(user.id)).toMatchObject({
      fullName: `Grace ${user.last_name}`,
      avatarUrl: 'https://img.example/grace.png',
      deletedAt: null,
    })
    const changed = { ...user, first_name: 'Ada', updated_at: user.updated_at + 1 }
    for (const _ of [1, 2]) await tell('user.updated', changed)
    expect((await profileOf(user.id))?.fullName).toBe(`Ada ${user.last_name}`)
  })

  it('never goes back to an older state, whatever the order', async () => {
    const user = clerkUser()
    await tell('user.updated', { ...user, first_name: 'Newest', updated_at: user.updated_at + 9 })
    await tell('user.created', { ...user, first_name: 'Oldest' })
    await tell('user.updated', { ...user, first_name: 'Older', updated_at: user.updated_at + 8 })
    expect((await profileOf(user.id))?.fullName).toBe(`Newest ${user.last_name}`)
  })

  it('keeps a deleted person deleted, even if their creation comes later', async () => {
    const user = clerkUser()
    expect((await tell('user.deleted', { id: user.id, deleted: true })).status).toBe(200)
    await tell('user.created', user)
    await tell('user.updated', { ...user, updated_at: user.updated_at + 1 })
    await tell('user.deleted', { id: user.id, deleted: true })
    const gone = await profileOf(user.id)
    expect(gone).toMatchObject({ fullName: 'Deleted member', avatarUrl: null })
    expect(gone?.deletedAt).toBeInstanceOf(Date)
  })

  it('takes a deleted person out at once, frees the username and shuts the door', async () => {
    const token = await signUp('Mary Test')
    const { person } = await enter(token)
    const { id = '', username = '' } = (await profileOf(token.userId)) ?? {}
    const friend = await someone('Friend')
    await friend.put(`/@${username}/follow`)
    await person.patch('/settings', {
      bio: 'A bio.',
      location: 'Here',
      links: ['https://a.example'],
    })
    await tell('user.deleted', { id: token.userId, deleted: true })
    expect((await person.get('/settings')).status).toBe(401)
    expect((await friend.get(`/@${username}`)).status).toBe(404)
    expect(await profileOf(token.userId)).toMatchObject({
      ...{ bio: '', location: '', socialLinks: [], avatarUrl: null },
      username: expect.stringMatching(/^deleted-/),
    })
    const left = await connect(env).select().from(follows).where(eq(follows.followedId, id))
    expect(left).toEqual([])
    expect((await enter(token)).response.status).toBe(403)
    const other = clerkUser({ username })
    await tell('user.created', other)
    expect((await profileOf(other.id))?.username).toBe(username)
  })

  for (const type of ['session.ended', 'session.removed', 'session.revoked'])
    it(`${type} signs out at once, and that session only`, async () => {
      const first = await signUp()
      const { person } = await enter(first)
      const second = await enter(await signInAgain(first.userId))
      await tell(type, { id: first.sessionId, user_id: first.userId })
      await tell(type, { id: first.sessionId, user_id: first.userId })
      expect((await person.get('/settings')).status).toBe(401)
      expect((await second.person.get('/settings')).status).toBe(200)
      expect((await enter(first)).response.status).toBe(401)
    })

  it('refuses a session that was ended before it ever came here', async () => {
    const first = await signUp()
    await enter(first)
    const second = await signInAgain(first.userId)
    await tell('session.ended', { id: second.sessionId, user_id: first.userId })
    expect((await enter(second)).response.status).toBe(401)
  })

  it('leaves the end of an unknown session alone', async () => {
    expect((await tell('session.ended', { id: 'sess_x', user_id: 'user_x' })).status).toBe(200)
  })

  it('makes twenty people of one name at once, each with a username of their own', async () => {
    const last_name = `Lovelace ${crypto.randomUUID().slice(0, 6)}`
    const users = Array.from({ length: 20 }, () => clerkUser({ last_name }))
    const answers = await Promise.all(users.map((user) => tell('user.created', user)))
    expect(answers.map(({ status }) => status)).toEqual(users.map(() => 200))
    const made = await Promise.all(users.map(({ id }) => profileOf(id)))
    const usernames = made.map((profile) => profile?.username ?? '')
    expect(new Set(usernames).size).toBe(20)
    for (const username of usernames) expect(username).toMatch(/^grace-lovelace-[a-z0-9-]+$/)
    expect(usernames.every((username) => username.length <= 30)).toBe(true)
  })

  it('makes one profile of one person who arrives by ten doors at once', async () => {
    const token = await signUp('Many Doors')
    const user = clerkUser({ id: token.userId })
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => tell('user.created', user)),
      ...Array.from({ length: 5 }, () => enter(token).then(({ response }) => response)),
    ])
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array(5).fill(200),
      ...Array(5).fill(201),
    ])
    expect(await profileOf(token.userId)).toBeDefined()
  })

  it('does not take the name of the house', async () => {
    const user = clerkUser({ username: 'admin' })
    await tell('user.created', user)
    expect((await profileOf(user.id))?.username).toMatch(/^grace-hopper/)
  })

  it('receives what it does not know', async () => {
    expect((await tell('email.created', { id: 'x' })).status).toBe(200)
    expect((await tell('user.somethingNew', {})).status).toBe(200)
  })

  it('refuses an event without what it needs', async () => {
    expect((await tell('user.created', { id: 'user_half' })).status).toBe(400)
  })

  it('refuses what Clerk has not signed, and what it signed long ago', async () => {
    const user = clerkUser()
    const at = new Date(Date.now() - 10 * 60_000)
    expect((await tell('user.created', user, { at })).status).toBe(401)
    expect((await tell('user.created', user, { secret: `whsec_${btoa('another')}` })).status).toBe(
      401,
    )
    const unsigned = await app.fetch(
      new Request(`${ORIGIN}/webhooks/clerk`, { method: 'POST', body: '{}' }),
      env,
      createExecutionContext(),
    )
    expect(unsigned.status).toBe(401)
    expect(await profileOf(user.id)).toBeUndefined()
  })

  it('refuses a body that is far too long', async () => {
    const answer = await tell('user.created', clerkUser({ bio: 'x'.repeat(300_000) }))
    expect(answer.status).toBe(413)
  })

  it('takes any of several secrets, so that they can be rotated', async () => {
    const secrets = [btoa('a new secret'), btoa('an old secret')].map((key) => `whsec_${key}`)
    for (const secret of secrets) {
      const { body, headers } = await signWebhook(secret, { type: 'email.created', data: {} })
      const answer = await app.fetch(
        new Request(`${ORIGIN}/webhooks/clerk`, { method: 'POST', body, headers }),
        { ...env, CLERK_WEBHOOK_SECRET: ` ${secrets.join(' , ')},` },
        createExecutionContext(),
      )
      expect(answer.status).toBe(200)
    }
  })
})
