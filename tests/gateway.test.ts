import { createExecutionContext, env, SELF } from 'cloudflare:test'
import { afterEach, describe, expect, it } from 'vitest'
import worker from '../src/index.ts'
import { community, guest, someone } from './community.ts'
import { ORIGIN } from './people.ts'
import { expectErrors } from './setup/strict.ts'
import { takeDatabase } from './setup/worker.ts'

const write = (headers: Record<string, string>, body = 'theme=dark') =>
  SELF.fetch(`${ORIGIN}/theme`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  })

describe('every response', () => {
  it('carries a request id, and a policy that lets nothing inline run', async () => {
    const response = await guest().get('/healthz')
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/unsafe/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('never takes a request id from outside', async () => {
    const response = await guest().get('/healthz', { 'x-request-id': 'mine' })
    expect(response.headers.get('x-request-id')).not.toBe('mine')
  })

  it('counts round trips: none for the liveness, one when the database is asked', async () => {
    const alive = await guest().get('/healthz')
    const asked = await guest().get('/healthz?database')
    expect(alive.headers.get('server-timing')).toBe('db;desc="0"')
    expect(asked.headers.get('server-timing')).toBe('db;desc="1"')
  })
})

describe('writes', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a null origin', { origin: 'null' }],
  ])('are refused from %s', async (_, headers) => {
    expect((await write(headers)).status).toBe(403)
  })

  it.each([
    ['our own pages', { 'sec-fetch-site': 'same-origin' }],
    ['our own origin', { origin: ORIGIN }],
    ['a script', {}],
  ])('are taken from %s', async (_, headers) => {
    expect((await write(headers)).status).toBe(303)
  })

  it('are limited, person by person', async () => {
    const [busy, calm] = [await someone('Busy'), await someone('Calm')]
    const statuses = new Set<number>()
    // the minute may turn once on the way: twice the limit of the tests is always enough
    for (let i = 0; i < 2100 && !statuses.has(429); i += 50) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => busy.post('/theme', { theme: 'light' })),
      )
      for (const { status } of answers) statuses.add(status)
    }
    expect([...statuses].sort()).toEqual([200, 429])
    expect((await calm.post('/theme', { theme: 'light' })).status).toBe(200)
  })

  it.each([
    ['a body that is no JSON', 'application/json', '{"theme": ', 400],
    ['JSON that is no object', 'application/json', '["dark"]', 400],
    ['another type', 'text/plain', 'theme=dark', 415],
    ['a megabyte', 'application/json', `{"theme": "${'x'.repeat(1_000_000)}"}`, 413],
    ['a broken multipart', 'multipart/form-data; boundary=x', 'nonsense', 400],
  ])('of %s are refused clearly', async (_, type, body, status) => {
    const response = await write({ 'content-type': type, accept: 'application/json' }, body)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ status, title: expect.any(String) })
  })
})

