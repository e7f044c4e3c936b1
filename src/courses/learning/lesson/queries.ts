import { sql } from 'drizzle-orm'
import { communityAt } from '../../../communities/queries.ts'
import { qualified } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { files } from '../../../files/tables.ts'
import { moderatedBy, visibleTo } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { courseEnrollments, courseLessons, courseModules, courses } from '../../tables.ts'
import { isLessonOpenTo } from '../../unlocking/queries.ts'

type At = { slug: string; courseId: string; lessonId: string }

/**
 * A lesson as someone may know of it, and what they may do in it: as much as a write of a learner
 * needs, without the outline. Drafts are for who builds.
 */
export const findLesson = (db: Db, { slug, courseId, lessonId }: At, me: string | null) =>
  db
    .select({
      id: courseLessons.id,
      title: courseLessons.title,
      lessonType: courseLessons.lessonType,
      content: courseLessons.content,
      publishedAt: courseLessons.publishedAt,
      course: { id: courses.id, title: courses.title },
      space: { id: spaces.id, slug: spaces.slug, isArchived: spaces.isArchived },
      /** seconds of what it plays, where the file says so */
      duration: qualified(sql<number | null>`(select (${files.metadata}->>'duration')::float8
        from ${files} where ${files.id}::text = ${courseLessons.content}->>'media')`),
      isOpen: me === null ? sql<boolean>`false` : qualified(isLessonOpenTo(me)),
      isEnrolled: sql<boolean>`exists (select 1 from ${courseEnrollments}
        where ${courseEnrollments.courseId} = ${courses.id}
          and ${courseEnrollments.userId} = ${me}::uuid and ${courseEnrollments.leftAt} is null)`,
    })
    .from(courseLessons)
    .innerJoin(courseModules, sql`${courseModules.id} = ${courseLessons.moduleId}`)
    .innerJoin(courses, sql`${courses.id} = ${courseModules.courseId}`)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .where(
      sql`${courseLessons.id} = ${lessonId}::uuid and ${courses.id} = ${courseId}::uuid
        and ${spaces.communityId} = ${communityAt(slug)} and ${visibleTo(me)}
        and ((${courses.isPublished} and ${courseLessons.publishedAt} is not null)
          or ${me === null ? sql`false` : moderatedBy(me)})`,
    )
