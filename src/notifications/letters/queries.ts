import { desc, eq, type SQL, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { isMuted, muting } from '../levels/queries.ts'
import { wanted } from '../preferences/queries.ts'
import { notificationPreferences as prefs } from '../preferences/tables.ts'
import { isOpenTo } from '../queries.ts'
import { notifications } from '../tables.ts'
import { type LetterKind, letters, type Outcome } from './tables.ts'

/** Letters that one tick puts on the queue. */
const MOST = 2000
/** Tries after which only people try again, from the dead letters. */
const TRIES = 8

const time = (now: Date): SQL => sql`${now.toISOString()}::timestamptz`

/**
 * The letters that are due, put on the queue: again after ten minutes when nothing came of it. One
 * that waits for an earlier one of the same person waits on.
 */
export const takeLetters = (db: Db, now: Date) =>
  db.execute<{ id: string }>(sql`
    update ${letters} set queued_at = ${time(now)} where ${letters.id} in (
      select due.id from ${letters} due where due.done_at is null and due.due_at <= ${time(now)}
        and due.attempts < ${sql.raw(`${TRIES}`)}
        and coalesce(due.queued_at, '-infinity') <= ${time(now)} - interval '10 minutes'
        and not exists (select 1 from ${letters} before where before.profile_id = due.profile_id
          and before.kind = due.kind and before.scope = due.scope and before.id < due.id
          and before.done_at is null and before.attempts < ${sql.raw(`${TRIES}`)})
      order by due.due_at limit ${sql.raw(`${MOST}`)} for update skip locked)
    returning id`)

/** Closes a letter and takes it in hand for two minutes, unless somebody has it or it is done. */
export const holdLetter = (db: Db, id: string, now: Date) =>
  db.execute<{
    profileId: string
    kind: LetterKind
    scope: string
    clerkId: string
    name: string
  }>(sql`
    update ${letters} set held_until = ${time(now)} + interval '2 minutes',
      attempts = ${letters.attempts} + 1, closed_at = coalesce(${letters.closedAt}, ${time(now)})
    from ${profiles}
    where ${letters.id} = ${id}::uuid and ${profiles.id} = ${letters.profileId}
      and ${letters.doneAt} is null
      and coalesce(${letters.heldUntil}, '-infinity') <= ${time(now)}
    returning ${letters.profileId} as "profileId", ${letters.kind} as kind, ${letters.scope} as scope,
      ${profiles.clerkId} as "clerkId", ${profiles.fullName} as name`)

/** Lets another try begin at once. */
export const releaseLetter = (db: Db, id: string) =>
  db.update(letters).set({ heldUntil: null }).where(eq(letters.id, id))

/** Notes what became of a letter. */
export const endLetter = (db: Db, id: string, outcome: Outcome, now: Date, providerId?: string) =>
  db
    .update(letters)
    .set({ outcome, doneAt: now, providerId, heldUntil: null })
    .where(eq(letters.id, id))

/** The newest that one letter speaks of. */
const IN_ONE = 60

/**
 * What a letter still has to say as it is sent, newest first: what its reader has not read, may still see, has not
 * muted since, and still wants by mail.
 */
export const noticesIn = (db: Db, id: string, me: string) =>
  db
    .select({
      id: notifications.id,
      type: notifications.type,
      topic: notifications.topic,
      cause: notifications.cause,
      title: notifications.title,
      body: notifications.body,
      link: notifications.link,
      createdAt: notifications.createdAt,
      actor: { fullName: profiles.fullName, avatarUrl: profiles.avatarUrl },
      community: {
        slug: communities.slug,
        name: communities.name,
        brandColor: communities.brandColor,
      },
    })
    .from(notifications)
    .leftJoin(communities, eq(communities.id, notifications.communityId))
    .leftJoin(profiles, eq(profiles.id, notifications.actorId))
    .leftJoin(prefs, eq(prefs.profileId, notifications.userId))
    .where(
      sql`${notifications.letterId} = ${id}::uuid and not ${notifications.isRead}
        and ${isOpenTo(me)} and ${wanted(sql`${notifications.type}::text`, 'mail')} <> 'off'
        and not (${muting(notifications.type)} and ${isMuted(notifications.userId, {
          topic: notifications.topic,
          spaceId: notifications.spaceId,
        })})
        and exists (select 1 from ${profiles} reader where reader.id = ${notifications.userId}
          and reader.deleted_at is null)`,
    )
    .orderBy(desc(notifications.id))
    .limit(IN_ONE)
export type LetterNotice = Awaited<ReturnType<typeof noticesIn>>[number]

/** What became of the last letter to someone. */
export const lastLetter = (db: Db, me: string | null) =>
  db
    .select({ outcome: letters.outcome })
    .from(letters)
    .where(
      sql`${letters.profileId} = ${me}::uuid and ${letters.doneAt} is not null
        and ${letters.outcome} <> 'empty'`,
    )
    .orderBy(desc(letters.doneAt))
    .limit(1)
