import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { insertNotifications } from '../../../notifications/queries.ts'
import type { CourseRow } from '../../queries.ts'
import { courses } from '../../tables.ts'

type Told = { course: CourseRow; me: string; to: string; link: string }

/** Tells someone, once, that a course is open to them; nothing as long as it is a draft. */
export const tellInvited = (db: Db, { course, me, to, link }: Told) =>
  insertNotifications(db, {
    type: 'course_unlocked',
    actorId: me,
    spaceId: course.space.id,
    title: `${course.title} is open to you`,
    body: 'You were let in. Begin whenever you like.',
    link,
    cause: `course:${course.id}`,
    to: sql`select ${to}::uuid from ${courses}
      where ${courses.id} = ${course.id}::uuid and ${courses.isPublished}`,
  })
