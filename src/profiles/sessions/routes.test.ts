import { createExecutionContext, env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { serializeSigned } from 'hono/utils/cookie'
import { describe, expect, it } from 'vitest'
import { enter, signInAgain, signUp } from '../../../tests/clerk.ts'
import { guest, ORIGIN, type Person, someone } from '../../../tests/people.ts'
import { expectErrors } from '../../../tests/setup/strict.ts'
import { app } from '../../app.tsx'
import { connect } from '../../db/connect.ts'
import { profiles } from '../tables.ts'
import { sessions } from './tables.ts'

const DAY = 24 * 3600
const now = () => Math.floor(Date.now() / 1000)
const cookieOf = (person: Person) => decodeURIComponent(person.cookies.get('oc_session') ?? '')

/** The person's cookie as if it had been issued at another time, or with another key. */
async function reissue(person: Person, { at, key }: { at?: number; key?: string }) {
  const [id, profileId, issued] = cookieOf(person).split('.')
  const [first = ''] = env.SESSION_KEYS.split(',')
  const line = await serializeSigned(
    'oc_session',
    `${id}.${profileId}.${at ?? issued}`,
    key ?? first,
  )
  person.cookies.set('oc_session', line.slice('oc_session='.length))
}

const renewal = (response: Response) =>
  response.headers.getSetCookie().find((line) => line.startsWith('oc_session='))

describe('signing in', () => {
  it('leads to Clerk, and back to where one was', async () => {
    const answer = await guest().get('/sign-in?return_to=/atelier/s/talk%3Fafter=1')
    expect(answer.status).toBe(303)
    const to = new URL(answer.headers.get('location') ?? '')
    expect(to.origin).toBe(new URL(env.CLERK_SIGN_IN_URL).origin)
    const back = new URL(to.searchParams.get('redirect_url') ?? '')
    expect(back.origin + back.pathname).toBe(`${ORIGIN}/sign-in/callback`)
    expect(back.searchParams.get('return_to')).toBe('/atelier/s/talk?after=1')
  })

  it('comes back with a session, by the cookies that Clerk sets', async () => {
    const { jwt } = await signUp()
    const person = guest()
    person.cookies.set('__session', jwt)
    person.cookies.set('__client_uat', `${now() - 1}`)
    const answer = await person.get('/sign-in/callback?return_to=/settings')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/settings')
    expect((await person.get('/settings')).status).toBe(200)
  })

  it('never leads away from here', async () => {
    const { jwt } = await signUp()
    const person = guest()
    person.cookies.set('__session', jwt)
    person.cookies.set('__client_uat', `${now() - 1}`)
    for (const away of ['https://evil.example', '//evil.example', '/.//evil.example', '/\\evil'])
      expect(
        (await person.get(`/sign-in/callback?return_to=${encodeURIComponent(away)}`)).headers.get(
          'location',
        ),
      ).toBe('/')
  })

  it('gives a script a session for a token, and 401 for none or a false one', async () => {
    const { response } = await enter(await signUp())
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual({ profileId: expect.any(String) })
    expect((await guest().post('/sessions')).status).toBe(401)
    const { jwt } = await signUp()
    const forged = `${jwt.slice(0, -8)}AAAAAAAA`
    expect((await enter({ jwt: forged, userId: '', sessionId: '' })).response.status).toBe(401)
  })

  it('refuses a token that Clerk made for another site', async () => {
    const elsewhere = await signUp()
    const { jwt } = await signInAgain(elsewhere.userId, 'https://evil.example')
    expect((await enter({ ...elsewhere, jwt })).response.status).toBe(401)
  })

  it('refuses someone whom Clerk no longer knows and who was never here', async () => {
    const token = await signUp()
    await fetch(`${env.CLERK_API_URL}/v1/users/${token.userId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${env.CLERK_SECRET_KEY}` },
    })
    expect((await enter(token)).response.status).toBe(403)
  })

  it('says so when Clerk does not answer', async () => {
    const { jwt } = await signUp()
    const answer = await app.fetch(
      new Request(`${ORIGIN}/sessions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${jwt}`, accept: 'application/json' },
      }),
      { ...env, CLERK_API_URL: 'http://127.0.0.1:9' },
      createExecutionContext(),
    )
    expect(answer.status).toBe(503)
  })
})