describe('a body', () => {
  it('is read no further than its limit', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++
        if (sent > 200) return controller.close()
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    const response = await worker.fetch(
      new Request(`${ORIGIN}/theme`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: endless,
      }),
      env,
      createExecutionContext(),
    )
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(20)
  })

  it('of JSON in JSON in JSON is refused clearly', async () => {
    const deep = `{"theme": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect((await write({ 'content-type': 'application/json' }, deep)).status).toBe(400)
  })
})

describe('odd input', () => {
  const odd: [string, unknown][] = [
    ['null', null],
    ['a number', 12],
    ['an array', ['a', 'b']],
    ['an object', { a: 1 }],
    ['true', true],
    ['nothing but blanks', '   '],
  ]

  it.each(odd)('as a title and content: %s never breaks', async (_, value) => {
    const { owner, space, at } = await withSpace()
    const response = await owner.post(at(`/s/${space}/posts`), { title: value, content: value })
    expect(response.status).toBe(422)
  })

  it('with U+0000 is kept without it', async () => {
    const { owner, space, at } = await withSpace()
    const post = { title: 'a\0b', content: 'c\0d' }
    const { id } = await (await owner.post(at(`/s/${space}/posts`), post)).json<{ id: string }>()
    const page = await owner.page(at(`/posts/${id}`))
    expect(page).toContain('ab')
    expect(page).not.toContain('\0')
  })

  it('with half a character is kept without it', async () => {
    const { owner, at } = await withSpace()
    const half = { name: 'Half \ud83d of one' }
    const made = await owner.request('POST', at('/tiers'), half, { accept: 'text/html' })
    expect(made.status).toBe(303)
    expect(await owner.page(at('/tiers'))).toContain('Half \ufffd of one')
  })

  it.each(['nope', '00000000-0000-0000-0000-000000000000', "1' or '1'='1", '..%2f..'])(
    'as an id is 404: %s',
    async (id) => {
      const { owner, at } = await withSpace()
      expect((await owner.get(at(`/posts/${id}`))).status).toBe(404)
      expect((await owner.get(at(`/posts/${id}`), { accept: 'text/html' })).status).toBe(404)
    },
  )

  it.each(['after=nonsense', 'after=2026-01-01T00:00:00Z_x', 'show=everything'])(
    'as a cursor shows the beginning: %s',
    async (query) => {
      const { owner, at } = await withSpace()
      expect((await owner.get(at(`?${query}`))).status).toBe(200)
    },
  )

  it.each(['/posts/%00', '?after=%00'])('in an address is 400: %s', async (rest) => {
    const { owner, at } = await withSpace()
    expect((await owner.get(at(rest))).status).toBe(400)
  })

  it('of another community is 404', async () => {
    const [here, there] = [await withSpace(), await withSpace()]
    const post = await there.made.post(there.owner, there.space)
    expect((await here.owner.get(here.at(`/posts/${post}`))).status).toBe(404)
    expect((await here.owner.delete(here.at(`/posts/${post}`))).status).toBe(404)
    expect((await here.owner.get(here.at(`/s/${there.space}`))).status).toBe(404)
  })
})

describe('an address', () => {
  it('with a slash too many leads to the one without', async () => {
    const { owner, at } = await withSpace()
    const answer = await owner.get(at('/about/?x=1'))
    expect(answer.status).toBe(301)
    expect(answer.headers.get('location')).toBe(`${ORIGIN}${at('/about?x=1')}`)
    const away = (await owner.get('//evil.example/')).headers.get('location')
    expect(new URL(away ?? ORIGIN).origin).toBe(ORIGIN)
  })

  it('is answered to HEAD as to GET, without a body', async () => {
    const { owner, at } = await withSpace()
    const answer = await owner.request('HEAD', at())
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('')
    expect((await owner.request('HEAD', '/no-such-community')).status).toBe(404)
  })
})

describe('when something is wrong', () => {
  afterEach(() => takeDatabase(false))

  it('a page says so as HTML or as problem details', async () => {
    const html = await guest().page('/no-such-community')
    expect(html).toContain('<!doctype html>')
    expect(html).toContain('Nothing here')
    const json = await guest().get('/no-such-community')
    expect(json.headers.get('vary')).toBe('Accept')
    const page = await guest().get('/no-such-community', { accept: 'text/html' })
    expect(page.headers.get('vary')).toBe('Accept')
    expect(await json.json()).toMatchObject({ status: 404, requestId: expect.any(String) })
  })

  it('the page is in the viewer’s theme, and offers no sign-in to those who are in', async () => {
    const ada = await someone()
    await ada.submit('/theme', { theme: 'dark' })
    const html = await ada.page('/no-such-community')
    expect(html).toContain('name="color-scheme" content="dark"')
    expect(html).not.toContain('Sign in')
    expect(await guest().page('/no-such-community')).toContain('Sign in')
  })

  it('with a write, signing in leads to the page it came from', async () => {
    const ask = (referer: string) =>
      SELF.fetch(`${ORIGIN}/inbox/read?_method=PUT`, {
        method: 'POST',
        headers: { accept: 'text/html', referer },
      }).then((response) => response.text())
    expect(await ask(`${ORIGIN}/loam/about?x=1`)).toContain('return_to=%2Floam%2Fabout%3Fx%3D1')
    expect(await ask('https://evil.example/x')).toContain('return_to=%2F"')
  })

  it('the log says what failed, and nothing of what was sent', async () => {
    const errors = expectErrors(1)
    const response = await worker.fetch(
      new Request(`${ORIGIN}/communities/slug?slug=my-secret`),
      { ...env, NEON_ENDPOINT: 'http://127.0.0.1:9/sql' },
      createExecutionContext(),
    )
    expect(response.status).toBe(503)
    expect(errors[0]).toContain('database away')
    expect(errors[0]).not.toContain('my-secret')
  })

  it('and the database is away, it is a plain 503', async () => {
    expectErrors(1)
    takeDatabase(true)
    const ask = (path: string) => guest().get(path, { accept: 'text/html' })
    const page = await ask('/some-community')
    expect(page.status).toBe(503)
    expect(await page.text()).toContain('Back in a moment')
    expect((await ask('/healthz?database')).status).toBe(503)
    expect((await ask('/healthz')).status).toBe(200)
  })

  it('local keys never serve a production deployment', async () => {
    expectErrors(1)
    const production = { ...env, ENVIRONMENT: 'production' }
    const response = await worker.fetch(
      new Request(`${ORIGIN}/healthz`),
      production,
      createExecutionContext(),
    )
    expect(response.status).toBe(500)
  })
})

async function withSpace() {
  const made = await community()
  return { made, owner: made.owner, space: await made.space(), at: made.at }
}
