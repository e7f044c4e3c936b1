import { sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { insertNotifications } from '../../notifications/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { eventRsvps } from '../rsvps/tables.ts'
import { topicOf } from '../rules.ts'
import { events } from '../tables.ts'
import { USUAL } from './rules.ts'
import { eventReminderChoices, eventReminders } from './tables.ts'

const usual = sql.raw(`'{${USUAL.join(',')}}'::int[]`)
const LONGEST = sql.raw(`interval '7 days'`)
const before = (minutes: typeof dueMinutes) => sql`interval '1 minute' * ${minutes}`
const dueMinutes = sql`due.minutes`

/**
 * Who is due to be reminded of what, and has not been: of the times that someone has chosen, the
 * last that has come. One that had come before they answered, chose, or the event was moved, is
 * not sent late.
 */
const due = sql`
  select ${events.id} as event_id, ${eventRsvps.userId} as user_id, due.minutes,
    ${events.startsAt} as starts_at
  from ${events}
  join ${eventRsvps} on ${eventRsvps.eventId} = ${events.id} and ${eventRsvps.status} = 'going'
  left join ${eventReminderChoices} on ${eventReminderChoices.userId} = ${eventRsvps.userId}
  cross join lateral (
    select min(chosen) as minutes
    from unnest(coalesce(${eventReminderChoices.minutes}, ${usual})) chosen
    where ${events.startsAt} - interval '1 minute' * chosen <= now()
  ) due
  where ${events.startsAt} > now() and ${events.startsAt} <= now() + ${LONGEST}
    and ${events.isPublished} and ${events.cancelledAt} is null and ${events.deletedAt} is null
    and due.minutes is not null
    and ${events.startsAt} - ${before(dueMinutes)} > greatest(${eventRsvps.updatedAt},
      ${events.movedAt}, ${eventReminderChoices.updatedAt})
    and not exists (select 1 from ${eventReminders} sent where sent.event_id = ${events.id}
      and sent.user_id = ${eventRsvps.userId} and sent.minutes = due.minutes
      and sent.starts_at = ${events.startsAt})`

/** Events of which someone is due to be reminded, some of them. */
export const dueEvents = (db: Db, limit: number) =>
  db
    .select({
      id: events.id,
      title: events.title,
      startsAt: events.startsAt,
      endsAt: events.endsAt,
      timezone: events.timezone,
      spaceId: events.spaceId,
      space: spaces.slug,
      community: communities.slug,
      minutes: sql<number>`due.minutes`,
    })
    .from(sql`(select event_id, minutes from (${due}) each_one group by 1, 2 limit ${limit}) due`)
    .innerJoin(events, sql`${events.id} = due.event_id`)
    .innerJoin(spaces, sql`${spaces.id} = ${events.spaceId}`)
    .innerJoin(communities, sql`${communities.id} = ${spaces.communityId}`)
    .orderBy(events.startsAt)
export type DueRow = Awaited<ReturnType<typeof dueEvents>>[number]

/** Claims the reminders of an event that are due, at most so many: whoever comes second gets none. */
export const claimReminders = (db: Db, { id, minutes }: DueRow, limit: number) =>
  db.execute<{ user_id: string }>(sql`
    insert into ${eventReminders} (event_id, user_id, minutes, starts_at)
    select event_id, user_id, minutes, starts_at from (${due}) each_one
    where event_id = ${id}::uuid and minutes = ${minutes}::int limit ${limit}
    on conflict do nothing returning user_id`)

type Told = { row: DueRow; title: string; body: string; link: string }

/** Tells those whose reminders this batch has claimed; after it. */
export const tellReminded = (db: Db, { row, ...told }: Told) =>
  insertNotifications(db, {
    ...told,
    ...{ type: 'event_reminder', actorId: null, spaceId: row.spaceId, topic: topicOf(row.id) },
    cause: `reminder:${row.id}:${row.minutes}:${row.startsAt.toISOString()}`,
    to: sql`select ${eventReminders.userId} from ${eventReminders}
      where ${eventReminders.eventId} = ${row.id}::uuid
        and ${eventReminders.minutes} = ${row.minutes}::int and ${eventReminders.createdAt} = now()`,
  })

/** What someone has chosen: one row, or none. */
export const choiceOf = (db: Db, me: string | null) =>
  db
    .select({ minutes: eventReminderChoices.minutes })
    .from(eventReminderChoices)
    .where(sql`${eventReminderChoices.userId} = ${me}::uuid`)

/** Notes what someone chooses, from now on. */
export const setChoice = (db: Db, me: string, minutes: number[]) =>
  db
    .insert(eventReminderChoices)
    .values({ userId: me, minutes })
    .onConflictDoUpdate({
      target: eventReminderChoices.userId,
      set: { minutes, updatedAt: sql`now()` },
    })

/** Forgets what was claimed for events that are long over. */
export const forgetReminders = (db: Db) =>
  db.execute(
    sql`delete from ${eventReminders} where ${eventReminders.startsAt} < now() - interval '30 days'`,
  )
