import { eq, sql } from 'drizzle-orm'
import { communities } from '../../../communities/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { spaces } from '../../tables.ts'
import { works } from '../queries.ts'
import { spaceInvites as invites, type LetterState } from '../tables.ts'

/** Tries after which whoever invites sends the link. */
const TRIES = 8
/** Letters that one tick puts on the queue. */
const MOST = 500

const time = (now: Date) => sql`${now.toISOString()}::timestamptz`

/** Invitations that still wait to be sent, to be put on the queue again: once in ten minutes. */
export const takeInvitations = (db: Db, now: Date) =>
  db.execute<{ id: string }>(sql`
    update ${invites} set queued_at = ${time(now)} where ${invites.id} in (
      select due.id from ${invites} due where due.letter = 'waiting' and due.expires_at > ${time(now)}
        and due.queued_at <= ${time(now)} - interval '10 minutes'
      order by due.queued_at limit ${sql.raw(`${MOST}`)} for update skip locked)
    returning id`)

/** Takes one in hand for two minutes, while its link works and nobody else has it. */
export const holdInvitation = (db: Db, id: string, now: Date) =>
  db
    .update(invites)
    .set({
      heldUntil: sql`${time(now)} + interval '2 minutes'`,
      attempts: sql`${invites.attempts} + 1`,
    })
    .where(
      sql`${invites.id} = ${id}::uuid and ${invites.letter} = 'waiting' and ${works}
        and coalesce(${invites.heldUntil}, '-infinity') <= ${time(now)}`,
    )
    .returning({ id: invites.id })

/** What it says, of a place that is there. */
export const findInvitation = (db: Db, id: string) =>
  db
    .select({
      email: sql<string>`${invites.email}`,
      code: invites.code,
      expiresAt: invites.expiresAt,
      by: profiles.fullName,
      space: spaces.name,
      description: spaces.description,
      community: communities.name,
      slug: communities.slug,
      brandColor: communities.brandColor,
    })
    .from(invites)
    .innerJoin(
      profiles,
      sql`${profiles.id} = ${invites.createdBy} and ${profiles.deletedAt} is null`,
    )
    .innerJoin(spaces, sql`${spaces.id} = ${invites.spaceId} and not ${spaces.isArchived}`)
    .innerJoin(
      communities,
      sql`${communities.id} = ${spaces.communityId} and ${communities.deletedAt} is null`,
    )
    .where(sql`${invites.id} = ${id}::uuid and ${invites.email} is not null`)

/** Lets another try begin at once, unless there were enough. */
export const releaseInvitation = (db: Db, id: string) =>
  db
    .update(invites)
    .set({
      heldUntil: null,
      letter: sql`case when ${invites.attempts} < ${sql.raw(`${TRIES}`)} then 'waiting' else 'failed' end`,
    })
    .where(eq(invites.id, id))

/** Notes what became of the letter. */
export const endInvitation = (db: Db, id: string, letter: LetterState, providerId?: string) =>
  db.update(invites).set({ letter, providerId, heldUntil: null }).where(eq(invites.id, id))

/** Notes what the provider reported of a letter. */
export const noteInvitation = (db: Db, providerId: string, letter: 'bounced' | 'stopped') =>
  db
    .update(invites)
    .set({ letter })
    .where(eq(invites.providerId, providerId))
    .returning({ id: invites.id })
