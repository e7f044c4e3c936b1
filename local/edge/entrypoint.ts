import type { WorkerEntrypoint } from 'cloudflare:workers'
import { answer } from './answer.ts'
import { keyOf } from './key.ts'
import { cacheOf } from './purge.ts'

type Entrypoint<Props> = new (
  ctx: ExecutionContext<Props>,
  env: Env,
) => WorkerEntrypoint<Env, Props> & { fetch(request: Request): Promise<Response> }

/**
 * An entrypoint with the rules of Workers Cache in front of its `fetch`, and `this.ctx.cache` for
 * its methods: what the platform does where `cache.enabled` is said. workerd alone has no cache.
 * https://developers.cloudflare.com/workers/cache/
 */
export function cachedBy<Props>(name: string, Real: Entrypoint<Props>): Entrypoint<Props> {
  const cache = cacheOf(name)
  return class extends Real {
    constructor(ctx: ExecutionContext<Props>, env: Env) {
      super(ctx, env)
      Object.assign(this, { ctx: contextWith(cache, ctx) })
    }

    override fetch(request: Request): Promise<Response> {
      const { key, path, written } = keyOf(name, this.ctx.props, request)
      return answer({
        key,
        path,
        props: written,
        entrypoint: name,
        request,
        run: async (asked) => super.fetch(asked),
        waitUntil: (promise) => this.ctx.waitUntil(promise),
      })
    }
  }
}

// the native context takes no property, and its methods want it as `this`
function contextWith<Props>(cache: CacheContext, ctx: ExecutionContext<Props>) {
  return {
    cache,
    props: ctx.props,
    get exports() {
      return ctx.exports
    },
    waitUntil: (promise: Promise<unknown>) => ctx.waitUntil(promise),
    passThroughOnException: () => ctx.passThroughOnException(),
  }
}
