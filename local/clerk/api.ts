import { type Context, Hono } from 'hono'
import type { Hooks } from './hooks.ts'
import type { Keys } from './keys.ts'
import type { Store } from './store.ts'
import { sessionJson, userJson } from './users.ts'

/** The part of Clerk's Backend API that OpenCircle calls, guarded by the secret key. */
export function apiRoutes({ keys, store, hooks }: { keys: Keys; store: Store; hooks: Hooks }) {
  return new Hono()
    .use(async (c, next) => {
      if (c.req.header('authorization') === `Bearer ${keys.secretKey}`) return next()
      return refuse(c, 401, 'clerk_key_invalid', 'The provided Clerk Secret Key is invalid.')
    })
    .get('/jwks', (c) => {
      const use = { use: 'sig', alg: 'RS256', kid: keys.keyId }
      return c.json({ keys: [{ ...keys.publicKey, ...use }] })
    })
    .get('/users/:id', async (c) => {
      const user = await store.find(c.req.param('id'))
      return user ? c.json(userJson(user)) : notFound(c)
    })
    .delete('/users/:id', async (c) => {
      const user = await store.find(c.req.param('id'))
      if (!user) return notFound(c)
      store.remove(user.clerkId)
      const gone = { id: user.clerkId, object: 'user', deleted: true }
      hooks.send('user.deleted', gone)
      return c.json(gone)
    })
    .get('/sessions', (c) => {
      const data = store.sessionsOf(c.req.query('user_id') ?? '').map(sessionJson)
      return c.json(c.req.query('paginated') ? { data, total_count: data.length } : data)
    })
    .post('/sessions/:id/revoke', (c) => {
      const session = store.session(c.req.param('id'))
      if (!session) return notFound(c)
      if (session.status === 'active') {
        store.end(session, 'revoked')
        hooks.send('session.revoked', sessionJson(session))
      }
      return c.json(sessionJson(session))
    })
    .notFound(notFound)
}

const notFound = (c: Context) => refuse(c, 404, 'resource_not_found', 'not found')

const refuse = (c: Context, status: 401 | 404, code: string, message: string) =>
  c.json({ errors: [{ message, long_message: message, code }] }, status)
