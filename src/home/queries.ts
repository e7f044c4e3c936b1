import { sql } from 'drizzle-orm'
import type { Db } from '../db/connect.ts'

const PATIENCE_MS = 5000

/** Whether the database answers, and soon. */
export async function isReachable(db: Db): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS))
  const answer = db.execute(sql`select 1`).then(
    () => true,
    () => false,
  )
  return Promise.race([answer, late])
}
