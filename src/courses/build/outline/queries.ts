import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { courseLessons, courseModules } from '../../tables.ts'
import { mayChange } from '../queries.ts'
import type { Order } from './rules.ts'

type At = { courseId: string; me: string }

/**
 * Puts modules and lessons of a course into an order; what is not named stays where it is. Names of
 * other courses move nothing. After `holdCourse`. The second result says whether it was allowed.
 */
export const orderOutline = (db: Db, { courseId, me }: At, order: Order) => {
  const modules = order.map(({ id }, place) => ({ id, place }))
  const lessons = order.flatMap((module) =>
    module.lessons.map((id, place) => ({ id, place, module: module.id })),
  )
  const own = sql`${courseModules.courseId} = ${courseId}::uuid`
  return [
    db.execute(sql`
      update ${courseLessons} set module_id = home.id, sort_order = wanted.place
      from jsonb_to_recordset(${JSON.stringify(lessons)}::jsonb)
        as wanted(id uuid, place int, module uuid)
      join ${courseModules} home on home.id = wanted.module and home.course_id = ${courseId}::uuid
      where ${courseLessons.id} = wanted.id and ${mayChange(courseId, me)}
        and ${courseLessons.moduleId} in (select ${courseModules.id} from ${courseModules} where ${own})`),
    db.execute<{ id: string }>(sql`
      update ${courseModules} set sort_order = wanted.place
      from jsonb_to_recordset(${JSON.stringify(modules)}::jsonb) as wanted(id uuid, place int)
      where ${courseModules.id} = wanted.id and ${own} and ${mayChange(courseId, me)}
      returning ${courseModules.id}`),
  ] as const
}
