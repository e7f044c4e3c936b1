import type { Db } from '../../db/connect.ts'
import { forgetNow, forgetSoon } from '../../edge/touch.ts'
import { succeed } from './queries.ts'
import { touchedByLeaving, touchedByPassing } from './rules.ts'

/** No community stays with an owner who has been deleted. */
export async function passOn({ db, env }: { db: Db; env: Env }): Promise<void> {
  const [, passed, left] = await db.batch(succeed(db))
  const rights = touchedByPassing(passed.rows)
  const members = touchedByLeaving(left.rows)
  if (rights.length) await forgetNow(env, rights, null)
  if (members.length) await forgetSoon(env, members, null)
}
