import type { Db } from '../../db/connect.ts'
import { sendAll } from '../sweep/rules.ts'
import { findFanout, takeFanouts, tellPage } from './queries.ts'
import { PAGE, PAGES } from './rules.ts'

type At = { env: Env; db: Db; now: Date }

/** Each minute: has the queue go on with what is not yet told to all. */
export async function queueFanouts({ env, db, now }: At): Promise<void> {
  const { rows } = await takeFanouts(db, now)
  await sendAll(env.JOBS, 'fanout', rows)
}

/** Tells page after page; what one message leaves over, the next takes. */
export async function fanOut({ env, db }: At, id: string): Promise<void> {
  const [found] = (await findFanout(db, id)).rows
  if (!found) return
  for (let page = 0; page < PAGES; page++) {
    const [told] = (await tellPage(db, { id, audience: found.audience, limit: PAGE })).rows
    if (!told || told.isDone) return
  }
  await env.JOBS.send({ kind: 'fanout', id })
}
