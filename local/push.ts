import { Hono } from 'hono'
import * as z from 'zod'
import { listen } from './listen.ts'
import { pushKeys } from './push/keys.ts'

export type PushEnv = {
  VAPID_PUBLIC_KEY: string
  VAPID_PRIVATE_KEY: string
  PUSH_SERVICE_URL: string
}

type Taken = { headers: Record<string, string>; body: string }

/**
 * A stand-in for a push service, at which browsers of tests listen: it keeps what it is given, still
 * sealed, for whoever has the keys. Endpoints are `https://push.example.test/<any name>`.
 */
export async function startPush(options: {
  dataDir?: string
  port?: number
}): Promise<{ url: string; env: PushEnv; stop(): Promise<void> }> {
  const taken = new Map<string, Taken[]>()
  // what is answered next at an endpoint, instead of 201
  const answers = new Map<string, number[]>()
  const app = new Hono()
    .put('/:name/answers', async (c) => {
      answers.set(c.req.param('name'), z.array(z.number()).parse(await c.req.json()))
      return c.body(null, 204)
    })
    .get('/:name', (c) => c.json(taken.get(c.req.param('name')) ?? []))
    .post('/:name', async (c) => {
      const name = c.req.param('name')
      const answer = answers.get(name)?.shift()
      if (answer) return c.body(null, answer as 410)
      if (!c.req.header('authorization')?.startsWith('vapid t=')) return c.body(null, 401)
      const body = Buffer.from(await c.req.arrayBuffer()).toString('base64url')
      taken.set(name, [...(taken.get(name) ?? []), { headers: c.req.header(), body }])
      return c.body(null, 201)
    })
  const listener = await listen(app.fetch, options.port)
  return {
    url: listener.url,
    env: { ...(await pushKeys(options.dataDir)), PUSH_SERVICE_URL: listener.url },
    stop: () => listener.stop(),
  }
}
