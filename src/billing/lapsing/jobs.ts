import type { Db } from '../../db/connect.ts'
import { MOST_TAGS } from '../../edge/rules.ts'
import { forgetNow, forgetSoon } from '../../edge/touch.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { hideLapsed, tellOfEndedGifts } from './queries.ts'

/** Each minute: whose grace or last period is over has no tier any more, and the edge forgets it. */
export async function lapse({ env, db }: { env: Env; db: Db }): Promise<void> {
  const [{ rows }] = await db.batch([hideLapsed(db), tellOfEndedGifts(db)])
  const tags = rows.flatMap(({ profileId }) => rightsOf(profileId))
  const [first, rest] = [tags.slice(0, MOST_TAGS), tags.slice(MOST_TAGS)]
  if (first.length) await forgetNow(env, first, null)
  if (rest.length) await forgetSoon(env, rest, null)
}
