import { desc, eq, sql } from 'drizzle-orm'
import { communityAt } from '../../communities/queries.ts'
import { membershipTiers as tiers } from '../../communities/tiers/tables.ts'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { billingDrifts, billingChecks as checks, billingCheckParts as parts } from './tables.ts'

/** The last checks of a community, the newest first, with what they found and how far they are. */
export const checksOf = (db: Db, slug: string) =>
  db
    .select({
      id: checks.id,
      createdAt: checks.createdAt,
      finishedAt: checks.finishedAt,
      isNightly: sql<boolean>`${checks.slot} like 'night:%'`,
      people: ofParts(sql`${parts.part} like 'customer:%'`),
      todo: ofParts(sql`${parts.doneAt} is null`),
      done: ofParts(sql`${parts.doneAt} is not null`),
      found: ofDrifts(sql`true`),
      repaired: ofDrifts(sql`${billingDrifts.isRepaired}`),
    })
    .from(checks)
    .where(sql`${checks.communityId} = ${communityAt(slug)}`)
    .orderBy(desc(checks.createdAt), desc(checks.id))
    .limit(10)
export type Check = Awaited<ReturnType<typeof checksOf>>[number]

const ofParts = (which: ReturnType<typeof sql>) =>
  qualified(sql<number>`(select count(*)::int from ${parts}
    where ${parts.checkId} = ${checks.id} and ${which})`)
const ofDrifts = (which: ReturnType<typeof sql>) =>
  qualified(sql<number>`(select count(*)::int from ${billingDrifts}
    where ${billingDrifts.checkId} = ${checks.id} and ${which})`)

export const MOST_DRIFTS = 200

/** What the newest check found: first what is left to people. */
export const driftsOfLast = (db: Db, slug: string) =>
  db
    .select({
      kind: billingDrifts.kind,
      subject: billingDrifts.subject,
      isRepaired: billingDrifts.isRepaired,
      username: profiles.username,
      fullName: profiles.fullName,
      tier: qualified(sql<string | null>`(select ${tiers.name} from ${tiers}
        where ${tiers.id}::text = ${billingDrifts.subject})`),
    })
    .from(billingDrifts)
    .leftJoin(profiles, eq(profiles.id, billingDrifts.profileId))
    .where(
      sql`${billingDrifts.checkId} = (select ${checks.id} from ${checks}
        where ${checks.communityId} = ${communityAt(slug)}
        order by ${checks.createdAt} desc, ${checks.id} desc limit 1)`,
    )
    .orderBy(billingDrifts.isRepaired, billingDrifts.kind, billingDrifts.id)
    .limit(MOST_DRIFTS)
export type FoundDrift = Awaited<ReturnType<typeof driftsOfLast>>[number]
