import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { communities, memberships } from '../communities/tables.ts'
import type { Asker, Reach } from '../edge/rules.ts'
import { isLive } from './grants/queries.ts'
import { grants } from './grants/tables.ts'
import { spaces } from './tables.ts'

/**
 * The one condition of read access. Put it into any query that has `spaces` in scope.
 * @param asker the id of the person who asks, null for a guest, a column for each of many people,
 *   or the reach of all who share a page, which is judged by `rightOf` and counts in one community
 */
export const visibleTo = (asker: Asker | SQLWrapper): SQL<boolean> =>
  asker !== null && typeof asker === 'object' && 'spaces' in asker
    ? isWithin(asker)
    : isVisibleTo(asker)

const isWithin = ({ spaces: open }: Reach): SQL<boolean> =>
  open === 'all'
    ? sql<boolean>`true`
    : sql<boolean>`${spaces.id} = any(${`{${open.join(',')}}`}::uuid[])`

/** What people may know of who asks: nothing, where many share the answer. */
export const personOf = (asker: Asker): string | null => (typeof asker === 'string' ? asker : null)

const isVisibleTo = (me: string | null | SQLWrapper): SQL<boolean> => sql<boolean>`exists (
  select 1 from ${communities}
  left join ${memberships} on ${memberships.communityId} = ${communities.id}
    and ${memberships.profileId} = ${me}::uuid
  where ${communities.id} = ${spaces.communityId} and ${communities.deletedAt} is null
    and ${memberships.status} is distinct from 'banned'
    and (${isStaffMember} or (not ${spaces.isArchived} and (
      (${spaces.visibility} = 'public' and (${communities.isPublic} or ${memberships.status} = 'active'))
      or (${spaces.visibility} <> 'public' and ${memberships.status} = 'active' and exists (
        select 1 from ${grants} where ${grants.profileId} = ${memberships.profileId}
          and ${grants.communityId} = ${communities.id} and ${isLive} and (
            ${grants.spaceId} = ${spaces.id}
            or (${spaces.visibility} = 'paid' and ${grants.tierId} = any(${spaces.requiredTierIds}))
      )))
    )))
)`

/** A row of `memberships` that is active staff. */
const isStaffMember: SQL = sql`(${memberships.status} = 'active' and ${memberships.role} <> 'member')`

/**
 * The one condition of write access to what lies in a space: an active member who sees it, in a
 * space that is not archived. Moderation asks for staff besides.
 */
export const writableBy = (me: string | SQLWrapper): SQL<boolean> => sql<boolean>`(
  not ${spaces.isArchived} and ${visibleTo(me)} and exists (
    select 1 from ${memberships} where ${memberships.communityId} = ${spaces.communityId}
      and ${memberships.profileId} = ${me}::uuid and ${memberships.status} = 'active')
)`

/** Staff of the community that a row of `spaces` belongs to; for writes of moderators and above. */
export const moderatedBy = (me: string | SQLWrapper): SQL<boolean> => sql<boolean>`exists (
  select 1 from ${memberships} where ${memberships.communityId} = ${spaces.communityId}
    and ${memberships.profileId} = ${me}::uuid and ${isStaffMember}
)`
