import { type SQL, sql } from 'drizzle-orm'
import { moderatedBy, writableBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { courses } from '../tables.ts'

/** Whether someone builds in the space in scope: the act `courses`, from moderator on. */
export const buildableBy = (me: string): SQL => sql`(${writableBy(me)} and ${moderatedBy(me)})`

/** Whether someone may change a course, whatever else is in scope. */
export const mayChange = (courseId: string, me: string): SQL => sql`exists (
  select 1 from ${courses} join ${spaces} on ${spaces.id} = ${courses.spaceId}
  where ${courses.id} = ${courseId}::uuid and ${buildableBy(me)})`
