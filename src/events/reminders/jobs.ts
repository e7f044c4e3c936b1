import type { Db } from '../../db/connect.ts'
import { eventPath, whenWords } from '../rules.ts'
import { claimReminders, dueEvents, forgetReminders, tellReminded } from './queries.ts'
import { soonWords } from './rules.ts'

const ROUNDS = 5
/** Events that one batch reminds of, and the people that each of its statements tells. */
const AT_ONCE = 20
const PEOPLE = 2000

/**
 * Reminds those who go of what begins soon, once. What a tick does not get done, the next does; two
 * ticks at once claim different people.
 */
export async function remind({ db, now }: { db: Db; now: Date }): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const due = await dueEvents(db, AT_ONCE)
    const [first, ...rest] = due.flatMap((row) => {
      const endsAt = row.endsAt ?? new Date(row.startsAt.getTime() + 3600_000)
      const told = {
        title: `${soonWords(row.startsAt, now)}: ${row.title}`,
        body: whenWords({ ...row, endsAt }),
        link: eventPath({ slug: row.community, space: row.space }, row.id),
      }
      return [claimReminders(db, row, PEOPLE), tellReminded(db, { row, ...told })]
    })
    if (!first) return
    await db.batch([first, ...rest])
  }
}

/** What was sent for events that are long over is forgotten. */
export async function forgetOldReminders({ db }: { db: Db }): Promise<void> {
  await forgetReminders(db)
}
