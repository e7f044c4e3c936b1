import { sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import { ownsCourse } from '../../courses/purchases/queries.ts'
import { courses } from '../../courses/tables.ts'
import { NOBODY } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { isTaxed } from '../prices/queries.ts'

/** A course that is for sale by itself to someone who may know of it. */
export const findCourseOffer = (db: Db, slug: string, id: string, me: string | null) =>
  db
    .select({
      id: courses.id,
      communityId: communities.id,
      title: courses.title,
      priceCents: courses.priceCents,
      currency: courses.currency,
      isTaxed,
      isOwned: ownsCourse(me ?? NOBODY),
    })
    .from(courses)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .innerJoin(communities, sql`${communities.id} = ${spaces.communityId}`)
    .where(sql`${courses.id} = ${id}::uuid and ${communities.slug} = ${slug}
      and ${courses.isPublished} and ${courses.accessType} = 'paid' and ${visibleTo(me)}`)
export type CourseOffer = Awaited<ReturnType<typeof findCourseOffer>>[number]
