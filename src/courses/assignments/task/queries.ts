import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { moderatedBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { courseLessons, courseModules, courses } from '../../tables.ts'
import type { Task } from '../rules.ts'

/** Changes what an assignment takes, for who builds courses. */
export const updateTask = (db: Db, lessonId: string, me: string, task: Task) =>
  db
    .update(courseLessons)
    .set({
      content: sql`jsonb_set(${courseLessons.content}, '{task}', ${JSON.stringify(task)}::jsonb)`,
      updatedAt: sql`now()`,
    })
    .where(
      sql`${courseLessons.id} = ${lessonId}::uuid and ${courseLessons.lessonType} = 'assignment'
        and exists (select 1 from ${courseModules}
          join ${courses} on ${courses.id} = ${courseModules.courseId}
          join ${spaces} on ${spaces.id} = ${courses.spaceId}
          where ${courseModules.id} = ${courseLessons.moduleId} and ${moderatedBy(me)})`,
    )
    .returning({ id: courseLessons.id })
