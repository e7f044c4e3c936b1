import { type SQL, sql } from 'drizzle-orm'
import { mayIn } from '../../../communities/queries.ts'
import { communities } from '../../../communities/tables.ts'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import { newId, newIdPerRow } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { billingEntries } from '../../ledger/tables.ts'
import { subscriptions } from '../../tables.ts'
import { ROOTS } from '../parts/rules.ts'
import { billingChecks as checks, billingCheckParts as parts } from '../tables.ts'

/** A check that nobody has heard of for six hours is over: the next one may begin. */
const giveUp = (db: Db, which: SQL) =>
  db.execute(sql`
    update ${checks} set finished_at = now() where ${checks.finishedAt} is null
      and ${checks.createdAt} < now() - interval '6 hours' and ${which}`)

const addRoots = (db: Db, which: SQL) =>
  db.execute(sql`
    insert into ${parts} (check_id, part)
    select ${checks.id}, root.part from ${checks},
      jsonb_array_elements_text(${JSON.stringify(ROOTS)}::jsonb) as root(part)
    where ${checks.finishedAt} is null and ${which}
    on conflict do nothing`)

/** The roots that are still to be done. */
const rootsToDo = (db: Db, which: SQL) =>
  db.execute<{ checkId: string; part: string }>(sql`
    select ${parts.checkId} as "checkId", ${parts.part} from ${parts}
    join ${checks} on ${checks.id} = ${parts.checkId}
    where ${checks.finishedAt} is null and ${parts.doneAt} is null and ${which}
      and ${parts.part} in (select jsonb_array_elements_text(${JSON.stringify(ROOTS)}::jsonb))
    order by ${parts.checkId}, ${parts.part}`)

/** The night's check for every community that sells or has sold; a night that is begun twice is one. */
export const startNight = (db: Db, day: string) => {
  const isTonight = sql`${checks.slot} = ${`night:${day}`}`
  return [
    giveUp(db, sql`true`),
    db.execute(sql`
      insert into ${checks} (id, community_id, slot)
      select ${newIdPerRow()}, ${communities.id}, ${`night:${day}`} from ${communities}
      where ${communities.deletedAt} is null and (
        exists (select 1 from ${billingEntries} where ${billingEntries.communityId} = ${communities.id})
        or exists (select 1 from ${tiers} left join ${subscriptions} on ${subscriptions.tierId} = ${tiers.id}
          where ${tiers.communityId} = ${communities.id}
            and (${tiers.priceCents} > 0 or ${subscriptions.id} is not null)))
      on conflict do nothing`),
    addRoots(db, isTonight),
    rootsToDo(db, isTonight),
  ] as const
}

/** A check of one community for someone who may; while one is on its way, that one. */
export const startNow = (db: Db, communityId: string, me: string) => {
  const isHere = sql`${checks.communityId} = ${communityId}::uuid`
  return [
    giveUp(db, isHere),
    db.execute(sql`
      insert into ${checks} (id, community_id, slot)
      select ${newId()}::uuid, ${communityId}::uuid, ${`now:${newId()}`}
      where ${mayIn(communityId, me, 'revenue')}
      on conflict do nothing`),
    addRoots(db, isHere),
    rootsToDo(db, isHere),
  ] as const
}

/** Each night: forgets what was found two months ago. */
export const forgetChecks = (db: Db) =>
  db.execute(sql`delete from ${checks} where ${checks.createdAt} < now() - interval '60 days'`)
