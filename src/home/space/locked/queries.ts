import { type SQL, sql } from 'drizzle-orm'
import type { TierRow } from '../../../communities/tiers/queries.ts'
import { membershipTiers } from '../../../communities/tiers/tables.ts'
import type { Db } from '../../../db/connect.ts'
import type { Asker } from '../../../edge/rules.ts'
import { resources } from '../../../files/resources/tables.ts'
import { posts } from '../../../posts/tables.ts'
import { visibleTo } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'

/** How much lies behind a locked door: numbers, and nothing of what it is. */
export type Inside = { posts: number; things: number }

const isThere = sql`${posts.spaceId} = ${spaces.id} and ${posts.deletedAt} is null
  and ${posts.publishedAt} is not null`

const inside = sql`(select json_build_object(
  'posts', (select count(*) from ${posts} where ${isThere}),
  'things', (select count(*) from ${resources} where ${resources.spaceId} = ${spaces.id}
    and ${resources.kind} <> 'folder')))`

const openingTiers = sql`coalesce((
  select json_agg(json_build_object('id', ${membershipTiers.id}, 'name', ${membershipTiers.name},
    'description', ${membershipTiers.description}, 'priceCents', ${membershipTiers.priceCents},
    'currency', ${membershipTiers.currency}, 'trialDays', ${membershipTiers.trialDays},
    'billingPeriod', ${membershipTiers.billingPeriod}, 'features', ${membershipTiers.features},
    'spaceAccess', ${membershipTiers.spaceAccess}, 'isActive', true)
    order by ${membershipTiers.sortOrder}, ${membershipTiers.id})
  from ${membershipTiers}
  where ${membershipTiers.id} = any(${spaces.requiredTierIds}) and ${membershipTiers.isActive}), '[]')`

/**
 * What is said of a space at its locked door; nothing to those who may enter.
 * @param at the id of the space, as a subquery
 */
export const doorAt = (db: Db, at: SQL, asker: Asker) =>
  db
    .select({ tiers: sql<TierRow[]>`${openingTiers}`, inside: sql<Inside>`${inside}` })
    .from(spaces)
    .where(sql`${spaces.id} = ${at} and ${spaces.visibility} = 'paid' and not ${visibleTo(asker)}`)
