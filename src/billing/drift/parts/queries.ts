import { and, eq, isNull, sql } from 'drizzle-orm'
import { communities } from '../../../communities/tables.ts'
import { newIdPerRow } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { tellEach } from '../../../notifications/queries.ts'
import type { Drift } from '../rules.ts'
import { billingDrifts, billingChecks as checks, billingCheckParts as parts } from '../tables.ts'

/** A part that is still to be done, and the community that it looks at. */
export const findPart = (db: Db, checkId: string, part: string) =>
  db
    .select({ checkId: checks.id, communityId: checks.communityId })
    .from(parts)
    .innerJoin(checks, eq(checks.id, parts.checkId))
    .innerJoin(communities, eq(communities.id, checks.communityId))
    .where(
      and(
        eq(parts.checkId, checkId),
        eq(parts.part, part),
        isNull(parts.doneAt),
        isNull(checks.finishedAt),
        isNull(communities.deletedAt),
      ),
    )

/** More parts of a check; those that it has already stay as they are. */
export const insertParts = (db: Db, checkId: string, more: string[]) =>
  db
    .insert(parts)
    .values(more.map((part) => ({ checkId, part })))
    .onConflictDoNothing()

type Seen = Drift & { isRepaired: boolean }

/**
 * A part is done, with what it found. The last one ends the check, and where a check of the night
 * leaves something to look at, the owner is told.
 */
export const finishPart = (db: Db, checkId: string, part: string, found: Seen[] = []) =>
  [
    // so that of two that end at once one sees the other
    db.select({ id: checks.id }).from(checks).where(eq(checks.id, checkId)).for('no key update'),
    db.execute(sql`
      insert into ${billingDrifts} (id, check_id, kind, subject, profile_id, is_repaired)
      select ${newIdPerRow()}, ${checkId}::uuid, seen.kind, seen.subject, seen."profileId",
        seen."isRepaired"
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        as seen(kind text, subject text, "profileId" uuid, "isRepaired" boolean)
      on conflict (check_id, kind, subject) do update
        set is_repaired = ${billingDrifts.isRepaired} and excluded.is_repaired`),
    db
      .update(parts)
      .set({ doneAt: sql`now()` })
      .where(and(eq(parts.checkId, checkId), eq(parts.part, part))),
    db
      .update(checks)
      .set({ finishedAt: sql`now()` })
      .where(
        and(
          eq(checks.id, checkId),
          isNull(checks.finishedAt),
          sql`not exists (select 1 from ${parts} where ${parts.checkId} = ${checkId}::uuid
            and ${parts.doneAt} is null)`,
        ),
      ),
    tellOwner(db, checkId),
  ] as const

const tellOwner = (db: Db, checkId: string) =>
  db.execute(
    tellEach(
      'membership_renewal',
      sql`
    select ${communities.ownerId} as user_id, ${communities.id} as community_id, null::uuid as space_id,
      'Stripe says otherwise' as title,
      'We compared your members with Stripe and found what we cannot mend alone.' as body,
      '/' || ${communities.slug} || '/revenue/check' as link, 'check:' || ${checks.id} as cause
    from ${checks} join ${communities} on ${communities.id} = ${checks.communityId}
    where ${checks.id} = ${checkId}::uuid and ${checks.finishedAt} is not null
      and ${checks.slot} like 'night:%' and exists (select 1 from ${billingDrifts}
        where ${billingDrifts.checkId} = ${checks.id} and not ${billingDrifts.isRepaired})`,
    ),
  )
