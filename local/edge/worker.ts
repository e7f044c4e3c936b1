import worker, { Cached as Real } from '../../src/index.ts'
import { unhurried } from './bucket.ts'
import { cachedBy } from './entrypoint.ts'

/** The Worker as it runs on this machine: with the platform's cache, which workerd lacks. */
export default {
  ...worker,
  fetch: (request, env, ctx) => worker.fetch(request, { ...env, FILES: unhurried(env.FILES) }, ctx),
  queue: (batch, env) => worker.queue(batch, { ...env, FILES: unhurried(env.FILES) }),
} satisfies ExportedHandler<Env>

export class Cached extends cachedBy('Cached', Real) {}
