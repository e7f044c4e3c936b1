import { createExecutionContext, env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { guest, ORIGIN } from '../../tests/people.ts'
import { app } from '../app.tsx'

const ask = (path: string, changed: Partial<Env>) =>
  app.fetch(new Request(ORIGIN + path), { ...env, ...changed }, createExecutionContext())

const away = { NEON_ENDPOINT: 'http://127.0.0.1:9/sql' }

describe('GET /healthz', () => {
  it('is alive without a database', async () => {
    const answer = await ask('/healthz', away)
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }])
    expect(answer.headers.get('server-timing')).toBe('db;desc="0"')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('asks the database when asked to, and says plainly that it is away', async () => {
    expect((await guest().get('/healthz?database')).status).toBe(200)
    const answer = await ask('/healthz?database', away)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })
})

describe('POST /theme', () => {
  it('keeps the choice for a year and goes back to the page', async () => {
    const person = guest()
    const answer = await person.request(
      'POST',
      '/theme',
      { theme: 'dark' },
      {
        ...{ accept: 'text/html', referer: `${ORIGIN}/atelier?a=1` },
      },
    )
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/atelier?a=1'])
    expect(person.cookies.get('theme')).toBe('dark')
    expect(await person.page('/')).toContain('content="dark"')
  })

  it('goes home rather than astray', async () => {
    for (const referer of ['nonsense', `${ORIGIN}//evil.example/x`]) {
      const headers = { accept: 'text/html', referer }
      const answer = await guest().request('POST', '/theme', { theme: 'light' }, headers)
      expect(answer.headers.get('location')).toBe('/')
    }
  })

  it('refuses other colours', async () => {
    expect((await guest().post('/theme', { theme: 'pink' })).status).toBe(422)
  })
})
