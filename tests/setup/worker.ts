import { exports } from 'cloudflare:workers'
import worker, { Cached } from '../../local/edge/worker.ts'
import { budget } from '../../local/edge/state.ts'

export { Cached }

/** Whether purges wait in their queue, as they do outside of tests. */
const gathering = { isOn: false }
export const gather = (isOn: boolean): void => {
  gathering.isOn = isOn
}

/**
 * The Worker of the tests. What a write names is forgotten before it is answered, so that others
 * see it at once: a test that reads what was written fails where a write names too little.
 */
export default {
  ...worker,
  fetch: (request, env, ctx) =>
    worker.fetch(request, gathering.isOn ? env : { ...env, PURGES: eager(env.PURGES) }, ctx),
} satisfies ExportedHandler<Env>

const eager = (queue: Queue): Queue<{ tags: string[] }> => ({
  send: async ({ tags }) => {
    budget.fill()
    for (let at = 0; at < tags.length; at += 100)
      await exports.Cached.purge(tags.slice(at, at + 100))
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }
  },
  sendBatch: (messages, options) => queue.sendBatch(messages, options),
  metrics: () => queue.metrics(),
})
