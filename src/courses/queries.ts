import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { communityAt } from '../communities/queries.ts'
import { memberships } from '../communities/tables.ts'
import { membershipTiers } from '../communities/tiers/tables.ts'
import { qualified } from '../db/columns.ts'
import type { Db } from '../db/connect.ts'
import type { Asker } from '../edge/rules.ts'
import { isLive } from '../spaces/grants/queries.ts'
import { grants } from '../spaces/grants/tables.ts'
import { moderatedBy, personOf, visibleTo } from '../spaces/queries.ts'
import { spaces } from '../spaces/tables.ts'
import { courseGrants } from './grants/tables.ts'
import { ownsCourse } from './purchases/queries.ts'
import { courses } from './tables.ts'

/** Whether someone belongs to the community of the space in scope. */
export const isMember = (me: string | SQLWrapper): SQL => sql`exists (
  select 1 from ${memberships} where ${memberships.communityId} = ${spaces.communityId}
    and ${memberships.profileId} = ${me}::uuid and ${memberships.status} = 'active')`

const hasGrant = (me: string | SQLWrapper): SQL => sql`exists (
  select 1 from ${courseGrants} where ${courseGrants.courseId} = ${courses.id}
    and ${courseGrants.profileId} = ${me}::uuid and ${courseGrants.startsAt} <= now()
    and (${courseGrants.endsAt} is null or ${courseGrants.endsAt} > now()))`

const hasTier = (me: string | SQLWrapper): SQL => sql`exists (
  select 1 from ${grants} where ${grants.profileId} = ${me}::uuid
    and ${grants.communityId} = ${spaces.communityId} and ${isLive}
    and ${grants.tierId} = any(${courses.requiredTierIds}))`

/**
 * Whether someone may learn in the course in scope, with its space: it is published, its space is
 * open to them as a member, and what its access type asks for is theirs, or they look after it. False
 * for a guest.
 */
export const learnableBy = (me: string | null | SQLWrapper): SQL<boolean> =>
  me === null
    ? sql<boolean>`false`
    : sql<boolean>`(${courses.isPublished} and ${isMember(me)} and ${visibleTo(me)}
      and (${courses.accessType} = 'space' or ${moderatedBy(me)} or ${hasGrant(me)}
        or (${courses.accessType} = 'tier' and ${hasTier(me)})
        or (${courses.accessType} = 'paid' and ${ownsCourse(me)})))`

/** Whether the course in scope, with its space, may be known to someone: drafts are for who builds. */
export const knownTo = (asker: Asker): SQL<boolean> => {
  const me = personOf(asker)
  return sql<boolean>`(${visibleTo(asker)}
    and (${courses.isPublished} or ${me === null ? sql`false` : moderatedBy(me)}))`
}

/** The names of the tiers that open the course in scope, in their order. */
export const tiersOf = qualified(sql<string[]>`coalesce((
  select json_agg(${membershipTiers.name} order by ${membershipTiers.sortOrder}, ${membershipTiers.id})
  from ${membershipTiers} where ${membershipTiers.id} = any(${courses.requiredTierIds})
    and ${membershipTiers.isActive}), '[]')`)

/** A course as someone may know it, with what decides what they may do in it: one row or none. */
export const findCourse = (db: Db, slug: string, asker: Asker, id: string) =>
  db
    .select({
      id: courses.id,
      title: courses.title,
      description: courses.description,
      coverUrl: courses.coverUrl,
      isPublished: courses.isPublished,
      accessType: courses.accessType,
      priceCents: courses.priceCents,
      currency: courses.currency,
      requiredTierIds: courses.requiredTierIds,
      unlockMode: courses.unlockMode,
      timeZone: courses.timeZone,
      settings: courses.settings,
      space: {
        id: spaces.id,
        slug: spaces.slug,
        name: spaces.name,
        isArchived: spaces.isArchived,
      },
      tiers: tiersOf,
      mayLearn: qualified(learnableBy(personOf(asker))),
    })
    .from(courses)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .where(
      sql`${courses.id} = ${id}::uuid and ${spaces.communityId} = ${communityAt(slug)}
        and ${knownTo(asker)}`,
    )
export type CourseRow = Awaited<ReturnType<typeof findCourse>>[number]
