import { type SQL, sql } from 'drizzle-orm'
import { newIdPerRow } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { KINDS } from '../kinds/rules.ts'
import { letters } from '../letters/tables.ts'
import { wanted } from '../preferences/queries.ts'
import { notificationPreferences as prefs } from '../preferences/tables.ts'
import { pushes, pushSubscriptions } from '../push/tables.ts'
import { notifications } from '../tables.ts'
import { afterQuiet, digestOf, nextDigest } from '../times/queries.ts'
import { BUNDLE_MINUTES, PAUSE_MINUTES } from '../times/rules.ts'

/**
 * Decides by which ways the oldest notices that nobody has looked at go out, in one statement that
 * claims them: into the letter that its reader's others wait in, and to each of their browsers.
 * Gives how many there were. Ones that run side by side take different rows.
 */
export const sweepPage = (db: Db, now: Date, limit: number) => {
  const at = sql`${now.toISOString()}::timestamptz`
  return db.execute<{ swept: number }>(sql`
    with page as materialized (
      select ${notifications.id} as id, ${notifications.userId} as user_id,
        coalesce(${notifications.communityId}::text, '') as community,
        ${notifications.type}::text as type, ${notifications.isRead} as is_read,
        ${notifications.createdAt} as created_at
      from ${notifications} where ${notifications.sweptAt} is null
      order by ${notifications.id} limit ${sql.raw(`${limit}`)} for update skip locked),
    wanted as materialized (
      select page.*, ${wanted(TYPE, 'mail')} as mail, ${wanted(TYPE, 'push')} = 'true' as push,
        ${digestOf} as digest, ${nextDigest(at)} as digest_at,
        ${isUrgent} as is_urgent,
        case when ${isUrgent} then ${at} else ${afterQuiet(at)} end as push_at,
        case when ${isUrgent} then ${at} else ${afterQuiet(sql`greatest(${at}, ${bundled(at)})`)} end as mail_at
      from page left join ${prefs} on ${prefs.profileId} = page.user_id),
    mails as materialized (
      select id, user_id, scope_of.*, case kind when 'digest' then digest_at else mail_at end as due_at
      from wanted cross join lateral (select
        case when is_read or mail = 'off' or (mail = 'digest' and digest = 'off') then null
          when mail = 'digest' then 'digest' when is_urgent then 'reminders' else 'notices' end as kind,
        case mail when 'digest' then '' else community end as scope) scope_of),
    opened as (
      insert into ${letters} (id, profile_id, kind, scope, due_at)
      select ${newIdPerRow()}, user_id, kind, scope, min(due_at) from mails where kind is not null
      group by user_id, kind, scope order by user_id, kind, scope
      on conflict (profile_id, kind, scope) where closed_at is null
      do update set due_at = least(${letters.dueAt}, excluded.due_at)
      returning id, profile_id, kind, scope),
    pushed as (
      insert into ${pushes} (subscription_id, notification_id, due_at)
      select ${pushSubscriptions.id}, wanted.id, wanted.push_at
      from wanted join ${pushSubscriptions} on ${pushSubscriptions.profileId} = wanted.user_id
      where wanted.push and not wanted.is_read on conflict do nothing),
    swept as (
      update ${notifications} set swept_at = ${at}, letter_id = opened.id
      from mails left join opened on opened.profile_id = mails.user_id
        and opened.kind = mails.kind and opened.scope = mails.scope
      where ${notifications.id} = mails.id returning 1)
    select count(*)::int as swept from swept`)
}

const TYPE = sql.raw('page.type')

const urgent = Object.entries(KINDS).flatMap(([kind, of]) => ('urgent' in of ? [`'${kind}'`] : []))
const isUrgent = sql`page.type in (${sql.raw(urgent.join(', '))})`

/** When a letter is sent that begins now: others may join it, and it keeps its distance to the last. */
const bundled = (at: SQL): SQL => sql`greatest(
  page.created_at + ${sql.raw(`interval '${BUNDLE_MINUTES} minutes'`)},
  (select max(${letters.doneAt}) + ${sql.raw(`interval '${PAUSE_MINUTES} minutes'`)} from ${letters}
    where ${letters.profileId} = page.user_id and ${letters.kind} = 'notices'
      and ${letters.doneAt} > ${at} - ${sql.raw(`interval '${PAUSE_MINUTES} minutes'`)}
      and ${letters.outcome} = 'sent'))`
