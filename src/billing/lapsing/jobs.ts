import type { Db } from '../../db/connect.ts'
import { forgetNow } from '../../edge/touch.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { hideLapsed } from './queries.ts'

/** Each minute: whose grace or last period is over has no tier any more, and the edge forgets it. */
export async function lapse({ env, db }: { env: Env; db: Db }): Promise<void> {
  const { rows } = await hideLapsed(db)
  const tags = rows.flatMap(({ profileId }) => rightsOf(profileId))
  // a hundred are what one call may name; the rest of so many expires within a minute
  if (tags.length) await forgetNow(env, tags.slice(0, 100), null)
}
