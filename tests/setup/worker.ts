import { exports } from 'cloudflare:workers'
import { budget } from '../../local/edge/state.ts'
import worker, { Cached as Kept } from '../../local/edge/worker.ts'

/** Whether purges wait in their queue, as they do outside of tests. */
const gathering = { isOn: false }
export const gather = (isOn: boolean): void => {
  gathering.isOn = isOn
}

/** In whose name the purges of this minute are counted. */
const caller = { name: '' }
export const countPurgesAnew = (): void => {
  caller.name = crypto.randomUUID()
}

/** Whether nothing listens where the Worker looks for its database. */
const database = { isAway: false }
export const takeDatabase = (isAway: boolean): void => {
  database.isAway = isAway
}

/**
 * The Worker of the tests. What a write names is forgotten before it is answered, so that others
 * see it at once: a test that reads what was written fails where a write names too little.
 */
export default {
  ...worker,
  fetch: (request, env, ctx) => worker.fetch(request, bound(env), ctx),
  queue: (batch, env) => worker.queue(batch, { ...env, PURGE_CALLS: counted(env) }),
} satisfies ExportedHandler<Env>

export class Cached extends Kept {
  constructor(ctx: ConstructorParameters<typeof Kept>[0], env: Env) {
    super(ctx, bound(env))
  }
}

const counted = ({ PURGE_CALLS }: Env): RateLimit => ({
  limit: ({ key }) => PURGE_CALLS.limit({ key: `${key}${caller.name}` }),
})

/** Sums of files that were asked for; whether their queue takes what it is given. */
export const sums = { asked: [] as unknown[], isAway: false }

/** Whether the account has Cloudflare Images. */
const images = { isAway: false }
export const takeImages = (isAway: boolean): void => {
  images.isAway = isAway
}

const TAKEN = { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }

/**
 * What the Worker is bound to, with what tests have changed of it. Jobs are not worked off by
 * themselves, some time after a test has ended: those that mean them say when.
 */
export const bound = (env: Env): Env => ({
  ...env,
  JOBS: idle(env.JOBS),
  DEAD: idle(env.DEAD),
  SUMS: kept(env.SUMS),
  ...(images.isAway && { IMAGES: undefined }),
  ...(!gathering.isOn && { PURGES: eager(env.PURGES) }),
  ...(database.isAway && { NEON_ENDPOINT: 'http://127.0.0.1:9/sql' }),
})

const eager = (queue: Queue): Queue<{ tags: string[] }> => ({
  send: async ({ tags }) => {
    budget.fill()
    for (let at = 0; at < tags.length; at += 100)
      await exports.Cached.purge(tags.slice(at, at + 100))
    return TAKEN
  },
  sendBatch: (messages, options) => queue.sendBatch(messages, options),
  metrics: () => queue.metrics(),
})

const kept = (queue: Queue): Queue => ({
  ...idle(queue),
  send: async (body) => {
    if (sums.isAway) throw new Error('Queue is overloaded')
    sums.asked.push(body)
    return TAKEN
  },
})

const idle = (queue: Queue): Queue => ({
  send: async () => TAKEN,
  sendBatch: async () => TAKEN,
  metrics: () => queue.metrics(),
})
