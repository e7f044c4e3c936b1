import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { sessions } from '../../profiles/sessions/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { fanouts } from '../fanout/tables.ts'
import { letters } from '../letters/tables.ts'
import { topicLevels } from '../levels/tables.ts'
import { notificationPreferences } from '../preferences/tables.ts'
import { pushes, pushSubscriptions } from '../push/tables.ts'
import { notifications } from '../tables.ts'
import { KEPT_DAYS, KEPT_LETTERS_DAYS, KEPT_LINES } from './rules.ts'

const days = (count: number) => sql.raw(`interval '${count} days'`)
const PAGE = sql.raw('5000')

/** A page of notices that are too old to be kept; gives how many went. */
export const deleteOldNotices = (db: Db, now: Date) =>
  db.execute<{ gone: number }>(sql`
    with gone as (delete from ${notifications} where ${notifications.id} in (
      select ${notifications.id} from ${notifications}
      where ${notifications.createdAt} < ${now.toISOString()}::timestamptz - ${days(KEPT_DAYS)}
      order by ${notifications.createdAt} limit ${PAGE}) returning 1)
    select count(*)::int as gone from gone`)

/** Keeps the newest of those inboxes that have grown beyond measure. */
export const deleteSurplusNotices = (db: Db) =>
  db.execute<{ gone: number }>(sql`
    with full_ones as (select ${notifications.userId} as id from ${notifications}
      group by 1 having count(*) > ${sql.raw(`${KEPT_LINES}`)} limit 100),
    gone as (delete from ${notifications} using full_ones
      where ${notifications.userId} = full_ones.id and ${notifications.id} <= (
        select n.id from ${notifications} n where n.user_id = full_ones.id
        order by n.id desc offset ${sql.raw(`${KEPT_LINES}`)} limit 1) returning 1)
    select count(*)::int as gone from gone`)

/** What has done its work: letters, pushes and fan-outs. */
export const deleteSpent = (db: Db, now: Date) => {
  const before = sql`${now.toISOString()}::timestamptz - ${days(KEPT_LETTERS_DAYS)}`
  return [
    db.execute(sql`delete from ${letters} where ${letters.doneAt} < ${before}`),
    db.execute(sql`delete from ${pushes} where ${pushes.doneAt} < ${before}`),
    db.execute(sql`delete from ${pushSubscriptions} using ${sessions}
      where ${sessions.id} = ${pushSubscriptions.sessionId} and ${sessions.endedAt} < ${before}`),
    db.execute(sql`delete from ${fanouts} where ${fanouts.doneAt} < ${before}`),
  ] as const
}

/** What was kept for people who have deleted their account. */
export const deleteKeptForDeleted = (db: Db) => {
  const gone = sql`(select ${profiles.id} from ${profiles} where ${profiles.deletedAt} is not null)`
  return [
    db.execute(sql`delete from ${letters} where ${letters.profileId} in ${gone}`),
    db.execute(
      sql`delete from ${pushSubscriptions} where ${pushSubscriptions.profileId} in ${gone}`,
    ),
    db.execute(sql`delete from ${topicLevels} where ${topicLevels.profileId} in ${gone}`),
    db.execute(
      sql`delete from ${notificationPreferences} where ${notificationPreferences.profileId} in ${gone}`,
    ),
  ] as const
}
