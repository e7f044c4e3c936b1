import type { Db } from '../../db/connect.ts'
import { forgetSoon } from '../../edge/touch.ts'
import { announce } from '../notices/queries.ts'
import { touchedByAppearing } from '../rules.ts'
import { duePosts, publishPost } from './queries.ts'

/** As many as one tick's batches can take together. */
const AT_ONCE = 20
const ROUNDS = 20

/**
 * Lets posts appear whose time has come, each with all that it tells in one transaction. A missed
 * tick is made up for by the next; one that repeats, or runs beside another, finds them out.
 */
export async function publishDue({ db, env }: { db: Db; env: Env }): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const due = await duePosts(db, AT_ONCE)
    const [first, ...rest] = due.flatMap((post) => {
      const told = { ...post, href: `/${post.slug}/posts/${post.id}` }
      return [publishPost(db, post), ...announce(db, told)]
    })
    if (first) {
      await db.batch([first, ...rest])
      const places = due.map((post) => ({ ...post, space: post.space.slug }))
      await forgetSoon(env, places.flatMap(touchedByAppearing), null)
    }
    if (due.length < AT_ONCE) return
  }
}
