import type { Db } from '../../../../db/connect.ts'
import { closing, overdueAttempts } from './queries.ts'

const MOST = 100

/** Each minute: what was answered when the time was up is handed in. */
export async function closeOverdue({ db, now }: { db: Db; now: Date }): Promise<void> {
  const overdue = await overdueAttempts(db, now, MOST)
  const [first, ...rest] = overdue.flatMap((attempt) => closing(db, attempt, attempt.answers))
  if (first) await db.batch([first, ...rest])
}
