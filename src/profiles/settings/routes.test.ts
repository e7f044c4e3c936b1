import { createExecutionContext, env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { clerkUser, enter, signInAgain, signUp, tell } from '../../../tests/clerk.ts'
import { guest, ORIGIN, someone } from '../../../tests/people.ts'
import { app } from '../../app.tsx'
import { connect } from '../../db/connect.ts'
import { profiles } from '../tables.ts'

type Page = {
  mine: {
    profile: { fullName: string; username: string; avatarUrl: string | null; links: string[] }
    sessions: { id: string; device: string; isThis: boolean }[]
  }
}
type Problem = { errors: Record<string, string> }

const errorsOf = async (response: Response) => {
  expect(response.status).toBe(422)
  return (await response.json<Problem>()).errors
}

describe('GET /settings', () => {
  it('is for those who are signed in', async () => {
    expect((await guest().get('/settings')).status).toBe(401)
  })

  it('shows what one may change, and nothing that is nobody’s business', async () => {
    const ada = await someone()
    const response = await ada.get('/settings')
    expect(response.headers.get('server-timing')).toBe('db;desc="1"')
    expect(Object.keys((await response.json<Page>()).mine.profile).sort()).toEqual(
      ['avatarUrl', 'bio', 'fullName', 'links', 'location', 'username'].sort(),
    )
    const html = await ada.page('/settings')
    expect(html).toContain(`value="${ada.username}"`)
    expect(html).not.toMatch(/user_[a-f0-9]|sess_/)
  })
})

describe('PATCH /settings', () => {
  it('changes what is given and leaves the rest', async () => {
    const ada = await someone()
    const links = ['https://ada.example/', 'ada.example', '']
    const saved = await ada.patch('/settings', { bio: ' Numbers. ', location: 'London', links })
    expect(saved.status).toBe(200)
    expect((await ada.json<Page>('/settings')).mine.profile).toMatchObject({
      ...{ fullName: 'Ada Test', username: ada.username, bio: 'Numbers.', location: 'London' },
      links: ['https://ada.example/', 'https://ada.example'],
    })
  })

  it('works as a form, and says so on the next page', async () => {
    const ada = await someone()
    const fields = { fullName: 'Ada L.', username: ada.username, bio: '', location: '' }
    const answer = await ada.submit('/settings', { ...fields, avatarUrl: '' }, 'PATCH')
    expect(answer.status).toBe(303)
    expect(await ada.page('/settings')).toContain('Saved.')
    const changed = await ada.submit(
      '/settings',
      [...Object.entries(fields), ['links[]', 'https://a.example'], ['links[]', '']],
      'PATCH',
    )
    expect(changed.status).toBe(303)
    expect((await ada.json<Page>('/settings')).mine.profile.links).toEqual(['https://a.example'])
  })

  it('keeps what was typed when it refuses, with the message beside its field', async () => {
    const ada = await someone()
    const fields = { fullName: '', username: 'A!', bio: 'Kept <b>bio</b>' }
    const answer = await ada.submit('/settings', fields, 'PATCH')
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Kept &lt;b&gt;bio&lt;/b&gt;')
    expect(html).toContain('Tell people your name.')
    expect(html).toContain('id="username-error"')
  })

  it.each([
    [{ fullName: '   ' }, 'fullName'],
    [{ fullName: '\u200B\u200B' }, 'fullName'],
    [{ fullName: 'x'.repeat(81) }, 'fullName'],
    [{ fullName: 7 }, 'fullName'],
    [{ username: 'a' }, 'username'],
    [{ username: 'x'.repeat(31) }, 'username'],
    [{ username: 'ada_lovelace' }, 'username'],
    [{ username: '-ada' }, 'username'],
    [{ username: 'admin' }, 'username'],
    [{ username: 'deleted-ada' }, 'username'],
    [{ bio: 'x'.repeat(501) }, 'bio'],
    [{ location: 'x'.repeat(81) }, 'location'],
    [{ avatarUrl: 'http://a.example/x.png' }, 'avatarUrl'],
    [{ avatarUrl: 'javascript:alert(1)' }, 'avatarUrl'],
    [{ avatarUrl: '//a.example/x.png' }, 'avatarUrl'],
    [{ links: ['javascript:alert(1)'] }, 'links.0'],
    [{ links: ['', 'data:text/html,x'] }, 'links.1'],
    [{ links: ['https://ada:secret@a.example'] }, 'links.0'],
    [{ links: Array.from({ length: 6 }, (_, i) => `https://a.example/${i}`) }, 'links'],
    [{ links: 'https://a.example' }, 'links'],
  ])('refuses %j', async (fields, name) => {
    const ada = await someone()
    expect(Object.keys(await errorsOf(await ada.patch('/settings', fields)))).toEqual([name])
  })

  it('takes what is just within the limits', async () => {
    const ada = await someone()
    const fields = {
      ...{ fullName: 'x'.repeat(80), bio: 'x'.repeat(500), location: 'x'.repeat(80) },
      username: `z${crypto.randomUUID().replaceAll('-', '').slice(0, 29)}`,
      avatarUrl: `https://a.example/${'x'.repeat(282)}`,
      links: Array.from({ length: 5 }, (_, i) => `https://a.example/${i}`),
    }
    expect((await ada.patch('/settings', fields)).status).toBe(200)
    expect((await ada.json<Page>('/settings')).mine.profile).toMatchObject(fields)
  })

  it('gives a username to one person only, even when two ask at once', async () => {
    const people = await Promise.all([someone(), someone('Ben'), someone('Cleo')])
    const username = `taken-${crypto.randomUUID().slice(0, 8)}`
    const answers = await Promise.all(people.map((each) => each.patch('/settings', { username })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
    for (const answer of answers.filter(({ status }) => status === 422))
      expect(await errorsOf(answer)).toHaveProperty('username')
  })

  it('moves the profile to the new address; the old one is nobody’s', async () => {
    const ada = await someone()
    const username = `moved-${crypto.randomUUID().slice(0, 8)}`
    await ada.patch('/settings', { username: ` @${username.toUpperCase()} ` })
    expect((await guest().get(`/@${username}`)).status).toBe(200)
    expect((await guest().get(`/@${ada.username}`)).status).toBe(404)
  })

  it('keeps a name and a picture that were chosen here, and follows Clerk in the rest', async () => {
    const user = clerkUser()
    const token = await signUp()
    await tell('user.created', { ...user, id: token.userId })
    const { person } = await enter(token)
    await person.patch('/settings', { fullName: 'My own' })
    const later = { ...user, id: token.userId, updated_at: Date.now() + 60_000 }
    await tell('user.updated', { ...later, image_url: 'https://img.example/new.png' })
    expect((await person.json<Page>('/settings')).mine.profile).toMatchObject({
      fullName: 'My own',
      avatarUrl: 'https://img.example/new.png',
    })
    await person.patch('/settings', { avatarUrl: '' })
    await tell('user.updated', { ...later, updated_at: later.updated_at + 1 })
    expect((await person.json<Page>('/settings')).mine.profile.avatarUrl).toBeNull()
  })

  it('is not for guests', async () => {
    expect((await guest().patch('/settings', { bio: 'x' })).status).toBe(401)
  })
})

describe('GET /settings/username', () => {
  it('says whether a username is free, while it is typed', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    const ask = (username: string) => ada.json(`/settings/username?username=${username}`)
    expect(await ask(ada.username)).toEqual({ username: ada.username, error: null })
    expect(await ask(ben.username)).toMatchObject({ error: expect.stringContaining('Somebody') })
    expect(await ask('admin')).toMatchObject({ error: expect.any(String) })
    const html = await ada.get(`/settings/username?username=${ada.username}`, {
      ...{ accept: 'text/html', 'hx-request': 'true' },
    })
    expect(await html.text()).toMatch(/^<output/)
    expect((await guest().get('/settings/username?username=x')).status).toBe(401)
  })
})

describe('DELETE /settings/sessions/:session', () => {
  it('signs out one device', async () => {
    const token = await signUp()
    const { person } = await enter(token)
    const other = await enter(await signInAgain(token.userId))
    const { sessions } = (await person.json<Page>('/settings')).mine
    expect(sessions.map(({ isThis }) => isThis).sort()).toEqual([false, true])
    const there = sessions.find(({ isThis }) => !isThis)
    expect((await person.delete(`/settings/sessions/${there?.id}`)).status).toBe(200)
    expect((await other.person.get('/settings')).status).toBe(401)
    expect((await person.get('/settings')).status).toBe(200)
  })

  it('signs out this one too, and never somebody else’s', async () => {
    const [ada, eve] = [await someone(), await someone('Eve')]
    const [session] = (await ada.json<Page>('/settings')).mine.sessions
    const path = `/settings/sessions/${session?.id}`
    await eve.delete(path)
    expect((await ada.get('/settings')).status).toBe(200)
    expect((await ada.submit(path, {}, 'DELETE')).headers.get('location')).toBe('/')
    expect((await ada.get('/settings')).status).toBe(401)
  })

  it('knows no ids that are none', async () => {
    const ada = await someone()
    expect((await ada.delete('/settings/sessions/nonsense')).status).toBe(404)
    expect((await guest().delete(`/settings/sessions/${crypto.randomUUID()}`)).status).toBe(401)
  })
})

describe('DELETE /settings', () => {
  it('deletes the account, here and at Clerk, once its username is typed', async () => {
    const token = await signUp()
    const { person } = await enter(token)
    const { username } = (await person.json<Page>('/settings')).mine.profile
    expect(await errorsOf(await person.delete('/settings', { confirm: 'yes' }))).toHaveProperty(
      'confirm',
    )
    expect((await person.get('/settings')).status).toBe(200)
    const answer = await person.submit('/settings', { confirm: `@${username}` }, 'DELETE')
    expect(answer.headers.get('location')).toBe('/')
    expect(person.cookies.has('oc_session')).toBe(false)
    expect((await guest().get(`/@${username}`)).status).toBe(404)
    const atClerk = await fetch(`${env.CLERK_API_URL}/v1/users/${token.userId}`, {
      headers: { authorization: `Bearer ${env.CLERK_SECRET_KEY}` },
    })
    expect(atClerk.status).toBe(404)
    expect((await enter(token)).response.status).toBe(403)
  })

  it('changes nothing when Clerk does not answer', async () => {
    const ada = await someone()
    const answer = await app.fetch(
      new Request(`${ORIGIN}/settings`, {
        method: 'DELETE',
        headers: {
          ...{ accept: 'application/json', 'content-type': 'application/json' },
          cookie: [...ada.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        body: JSON.stringify({ confirm: ada.username }),
      }),
      { ...env, CLERK_API_URL: 'http://127.0.0.1:9' },
      createExecutionContext(),
    )
    expect(answer.status).toBe(503)
    const [still] = await connect(env).select().from(profiles).where(eq(profiles.id, ada.id))
    expect(still).toMatchObject({ username: ada.username, deletedAt: null })
    expect((await guest().delete('/settings', { confirm: 'x' })).status).toBe(401)
  })
})
