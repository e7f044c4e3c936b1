import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { sessions } from '../../profiles/sessions/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { isMuted, muting } from '../levels/queries.ts'
import { wanted } from '../preferences/queries.ts'
import { notificationPreferences as prefs } from '../preferences/tables.ts'
import { isOpenTo } from '../queries.ts'
import { notifications } from '../tables.ts'
import { unreadGroups } from '../unread/queries.ts'
import { pushes, pushSubscriptions as subs } from './tables.ts'

const MOST = 2000
const time = (now: Date): SQL => sql`${now.toISOString()}::timestamptz`

/** The browsers that something is due for, put on the queue: again after ten minutes. */
export const takeSubscriptions = (db: Db, now: Date) =>
  db.execute<{ id: string }>(sql`
    update ${subs} set queued_at = ${time(now)} where ${subs.id} in (
      select ${subs.id} from ${subs}
      where exists (select 1 from ${sessions} where ${sessions.id} = ${subs.sessionId}
          and ${sessions.endedAt} is null)
        and coalesce(${subs.queuedAt}, '-infinity') <= ${time(now)} - (case
          when ${subs.failures} = 0 then interval '50 seconds' else interval '10 minutes' end)
        and exists (select 1 from ${pushes} where ${pushes.subscriptionId} = ${subs.id}
          and ${pushes.doneAt} is null and ${pushes.dueAt} <= ${time(now)})
      limit ${sql.raw(`${MOST}`)} for update skip locked)
    returning id`)

/** Takes a browser in hand for a minute, so that what it is told keeps its order. */
export const holdSubscription = (db: Db, id: string, now: Date) =>
  db.execute<{
    profileId: string
    endpoint: string
    p256dh: string
    auth: string
    unread: number
  }>(sql`
    update ${subs} set held_until = ${time(now)} + interval '1 minute' from ${profiles}, ${sessions}
    where ${subs.id} = ${id}::uuid and ${profiles.id} = ${subs.profileId}
      and ${sessions.id} = ${subs.sessionId} and ${sessions.endedAt} is null
      and ${profiles.deletedAt} is null and coalesce(${subs.heldUntil}, '-infinity') <= ${time(now)}
    returning ${subs.profileId} as "profileId", ${subs.endpoint} as endpoint,
      ${subs.p256dh} as p256dh, ${subs.auth} as auth, ${unreadGroups(subs.profileId)} as unread`)

/** What a browser is still to be told now, in order: unread, to be seen, not muted since. */
export const duePushes = (db: Db, id: string, me: string, now: Date) =>
  db
    .select({
      id: notifications.id,
      type: notifications.type,
      topic: notifications.topic,
      cause: notifications.cause,
      title: notifications.title,
      body: notifications.body,
      link: notifications.link,
      isWanted: sql<boolean>`(not ${notifications.isRead} and ${isOpenTo(me)}
        and ${wanted(sql`${notifications.type}::text`, 'push')} = 'true'
        and ${notifications.createdAt} > ${time(now)} - interval '1 day'
        and not (${muting(notifications.type)} and ${isMuted(notifications.userId, {
          topic: notifications.topic,
          spaceId: notifications.spaceId,
        })}))`,
    })
    .from(pushes)
    .innerJoin(notifications, eq(notifications.id, pushes.notificationId))
    .leftJoin(prefs, eq(prefs.profileId, notifications.userId))
    .where(
      sql`${pushes.subscriptionId} = ${id}::uuid and ${pushes.doneAt} is null
        and ${pushes.dueAt} <= ${time(now)}`,
    )
    .orderBy(notifications.id)
    .limit(50)

/** Notes that a browser was told. */
export const endPushes = (db: Db, subscription: string, ids: string[], now: Date) =>
  db
    .update(pushes)
    .set({ doneAt: now })
    .where(
      and(
        eq(pushes.subscriptionId, subscription),
        sql`${pushes.notificationId} = any(${`{${ids.join(',')}}`}::uuid[])`,
      ),
    )

export const releaseSubscription = (db: Db, id: string, told: { at: Date } | 'failed') =>
  db
    .update(subs)
    .set(
      told === 'failed'
        ? { heldUntil: null, failures: sql`${subs.failures} + 1` }
        : { heldUntil: null, failures: 0, lastSentAt: told.at },
    )
    .where(eq(subs.id, id))

export const deleteSubscription = (db: Db, id: string) => db.delete(subs).where(eq(subs.id, id))

/** The browsers that someone has turned on, the newest first. */
export const subscriptionsOf = (db: Db, me: string | null) =>
  db
    .select({
      id: subs.id,
      device: subs.device,
      createdAt: subs.createdAt,
      lastSentAt: subs.lastSentAt,
    })
    .from(subs)
    .innerJoin(sessions, eq(sessions.id, subs.sessionId))
    .where(sql`${subs.profileId} = ${me}::uuid and ${sessions.endedAt} is null`)
    .orderBy(desc(subs.createdAt))
    .limit(20)

type Subscription = {
  id: string
  profileId: string
  sessionId: string
  endpoint: string
  p256dh: string
  auth: string
  device: string
}

/** Keeps where a browser listens; whoever uses the browser now is its owner. */
export const upsertSubscription = (db: Db, given: Subscription) => {
  const { id: _id, endpoint: _endpoint, ...rest } = given
  return db
    .insert(subs)
    .values(given)
    .onConflictDoUpdate({ target: subs.endpoint, set: { ...rest, failures: 0 } })
    .returning({ id: subs.id })
}

/** What one's own browser was still to be told where it listened before, it is told where it does now. */
export const movePushes = (db: Db, me: string, from: string, to: string) =>
  db.execute(sql`
    update ${pushes} set subscription_id = now_at.id
    from ${subs} before, ${subs} now_at
    where before.endpoint = ${from} and before.profile_id = ${me}::uuid
      and now_at.endpoint = ${to} and now_at.profile_id = ${me}::uuid
      and ${pushes.subscriptionId} = before.id and ${pushes.doneAt} is null
      and not exists (select 1 from ${pushes} twin where twin.subscription_id = now_at.id
        and twin.notification_id = ${pushes.notificationId})`)

/** Tells one of one's own browsers no more. */
export const deleteOwnSubscription = (db: Db, me: string, id: string) =>
  db.delete(subs).where(and(eq(subs.id, id), eq(subs.profileId, me)))

/** The same by where it listens, as the browser itself knows it. */
export const deleteOwnEndpoint = (db: Db, me: string, endpoint: string) =>
  db.delete(subs).where(and(eq(subs.endpoint, endpoint), eq(subs.profileId, me)))
