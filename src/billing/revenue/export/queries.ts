import { and, asc, eq, sql } from 'drizzle-orm'
import { membershipTiers as tiers } from '../../../communities/tiers/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { billingEntries as entries } from '../../ledger/tables.ts'

export type Cursor = { happenedAt: string; id: string }

/** The next rows of a community's ledger after a row, the oldest first. */
export const entriesAfter = (db: Db, communityId: string, after: Cursor | null, count: number) =>
  db
    .select({
      id: entries.id,
      kind: entries.kind,
      amount: entries.amount,
      currency: entries.currency,
      reference: entries.reference,
      // to the microsecond: the cursor must not lose what a Date cuts off
      at: sql<string>`to_char(${entries.happenedAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      tier: tiers.name,
      username: profiles.username,
      fullName: profiles.fullName,
    })
    .from(entries)
    .leftJoin(tiers, eq(tiers.id, entries.tierId))
    .leftJoin(profiles, eq(profiles.id, entries.userId))
    .where(
      and(
        eq(entries.communityId, communityId),
        after
          ? sql`(${entries.happenedAt}, ${entries.id}) > (${after.happenedAt}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(asc(entries.happenedAt), asc(entries.id))
    .limit(count)
export type EntryRow = Awaited<ReturnType<typeof entriesAfter>>[number]
