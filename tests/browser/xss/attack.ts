import { type APIRequestContext, type Page, request } from 'playwright-core'
import { inject } from 'vitest'
import { call, newcomer, type Visitor } from '../visitor.ts'
import { corpus } from './corpus.ts'

/** What one string became in each place that took it. */
export type Attack = { text: string; username: string; post: string; home: string }

export type Field = {
  owner: Visitor
  slug: string
  /** the slug of a community whose spaces and tiers bear the strings as names */
  shelf: string
  target: string
  attacks: Attack[]
  refused: number
}

type Call = (method: 'POST' | 'PATCH', path: string, data?: object) => Promise<Answer>
type Answer = { status: number; id: string }

/** Sends every string through every field that a person can fill, as that person. */
export async function attack(): Promise<Field> {
  const owner = await newcomer('Oda')
  const admin = await newcomer('Sid')
  const slug = `wall-${crypto.randomUUID().slice(0, 8)}`
  await call(owner.page, 'POST', '/communities', { name: 'Wall', slug })
  await call(owner.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard' })
  const shelf = `shelf-${slug}`
  await call(owner.page, 'POST', '/communities', { name: 'Shelf', slug: shelf })
  await call(admin.page, 'POST', `/${shelf}/membership`)
  await call(owner.page, 'PUT', `/${shelf}/members/${admin.username}/role`, { role: 'admin' })
  const { id } = await call<{ id: string }>(owner.page, 'POST', `/${slug}/s/yard/posts`, {
    title: 'Aim here',
    content: 'Say what you want.',
  })
  const target = `/${slug}/posts/${id}`
  let refused = 0
  const attacks: Attack[] = []
  const waiting = [...corpus.entries()]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, text] = next
      const as = await enemy(at, text)
      refused += await overload(owner.page, admin.page, shelf, at, text)
      attacks.push(await spread(as, { slug, target, at, text }))
      await as.context.dispose()
    }
  }
  await Promise.all([lane(), lane(), lane(), lane()])
  return { owner, slug, shelf, target, attacks, refused }
}

type Enemy = { username: string; call: Call; context: APIRequestContext }

/** Someone whose name is the string, from the first moment on. */
async function enemy(at: number, text: string): Promise<Enemy> {
  const { url, clerkUrl } = inject('site')
  const context = await request.newContext({ baseURL: url })
  const username = `evil-${at}-${crypto.randomUUID().slice(0, 6)}`
  await context.post(`${clerkUrl}/sign-up`, {
    form: {
      username,
      fullName: text.slice(0, 300),
      email: `${username}@example.test`,
      redirect_url: `${url}/sign-in/callback?return_to=/healthz`,
    },
    headers: { origin: clerkUrl },
  })
  const asks: Call = async (method, path, data) => {
    const answer = await context.fetch(path, { method, data, headers: JSON_ONLY })
    if (answer.status() >= 500 || answer.status() === 429)
      throw new Error(`${method} ${path}: ${answer.status()} for ${text}`)
    const body: { id?: string } = answer.ok() ? await answer.json() : {}
    return { status: answer.status(), id: body.id ?? '' }
  }
  return { username, call: asks, context }
}

const JSON_ONLY = { accept: 'application/json' }

/** Everything that a member can write. */
async function spread(
  { call, username }: Enemy,
  { slug, target, at, text }: { slug: string; target: string; at: number; text: string },
): Promise<Attack> {
  const home = `e${at}-${crypto.randomUUID().slice(0, 8)}`
  await call('PATCH', '/settings', {
    bio: text,
    location: text.slice(0, 80),
    fullName: cut(text, 80),
  })
  await call('PATCH', '/settings', { links: [text, `https://example.test/${text}`] })
  await call('PATCH', '/settings', { avatarUrl: text })
  await call('POST', '/communities', { name: cut(text, 60), slug: home, description: text })
  await call('PATCH', `/${home}`, { logoUrl: text, coverUrl: text, brandColor: text })
  await call('POST', `/${slug}/membership`)
  const { id } = await call('POST', `/${slug}/s/yard/posts`, {
    title: cut(text, 200),
    content: text,
    pollQuestion: cut(text, 200),
    pollOptions: [cut(text, 118), cut(`2${text}`, 118)],
  })
  await call('POST', `/${slug}/s/yard/posts`, { content: text, contentFormat: 'plain' })
  await call('POST', `${target}/comments`, { content: text })
  return { text, username, post: `/${slug}/posts/${id}`, home }
}

/** Everything that those who run a community can name. How many of these were refused. */
async function overload(owner: Page, admin: Page, slug: string, at: number, text: string) {
  const words = { name: cut(text, 60), description: cut(text, 200) }
  const tier = await owner.request.post(`/${slug}/tiers`, {
    data: { ...words, features: [cut(text, 120).replaceAll('\n', ' ')] },
    headers: JSON_ONLY,
  })
  const space = await admin.request.post(`/${slug}/spaces`, {
    data: { ...words, slug: `s-${at}`, ...(at % 4 === 0 && { emoji: text, coverUrl: text }) },
    headers: JSON_ONLY,
  })
  for (const { status } of [tier, space].map((answer) => ({ status: answer.status() })))
    if (status >= 500 || status === 429) throw new Error(`${status} for ${text}`)
  return Number(!tier.ok()) + Number(!space.ok())
}

const cut = (text: string, max: number) => text.slice(0, max)