describe('the session cookie', () => {
  it('is ours alone: httpOnly, Lax, 30 days, Secure over https', async () => {
    const { response } = await enter(await signUp())
    const line = renewal(response)
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/', `Max-Age=${30 * DAY}`])
      expect(line).toContain(part)
    expect(line).not.toContain('Secure')
    const origin = 'https://here.example'
    const { userId } = await signUp()
    const { jwt } = await signInAgain(userId, origin)
    const secure = await app.fetch(
      new Request(`${origin}/sessions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${jwt}` },
      }),
      env,
      createExecutionContext(),
    )
    expect(renewal(secure)).toContain('Secure')
  })

  it('is Secure in production, whatever the address says', async () => {
    const { jwt } = await signUp()
    const production = {
      ...env,
      ENVIRONMENT: 'production',
      // keys that pass for those of a deployment, over the same database
      CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.here.example$')}`,
      NEON_ENDPOINT: undefined,
      STRIPE_SECRET_KEY: 'sk_live_here',
      STRIPE_API_URL: undefined,
    }
    const answer = await app.fetch(
      new Request(`${ORIGIN}/sessions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${jwt}` },
      }),
      production,
      createExecutionContext(),
    )
    expect(renewal(answer)).toContain('Secure')
  })

  it('slides: renewed after a day, not before, and worth nothing after thirty', async () => {
    const ada = await someone()
    expect(renewal(await ada.get('/settings'))).toBeUndefined()
    await reissue(ada, { at: now() - 2 * DAY })
    expect(renewal(await ada.get('/settings'))).toContain(`Max-Age=${30 * DAY}`)
    await reissue(ada, { at: now() - 31 * DAY })
    expect((await ada.get('/settings')).status).toBe(401)
  })

  it('of an older key still works, and is issued anew with the newest', async () => {
    const ada = await someone()
    const [, second] = env.SESSION_KEYS.split(',')
    await reissue(ada, { key: second })
    const answer = await ada.get('/settings')
    expect(answer.status).toBe(200)
    expect(renewal(answer)).toBeDefined()
    expect(renewal(await ada.get('/settings'))).toBeUndefined()
  })

  it('of a foreign key, changed or empty is a guest', async () => {
    for (const key of ['another key', ' ']) {
      const ada = await someone()
      await reissue(ada, { key })
      expect((await ada.get('/settings')).status).toBe(401)
    }
    const [ada, eve] = [await someone(), await someone('Eve')]
    const [, ...rest] = cookieOf(eve).split('.')
    ada.cookies.set('oc_session', [cookieOf(ada).split('.')[0], ...rest].join('.'))
    expect((await ada.get('/settings')).status).toBe(401)
  })

  it('can never be signed with an empty key', async () => {
    expectErrors(1)
    const answer = await app.fetch(
      new Request(ORIGIN, { headers: { accept: 'application/json' } }),
      { ...env, SESSION_KEYS: ' , ' },
      createExecutionContext(),
    )
    expect(answer.status).toBe(500)
  })
})

describe('signing out', () => {
  it('ends this session only, at once and at Clerk too', async () => {
    const token = await signUp()
    const { person } = await enter(token)
    const other = await enter(await signInAgain(token.userId))
    const held = new Map(person.cookies)
    expect((await person.submit('/sign-out', {})).status).toBe(303)
    expect(person.cookies.has('oc_session')).toBe(false)
    person.cookies = held
    expect((await person.get('/settings')).status).toBe(401)
    expect((await other.person.get('/settings')).status).toBe(200)
    expect((await enter(token)).response.status).toBe(401)
  })

  it('everywhere ends all of them', async () => {
    const token = await signUp()
    const { person } = await enter(token)
    const other = await enter(await signInAgain(token.userId))
    expect((await person.post('/sign-out/everywhere')).status).toBe(200)
    expect((await other.person.get('/settings')).status).toBe(401)
  })

  it('is nothing to a guest', async () => {
    expect((await guest().post('/sign-out')).status).toBe(200)
    expect((await guest().post('/sign-out/everywhere')).status).toBe(200)
  })

  it('drops the cookie of an ended session and shows the page of a guest', async () => {
    const ada = await someone()
    const [id = ''] = cookieOf(ada).split('.')
    await connect(env).update(sessions).set({ endedAt: sql`now()` }).where(eq(sessions.id, id))
    const answer = await ada.get('/')
    expect(answer.status).toBe(200)
    expect(ada.cookies.has('oc_session')).toBe(false)
  })
})

describe('last_seen_at', () => {
  const seen = async (id: string) => {
    const [row] = await connect(env).select().from(profiles).where(eq(profiles.id, id))
    return row?.lastSeenAt?.getTime() ?? 0
  }
  const set = (id: string, at: Date) =>
    connect(env).update(profiles).set({ lastSeenAt: at }).where(eq(profiles.id, id))

  it('is written at most once in ten minutes, however many pages are read', async () => {
    const ada = await someone()
    await Promise.all(Array.from({ length: 8 }, () => ada.get('/settings')))
    await expect.poll(() => seen(ada.id)).toBeGreaterThan(0)
    const recent = new Date(Date.now() - 5 * 60_000)
    await set(ada.id, recent)
    await ada.get('/settings')
    await scheduler.wait(300)
    expect(await seen(ada.id)).toBe(recent.getTime())
    await set(ada.id, new Date(Date.now() - 11 * 60_000))
    await ada.get('/settings')
    await expect.poll(() => seen(ada.id)).toBeGreaterThan(recent.getTime())
  })
})
