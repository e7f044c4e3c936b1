import { sql } from 'drizzle-orm'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { spaces } from '../../spaces/tables.ts'
import { learnableBy } from '../queries.ts'
import { courses } from '../tables.ts'

/** Whether someone may learn in a course: one row, or none where there is no such course. */
export const mayLearnIn = (db: Db, courseId: string, me: string) =>
  db
    .select({ mayLearn: qualified(learnableBy(me)) })
    .from(courses)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .where(sql`${courses.id} = ${courseId}::uuid`)
