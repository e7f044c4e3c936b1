import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { subscriptions } from '../tables.ts'
import type { Planned } from './rules.ts'

/** Writes which prices subscriptions have and will have. @param only asked besides */
export const writePlanned = (db: Db, planned: Planned[], only: SQL) =>
  db.execute(sql`
    update ${subscriptions} set price_id = told."priceId", next_price_id = told."nextPriceId",
      next_at = told."nextAt"
    from jsonb_to_recordset(${JSON.stringify(planned)}::jsonb) as told("stripeSubscriptionId" text,
      "priceId" text, "nextPriceId" text, "nextAt" timestamptz)
    where ${subscriptions.stripeSubscriptionId} = told."stripeSubscriptionId" and ${only}`)
