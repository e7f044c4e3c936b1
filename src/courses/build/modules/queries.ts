import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { courseModules } from '../../tables.ts'
import { mayChange } from '../queries.ts'

type At = { id: string; courseId: string; me: string }

/** A new module, last in the course. After `holdCourse`. Gives its id, or nothing. */
export const insertModule = (db: Db, { id, courseId, me }: At, title: string) =>
  db.execute<{ id: string }>(sql`
    insert into ${courseModules} (id, course_id, title, sort_order)
    select ${id}::uuid, ${courseId}::uuid, ${title}, coalesce((
      select max(beside.sort_order) + 1 from ${courseModules} beside
      where beside.course_id = ${courseId}::uuid), 0)
    where ${mayChange(courseId, me)} returning id`)

const own = ({ id, courseId, me }: At) => sql`${courseModules.id} = ${id}::uuid
  and ${courseModules.courseId} = ${courseId}::uuid and ${mayChange(courseId, me)}`

export const renameModule = (db: Db, at: At, title: string) =>
  db.update(courseModules).set({ title }).where(own(at)).returning({ id: courseModules.id })

/** Takes a module away with all its lessons. */
export const deleteModule = (db: Db, at: At) =>
  db.delete(courseModules).where(own(at)).returning({ id: courseModules.id })
