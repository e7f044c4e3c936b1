import type { Page } from 'playwright-core'
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
  const attacks: Attack[] = []
  const waiting = [...corpus.entries()]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, text] = next
      const as = await enemy(at, text)
      await overload(owner.page, admin.page, shelf, at, text)
      attacks.push(await spread(as, { slug, target, at, text }))
    }
  }
  await Promise.all([lane(), lane(), lane(), lane()])
  return { owner, slug, shelf, target, attacks }
}

type Enemy = { username: string; call: Call }

/** Someone whose name is the string, from the first moment on. */
async function enemy(at: number, text: string): Promise<Enemy> {
  const { url, clerkUrl } = inject('site')
  const username = `evil-${at}-${crypto.randomUUID().slice(0, 6)}`
  const email = `${username}@example.test`
  const signUp = await fetch(`${clerkUrl}/sign-up`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: clerkUrl },
    body: new URLSearchParams({ username, fullName: text.slice(0, 300), email }),
  })
  const token = cookieOf(signUp, '__session')
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
  const began = await fetch(`${url}/sessions`, { method: 'POST', headers })
  const cookie = began.headers.getSetCookie().map((line) => line.split(';')[0])
  const asks: Call = async (method, path, data = {}) => {
    const answer = await fetch(url + path, {
      method,
      headers: { ...JSON_BOTH_WAYS, cookie: cookie.join('; ') },
      body: JSON.stringify(data),
    })
    if (answer.status >= 500 || answer.status === 429 || answer.status === 401)
      throw new Error(`${method} ${path}: ${answer.status} for ${text}`)
    const { id = '' }: { id?: string } = await answer.json()
    return { status: answer.status, id }
  }
  return { username, call: asks }
}

const JSON_BOTH_WAYS = { accept: 'application/json', 'content-type': 'application/json' }

const cookieOf = (answer: Response, name: string): string =>
  new RegExp(`${name}=([^;]+)`).exec(answer.headers.getSetCookie().join('\n'))?.[1] ?? ''

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
  await call('POST', `/${home}/spaces`, { name: 'S', emoji: text, coverUrl: text })
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

/** Everything that those who run a community can name. */
async function overload(owner: Page, admin: Page, slug: string, at: number, text: string) {
  const words = { name: cut(text, 60), description: cut(text, 200) }
  const features = [cut(text, 120).replaceAll('\n', ' ')]
  await call(owner, 'POST', `/${slug}/tiers`, { ...words, features })
  await call(admin, 'POST', `/${slug}/spaces`, { ...words, slug: `s-${at}` })
}

const cut = (text: string, max: number) => text.slice(0, max)
