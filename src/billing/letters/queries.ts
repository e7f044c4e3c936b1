import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { mayIn } from '../../communities/queries.ts'
import { communities } from '../../communities/tables.ts'
import { newId, qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { PATIENCE_MINUTES } from './rules.ts'
import { aboutLetter, communitiesOfLetter } from './scope/queries.ts'
import { deadLetters as letters } from './tables.ts'

type Failed = { kind: string; id: string; error: string; tries: number; failedAt: string }

/** One row for each thing to do; one that was brought twice, or done since, changes nothing. */
export const keepLetter = (db: Db, { kind, id, error, tries, failedAt }: Failed) =>
  db.execute<{ id: string }>(sql`
    insert into ${letters} (id, kind, reference, error, tries, failed_at)
    values (${newId()}::uuid, ${kind}, ${id}, ${error}, ${tries}::int, ${failedAt}::timestamptz)
    on conflict (kind, reference) do update set state = 'waiting', error = excluded.error,
      tries = excluded.tries, failed_at = excluded.failed_at
      where excluded.failed_at > greatest(${letters.failedAt}, ${letters.settledAt})
    returning id`)

/** The work of these is done. */
export const settleLetters = (db: Db, done: { kind: string; id: string }[]) =>
  db.execute(sql`
    update ${letters} set state = 'settled', settled_at = now()
    from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as done(kind text, id text)
    where ${letters.kind} = done.kind and ${letters.reference} = done.id
      and ${letters.state} in ('waiting', 'sent')`)

export const forgetLetters = (db: Db) =>
  db.execute(sql`
    delete from ${letters} where ${letters.state} in ('settled', 'dismissed')
      and coalesce(${letters.settledAt}, ${letters.failedAt}) < now() - interval '90 days'`)

/** Staff of a community see its letters; those that tell of none are for staff of the deployment. */
const isSeenBy = (communityId: SQL | string, me: string | null): SQL => sql`(
  ${communityId} in ${communitiesOfLetter}
  or (not exists ${communitiesOfLetter} and exists (
    select 1 from ${profiles} where ${profiles.id} = ${me}::uuid and ${profiles.role} >= 'admin')))`

/** What lies there for someone who runs a community, the newest first; what is over, for a week. */
export const lettersFor = (db: Db, slug: string, me: string | null) =>
  db
    .select({
      id: letters.id,
      kind: letters.kind,
      reference: letters.reference,
      about: qualified(sql<string | null>`${aboutLetter}`),
      state: letters.state,
      error: letters.error,
      tries: letters.tries,
      failedAt: letters.failedAt,
      sentAt: letters.sentAt,
      settledAt: letters.settledAt,
    })
    .from(letters)
    .innerJoin(communities, and(eq(communities.slug, slug), isSeenBy(sql`${communities.id}`, me)))
    .where(sql`${letters.state} in ('waiting', 'sent')
      or coalesce(${letters.settledAt}, ${letters.failedAt}) > now() - interval '7 days'`)
    .orderBy(letters.state, desc(letters.failedAt))
    .limit(200)
export type Letter = Awaited<ReturnType<typeof lettersFor>>[number]

type At = { communityId: string; me: string; id: string }

const mine = ({ communityId, me, id }: At) =>
  and(
    eq(letters.id, id),
    isSeenBy(sql`${communityId}::uuid`, me),
    mayIn(communityId, me, 'revenue'),
  )

/** Takes a letter to send it: of several who press at once, one. */
export const claimLetter = (db: Db, at: At) =>
  db
    .update(letters)
    .set({ state: 'sent', sentAt: sql`now()` })
    .where(
      and(
        mine(at),
        sql`${letters.kind} <> 'unreadable' and (${letters.state} = 'waiting' or (${letters.state} = 'sent'
          and ${letters.sentAt} < now() - ${`${PATIENCE_MINUTES} minutes`}::interval))`,
      ),
    )
    .returning({ kind: letters.kind, reference: letters.reference })

/** The queue did not take it. */
export const unclaimLetter = (db: Db, at: At) =>
  db
    .update(letters)
    .set({ state: 'waiting', sentAt: null })
    .where(and(mine(at), eq(letters.state, 'sent')))

export const dismissLetter = (db: Db, at: At) =>
  db
    .update(letters)
    .set({ state: 'dismissed', settledAt: sql`now()` })
    .where(and(mine(at), sql`${letters.state} in ('waiting', 'sent')`))
