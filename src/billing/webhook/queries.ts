import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { stripeEvents } from '../tables.ts'

type Heard = { id: string; type: string; customerId: string | null; happenedAt: Date }

/** Notes an event, once; one about a customer who is nobody here is not noted. */
export const noteEvent = (db: Db, event: Heard) =>
  db.execute<{ isOurs: boolean }>(sql`
    with noted as (
      insert into ${stripeEvents} (id, type, customer_id, happened_at)
      select ${event.id}, ${event.type}, ${event.customerId}, ${event.happenedAt.toISOString()}::timestamptz
      where ${event.customerId}::text is null or ${isKnown(event.customerId)}
      on conflict (id) do nothing)
    select (${event.customerId}::text is null or ${isKnown(event.customerId)}) as "isOurs"`)

const isKnown = (customerId: string | null) => sql`exists (
  select 1 from ${profiles} where ${profiles.stripeCustomerId} = ${customerId})`
