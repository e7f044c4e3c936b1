import { type SQL, sql } from 'drizzle-orm'
import { grants } from './tables.ts'

/** A grant that is live at this moment. */
export const isLive: SQL = sql`(${grants.startsAt} <= now() and (${grants.endsAt} is null or ${grants.endsAt} > now()))`
