import { type SQL, sql } from 'drizzle-orm'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { courseGrants } from './tables.ts'

type Given = {
  courseId: string
  profileId: string
  source: 'invitation' | 'comp'
  /** what it rests on: with the source, what is given once */
  reference: string
}

/** Opens a course to someone; twice is once. @param if what must hold in the moment of writing */
export const insertCourseGrant = (db: Db, given: Given, onlyIf: SQL = sql`true`) =>
  db.execute<{ id: string }>(sql`
    insert into ${courseGrants} (id, course_id, profile_id, source, reference)
    select ${newId()}::uuid, ${given.courseId}::uuid, ${given.profileId}::uuid,
      ${given.source}::grant_source, ${given.reference} where ${onlyIf}
    on conflict (profile_id, course_id, source, reference) where ends_at is null do nothing
    returning id`)

/** Ends what rests on one thing, such as a purchase that was refunded; other grants stay. */
export const endCourseGrants = (
  db: Db,
  { source, reference, courseId, profileId }: Partial<Given> & Pick<Given, 'source'>,
  onlyIf: SQL = sql`true`,
) =>
  db
    .update(courseGrants)
    .set({ endsAt: sql`greatest(now(), ${courseGrants.startsAt})` })
    .where(
      sql`${courseGrants.endsAt} is null and ${courseGrants.source} = ${source}
        and ${reference === undefined ? sql`true` : sql`${courseGrants.reference} = ${reference}`}
        and ${courseId === undefined ? sql`true` : sql`${courseGrants.courseId} = ${courseId}::uuid`}
        and ${profileId === undefined ? sql`true` : sql`${courseGrants.profileId} = ${profileId}::uuid`}
        and ${onlyIf}`,
    )
    .returning({ id: courseGrants.id })

/** Who was let into a course by name. */
export const guestsOf = (db: Db, courseId: string) =>
  db
    .selectDistinct({
      username: profiles.username,
      fullName: profiles.fullName,
      avatarUrl: profiles.avatarUrl,
    })
    .from(courseGrants)
    .innerJoin(profiles, sql`${profiles.id} = ${courseGrants.profileId}`)
    .where(
      sql`${courseGrants.courseId} = ${courseId}::uuid and ${courseGrants.source} = 'invitation'
        and ${courseGrants.endsAt} is null and ${profiles.deletedAt} is null`,
    )
    .orderBy(profiles.fullName)
    .limit(500)
export type CourseGuest = Awaited<ReturnType<typeof guestsOf>>[number]
