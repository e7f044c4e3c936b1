import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Problem, refused } from './errors.ts'
import { expand } from './expand.ts'
import { type Answer, type Idempotency, openIdempotency } from './idempotency.ts'
import { prefixed } from './ids.ts'
import { paged } from './lists.ts'
import { check, type Input, isWithin, moment, readForm, text, whole } from './params.ts'
import { shown } from './shown.ts'
import type { Kind, Records } from './types.ts'
import type { World } from './world.ts'

type Call<T> = { id: string; sub: string; input: T; url: string }
type Shape = z.ZodRawShape
type Read<S extends Shape> = z.output<z.ZodObject<S>>

/** How the resources say which endpoints they have. */
export type Api = {
  world: World
  get<S extends Shape>(path: string, shape: S, answer: (call: Call<Read<S>>) => object): void
  post<S extends Shape>(path: string, shape: S, answer: (call: Call<Read<S>>) => object): void
  delete<S extends Shape>(path: string, shape: S, answer: (call: Call<Read<S>>) => object): void
  /** a list of one kind, newest first, of what `filter` lets through */
  list<K extends Kind, S extends Shape>(
    path: string,
    kind: K,
    shape: S,
    filter: (record: Records[K], call: Call<Read<S>>) => boolean,
  ): void
}

const common = { expand: z.array(text).optional() }
const cursors = {
  limit: whole.optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
  created: moment.optional(),
}

/** Stripe's API: keys, versions, forms, idempotency, expansion and errors are treated here. */
export function createApi(world: World, secretKey: string, resources: ((api: Api) => void)[]) {
  const app = new Hono()
  const idempotency = openIdempotency()
  app.use(async (c, next) => {
    const key = keyOf(c)
    if (key !== secretKey) return answerWith(c, world, unauthorized(key))
    const version = c.req.header('stripe-version')
    return !version || version === world.apiVersion
      ? next()
      : answerWith(
          c,
          world,
          failed(
            refused(
              `Invalid Stripe API version: ${version}. The local Stripe has ${world.apiVersion}.`,
            ),
          ),
        )
  })

  const on = <S extends Shape>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    shape: S,
    answer: (call: Call<Read<S>>) => object,
  ) => {
    // the shape's keys and the common ones are read by one object
    const schema = z.strictObject({ ...shape, ...common }) as unknown as z.ZodType<
      Read<S> & { expand?: string[] }
    >
    app.on(method, path, async (c) => {
      const query = new URL(c.req.url).search.slice(1)
      const form = method === 'GET' ? query : [query, await c.req.text()].filter(Boolean).join('&')
      const work = (): Answer => {
        const id = c.req.param('id') ?? ''
        return respond(world, () => {
          const input = check(schema, readForm(form))
          const call = { id, sub: c.req.param('sub') ?? '', input, url: c.req.path }
          return expand(world, shown(answer(call)), input.expand ?? [])
        })
      }
      const request = {
        id: prefixed('req', 14),
        idempotency_key: c.req.header('idempotency-key') ?? null,
      }
      const result = world.during(request, () =>
        method === 'POST' ? once(idempotency, c, form, work) : work(),
      )
      world.store.keep()
      return answerWith(c, world, result, request)
    })
  }

  const api: Api = {
    world,
    get: (path, shape, answer) => on('GET', path, shape, answer),
    post: (path, shape, answer) => on('POST', path, shape, answer),
    delete: (path, shape, answer) => on('DELETE', path, shape, answer),
    list: (path, kind, shape, filter) =>
      on('GET', path, { ...cursors, ...shape }, (call) => {
        // the cursors are of this object too, which the spread hides from the types
        const { created, ...page } = call.input as Read<typeof cursors>
        const found = world.store
          .all(kind)
          .filter((record) => !('created' in record) || isWithin(Number(record.created), created))
          .filter((record) => filter(record, call as Call<Read<typeof shape>>))
        return paged(found.reverse(), page, call.url)
      }),
  }
  for (const resource of resources) resource(api)
  app.notFound((c) => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}).`
    return answerWith(
      c,
      world,
      failed(new Problem(404, { type: 'invalid_request_error', message })),
    )
  })
  return app
}

/** Basic sign-in with the key as the name is what curl does. */
function keyOf(c: Context): string | undefined {
  const [scheme, value = ''] = (c.req.header('authorization') ?? '').split(' ')
  if (scheme === 'Basic') return Buffer.from(value, 'base64').toString().split(':')[0]
  return scheme === 'Bearer' ? value : undefined
}

function unauthorized(key: string | undefined): Answer {
  const message = key
    ? `Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`
    : "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
  return failed(new Problem(401, { type: 'invalid_request_error', message }))
}

function respond(_world: World, work: () => Input): Answer {
  try {
    return { status: 200, body: work() }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return failed(error)
  }
}

const failed = (problem: Problem): Answer => ({ status: problem.status, body: problem.body })

function once(idempotency: Idempotency, c: Context, form: string, work: () => Answer): Answer {
  const key = c.req.header('idempotency-key')
  if (!key) return work()
  return idempotency(key, `${c.req.path}?${form}`, work)
}

function answerWith(
  c: Context,
  world: World,
  answer: Answer,
  request = { id: prefixed('req', 14) },
) {
  c.header('request-id', request.id)
  c.header('stripe-version', world.apiVersion)
  const key = c.req.header('idempotency-key')
  if (key) c.header('idempotency-key', key)
  if (answer.replayed) c.header('idempotent-replayed', 'true')
  return c.json(answer.body, answer.status)
}
