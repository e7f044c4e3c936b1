import { app } from './app.tsx'
import { handleBatch } from './queues.ts'
import { runCron } from './schedule.ts'

export { Cached } from './cached.ts'

export default {
  fetch: (request, env, ctx) => app.fetch(overridden(request), env, ctx),
  scheduled: (controller, env) => runCron(controller, env),
  queue: (batch, env) => handleBatch(batch, env),
} satisfies ExportedHandler<Env>

/** Forms know only GET and POST: they say PUT, PATCH or DELETE in the query. */
function overridden(request: Request): Request {
  if (request.method !== 'POST') return request
  const method = new URL(request.url).searchParams.get('_method')
  return method && ['PUT', 'PATCH', 'DELETE'].includes(method)
    ? new Request(request, { method })
    : request
}
