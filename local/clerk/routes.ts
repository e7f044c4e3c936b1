import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { fieldsOf, readSignUp, returnAddress } from './forms.ts'
import type { Hooks } from './hooks.ts'
import { type Keys, LOCAL_HOST } from './keys.ts'
import { lostPage, personPage, SHOWN, signInPage } from './pages.ts'
import { sessionClaims, signToken } from './sign.ts'
import type { Store } from './store.ts'
import { sessionJson, type User, userJson } from './users.ts'

type Parts = { keys: Keys; store: Store; hooks: Hooks; appUrl: string }

const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="11" fill="none" stroke="#6366f1" stroke-width="6"/></svg>'

/** Pages and forms for the person at the browser, and `/token` for scripts. */
export function pageRoutes(parts: Parts) {
  const { store, hooks, appUrl } = parts
  const back = (c: Context, wanted?: string) =>
    returnAddress(wanted, new URL(c.req.url).hostname, `${appUrl}/sign-in/callback`)

  const showSignIn = async (c: Context, more: Partial<Parameters<typeof signInPage>[0]> = {}) => {
    const search = (c.req.query('q') ?? '').trim()
    const found = (await store.all()).filter((user) => matches(user, search))
    const wanted = more.back ?? back(c, c.req.query('redirect_url'))
    const people = found.slice(0, SHOWN).map(withPicture)
    const status = more.errors ? 422 : 200
    return c.html(
      signInPage({ people, total: found.length, search, ...more, back: wanted }),
      status,
    )
  }

  /** pictures that OpenCircle itself serves have addresses without a host */
  const withPicture = (user: User): User => {
    const { avatarUrl } = user
    return avatarUrl?.startsWith('/') ? { ...user, avatarUrl: appUrl + avatarUrl } : user
  }

  return new Hono()
    .get('/style.css', (c) => c.body(style, 200, { 'content-type': 'text/css' }))
    .get('/icon.svg', (c) => c.body(icon, 200, { 'content-type': 'image/svg+xml' }))
    .get('/', (c) => c.redirect('/sign-in'))
    .get('/sign-in', async (c) => {
      const elsewhere = sameHost(c)
      return elsewhere ? c.redirect(elsewhere, 307) : showSignIn(c)
    })
    .post('/sign-in', async (c) => {
      const fields = await fieldsOf(c.req.raw)
      const wanted = back(c, fields.redirect_url)
      const user = await store.find(fields.user ?? '')
      if (user) return signIn(c, parts, user, wanted)
      return showSignIn(c, { back: wanted, errors: { form: `Nobody here is ${fields.user}.` } })
    })
    .post('/sign-up', async (c) => {
      const fields = await fieldsOf(c.req.raw)
      const wanted = back(c, fields.redirect_url)
      const { value, errors, ok } = await readSignUp(store, fields)
      if (!ok) return showSignIn(c, { back: wanted, signUp: value, errors })
      const user = store.add({ ...value, avatarUrl: null })
      hooks.send('user.created', userJson(user))
      return signIn(c, parts, user, wanted)
    })
    .post('/token', async (c) => {
      const fields = await fieldsOf(c.req.raw)
      const user = await store.find(fields.user ?? '')
      if (!user) return c.json({ error: `Nobody here is ${fields.user}.` }, 404)
      return c.json(await begin(parts, user, fields.origin ?? appUrl))
    })
    .get('/people/:id', async (c) => {
      const user = await store.find(c.req.param('id'))
      if (!user) return c.html(lostPage(), 404)
      const notice = { saved: 'Saved and told.', ended: 'Every session has ended.' }[
        c.req.query('done') ?? ''
      ]
      return c.html(personPage({ user, sessions: store.sessionsOf(user.clerkId), notice }))
    })
    .post('/people/:id', async (c) => {
      const user = await store.find(c.req.param('id'))
      if (!user) return c.html(lostPage(), 404)
      const fields = await fieldsOf(c.req.raw)
      const { value, errors, ok } = await readSignUp(store, fields, user)
      const avatarUrl = fields.avatarUrl?.trim() || null
      if (avatarUrl && !URL.canParse(avatarUrl, appUrl)) errors.avatarUrl = 'This is no address.'
      if (!ok || errors.avatarUrl) {
        const sessions = store.sessionsOf(user.clerkId)
        return c.html(personPage({ user: { ...user, ...value, avatarUrl }, sessions, errors }), 422)
      }
      hooks.send('user.updated', userJson(store.change(user, { ...value, avatarUrl })))
      return c.redirect(`/people/${user.clerkId}?done=saved`, 303)
    })
    .post('/people/:id/sessions/end', (c) => {
      for (const session of store.sessionsOf(c.req.param('id'))) {
        hooks.send('session.ended', sessionJson(store.end(session, 'ended')))
      }
      return c.redirect(`/people/${c.req.param('id')}?done=ended`, 303)
    })
    .post('/people/:id/delete', async (c) => {
      const user = await store.find(c.req.param('id'))
      if (!user) return c.html(lostPage(), 404)
      store.remove(user.clerkId)
      hooks.send('user.deleted', { id: user.clerkId, object: 'user', deleted: true })
      return c.redirect('/sign-in', 303)
    })
}

/** Cookies do not know ports, so the ones set here are the ones that OpenCircle reads. */
async function signIn(c: Context, parts: Parts, user: User, to: string) {
  const { jwt, claims } = await begin(parts, user, new URL(to).origin)
  const short = { path: '/', sameSite: 'Lax', maxAge: 60 } as const
  setCookie(c, '__session', jwt, short)
  setCookie(c, '__client_uat', `${claims.iat}`, short)
  return c.redirect(to, 303)
}

async function begin({ keys, store }: Parts, user: User, party: string) {
  const session = store.begin(user.clerkId)
  const claims = sessionClaims(session, { issuer: `https://${LOCAL_HOST}`, party })
  return { jwt: await signToken(keys, claims), sessionId: session.id, userId: user.clerkId, claims }
}

/** The same page on the host that the visitor came from: 127.0.0.1 and localhost share no cookies. */
function sameHost(c: Context): string | undefined {
  const wanted = c.req.query('redirect_url')
  if (!wanted || !URL.canParse(wanted)) return
  const url = new URL(c.req.url)
  const { hostname } = new URL(wanted)
  if (hostname === url.hostname || !['localhost', '127.0.0.1'].includes(hostname)) return
  url.hostname = hostname
  return url.href
}

function matches(user: User, search: string): boolean {
  const words = `${user.fullName} ${user.username} ${user.email} ${user.note ?? ''}`.toLowerCase()
  return words.includes(search.toLowerCase())
}
