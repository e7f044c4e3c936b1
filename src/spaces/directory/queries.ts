import { sql } from 'drizzle-orm'
import { counted, isCounted } from '../../communities/members/queries.ts'
import { communityAt } from '../../communities/queries.ts'
import { memberships } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { isLive } from '../grants/queries.ts'
import { grants } from '../grants/tables.ts'

/** A gift of a tier that ends; the moment in milliseconds. */
export type EndingGift = { username: string; tier: string; endsAt: number }

const MOST_GIFTS = 500

const gifts = (slug: string) => sql<EndingGift[]>`coalesce((
  select json_agg(json_build_object('username', gift.username, 'tier', gift.tier,
    'endsAt', extract(epoch from gift.ends_at) * 1000) order by gift.ends_at)
  from (select who.username, ${membershipTiers.name} as tier, ${grants.endsAt} as ends_at
    from ${grants} join ${profiles} who on who.id = ${grants.profileId}
    join ${membershipTiers} on ${membershipTiers.id} = ${grants.tierId}
    where ${grants.communityId} = ${communityAt(slug)} and ${grants.source} = 'comp'
      and ${grants.endsAt} is not null and ${isLive}
    order by ${grants.endsAt} limit ${sql.raw(`${MOST_GIFTS}`)}) gift), '[]')`

/** What staff see of a directory besides: how many wait and are banned, and whose gifts end when. */
export const knownToStaff = (db: Db, slug: string) =>
  db
    .select({ ...counted, gifts: qualified(gifts(slug)) })
    .from(memberships)
    .innerJoin(profiles, isCounted(slug))
