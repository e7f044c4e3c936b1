import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { newIdPerRow } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { courseEnrollments, courses } from '../tables.ts'
import { coursePurchases } from './tables.ts'

/** Whether someone has paid for a course, and has not got their money back; with `courses` in scope. */
export const ownsCourse = (me: string | SQLWrapper): SQL<boolean> => sql<boolean>`exists (
  select 1 from ${coursePurchases} where ${coursePurchases.courseId} = ${courses.id}
    and ${coursePurchases.profileId} = ${me}::uuid
    and (${coursePurchases.endsAt} is null or ${coursePurchases.endsAt} > now()))`

/** One course that somebody paid for once. */
export type Bought = {
  profileId: string
  courseId: string
  reference: string
  amount: number
  currency: string
  startsAt: Date
  endsAt: Date | null
}

/**
 * Writes which courses someone has bought, and enrols them. Their progress outlives a refund. What
 * has ended there has ended here, by whatever clock.
 * @param only asked besides, of each statement. The first result says whose rights are others now.
 */
export const writeBought = (db: Db, bought: Bought[], only: SQL) => {
  const told = sql`jsonb_to_recordset(${JSON.stringify(bought)}::jsonb) as told("profileId" uuid,
    "courseId" uuid, reference text, amount int, currency text, "startsAt" timestamptz,
    "endsAt" timestamptz)
    join ${courses} on ${courses.id} = told."courseId"
    join ${profiles} on ${profiles.id} = told."profileId"`
  return [
    db.execute<{ profileId: string }>(sql`
      insert into ${coursePurchases} (id, course_id, profile_id, reference, amount, currency,
        starts_at, ends_at)
      select ${newIdPerRow()}, ${courses.id}, ${profiles.id}, told.reference, told.amount,
        told.currency, least(told."startsAt", now()),
        case when told."endsAt" is not null then least(told."endsAt", now()) end
      from ${told} where ${only}
      on conflict (reference) do update set ends_at = excluded.ends_at
        where (${coursePurchases.endsAt} is null) <> (excluded.ends_at is null)
      returning profile_id as "profileId"`),
    db.execute(sql`
      insert into ${courseEnrollments} (id, user_id, course_id)
      select ${newIdPerRow()}, ${profiles.id}, ${courses.id}
      from ${told} where ${only} and told."endsAt" is null
      on conflict (user_id, course_id) do nothing`),
  ] as const
}
