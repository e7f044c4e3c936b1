import { type SQL, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import { newIdPerRow } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { courseEnrollments, courses } from '../tables.ts'
import { courseCertificates } from './tables.ts'

/** Sixteen hexadecimal digits by chance, anew for each row. */
export const newCode: SQL = sql`left(md5(gen_random_uuid()::text), 16)`

/** What a certificate says, to anyone who has its code; nothing of who has deleted their account. */
export const findCertificate = (db: Db, code: string) =>
  db
    .select({
      code: courseCertificates.code,
      title: courseCertificates.title,
      finishedAt: courseCertificates.finishedAt,
      revokedAt: courseCertificates.revokedAt,
      name: profiles.fullName,
      username: profiles.username,
      community: { name: communities.name, logoUrl: communities.logoUrl },
    })
    .from(courseCertificates)
    .innerJoin(profiles, sql`${profiles.id} = ${courseCertificates.userId}`)
    .innerJoin(communities, sql`${communities.id} = ${courseCertificates.communityId}`)
    .where(
      sql`${courseCertificates.code} = ${code} and ${profiles.deletedAt} is null
        and ${communities.deletedAt} is null`,
    )
export type CertificateRow = Awaited<ReturnType<typeof findCertificate>>[number]

/** The code of the certificate that someone has of a course: one row or none. */
export const certificateOf = (db: Db, courseId: string, me: string | null) =>
  db
    .select({ code: courseCertificates.code })
    .from(courseCertificates)
    .where(
      sql`${courseCertificates.courseId} = ${courseId}::uuid and ${courseCertificates.revokedAt} is null
        and ${courseCertificates.userId} = ${me}::uuid`,
    )

/** Issues what someone earned before the course gave certificates; twice is once. */
export const insertCertificate = (db: Db, courseId: string, me: string) =>
  db.execute(sql`
    insert into ${courseCertificates} (id, code, user_id, community_id, course_id, title, finished_at)
    select ${newIdPerRow()}, ${newCode}, ${courseEnrollments.userId}, ${spaces.communityId},
      ${courses.id}, ${courses.title}, ${courseEnrollments.completedAt}
    from ${courseEnrollments} join ${courses} on ${courses.id} = ${courseEnrollments.courseId}
    join ${spaces} on ${spaces.id} = ${courses.spaceId}
    where ${courses.id} = ${courseId}::uuid and ${courseEnrollments.userId} = ${me}::uuid
      and ${courseEnrollments.completedAt} is not null
      and ${courses.settings}->>'certificate' is distinct from 'false'
    on conflict do nothing`)

/** What rested on progress that is reset counts no more. @param onlyIf asked in that moment */
export const revokeCertificates = (
  db: Db,
  { courseId, userId }: { courseId: string; userId: string },
  onlyIf: SQL,
) =>
  db
    .update(courseCertificates)
    .set({ revokedAt: sql`now()` })
    .where(
      sql`${courseCertificates.courseId} = ${courseId}::uuid
        and ${courseCertificates.userId} = ${userId}::uuid
        and ${courseCertificates.revokedAt} is null and ${onlyIf}`,
    )
