import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import type { Stream } from '../../mail/letter.ts'
import { letters } from '../letters/tables.ts'

/** Notes on a letter what its provider reported, and gives of what stream it was. */
export const noteReport = (db: Db, providerId: string, outcome: 'bounced' | 'complained') =>
  db.execute<{ stream: Stream }>(sql`
    update ${letters} set outcome = ${outcome} where ${letters.providerId} = ${providerId}
    returning ${letters.kind} as stream`)
