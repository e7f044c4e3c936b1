import { createExecutionContext, env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { guest, someone } from '../../../tests/community.ts'
import { ORIGIN } from '../../../tests/people.ts'
import { app } from '../../app.tsx'

const word = () => `f-${crypto.randomUUID().slice(0, 13)}`

type Spaces = { spaces: { slug: string }[] }

describe('founding a community', () => {
  it('makes it, its owner and its first spaces', async () => {
    const ada = await someone()
    const slug = word()
    const made = await ada.post('/communities', { name: 'Makers', slug })
    expect(made.status).toBe(201)
    expect(await made.json()).toMatchObject({ slug })
    const { spaces } = await ada.json<Spaces>(`/${slug}/spaces`)
    expect(spaces.map((space) => space.slug)).toEqual(['start-here', 'introductions', 'general'])
    expect((await ada.get(`/${slug}/settings`)).status).toBe(200)
    expect((await ada.page(`/${slug}`)).includes('Welcome to Makers')).toBe(true)
  })

  it('takes the address from the name', async () => {
    const ada = await someone()
    const name = `Café ${word()}`
    const made = await ada.submit('/communities', { name, slug: '', description: '' })
    expect(made.status).toBe(303)
    expect(made.headers.get('location')).toMatch(/^\/cafe-f-/)
  })

  it('asks for an account, and for a name', async () => {
    expect((await guest().post('/communities', { name: 'Makers' })).status).toBe(401)
    expect((await guest().get('/new')).status).toBe(401)
    const ada = await someone()
    const refused = await ada.post('/communities', { name: ' ', slug: word() })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ errors: { name: 'Give it a name.' } })
    const page = await ada.submit('/communities', { name: '', slug: 'kept-slug' })
    expect(page.status).toBe(422)
    expect(await page.text()).toContain('value="kept-slug"')
  })

  it('is for the staff of the deployment where it is set so', async () => {
    const ada = await someone()
    const cookie = [...ada.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const ask = (path: string, body?: object) =>
      app.fetch(
        new Request(ORIGIN + path, {
          method: body ? 'POST' : 'GET',
          headers: { cookie, accept: 'application/json', 'content-type': 'application/json' },
          body: body && JSON.stringify(body),
        }),
        { ...env, COMMUNITIES: 'staff' },
        createExecutionContext(),
      )
    expect((await ask('/new')).status).toBe(403)
    expect((await ask('/communities', { name: 'Makers', slug: word() })).status).toBe(403)
    expect(await (await ask('/')).json()).toMatchObject({ mine: { mayFound: false } })
  })

  it('refuses reserved and odd addresses', async () => {
    const ada = await someone()
    for (const slug of ['settings', 'sign-in', 'healthz', 'a b', 'UPPER_case', 'ab'])
      expect((await ada.post('/communities', { name: 'Makers', slug })).status, slug).toBe(422)
  })

  it('gives one address to one of many who ask at the same time', async () => {
    const people = await Promise.all([someone(), someone(), someone(), someone()])
    const slug = word()
    const answers = await Promise.all(
      people.map((person) => person.post('/communities', { name: 'Makers', slug })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422])
  })

  it('tells while typing whether an address is free', async () => {
    const ada = await someone()
    const slug = word()
    const check = (query: string) => ada.json(`/communities/slug?${query}`)
    expect(await check(`slug=${slug}`)).toEqual({ slug, free: true, problem: null })
    await ada.post('/communities', { name: 'Makers', slug })
    expect(await check(`slug=${slug}`)).toMatchObject({ free: false })
    expect(await check('slug=settings')).toMatchObject({ free: false })
    expect(await check(`name=My%20${slug}`)).toMatchObject({ slug: `my-${slug}`, free: true })
    expect(await ada.page(`/communities/slug?slug=${slug}`)).toMatch(/^<output id="slug-check"/)
  })
})
