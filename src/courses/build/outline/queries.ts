import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { courseLessons, courseModules } from '../../tables.ts'
import { mayChange } from '../queries.ts'
import type { LessonPlace, Order } from './rules.ts'

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

/**
 * Puts a lesson right after another of a module, or first. Where that module or that other lesson has
 * gone, nothing moves. After `holdCourse`. Gives ids, or nothing.
 */
export const placeLesson = (db: Db, { courseId, me }: At, id: string, place: LessonPlace) =>
  db.execute<{ id: string }>(sql`
    with home as (select id from ${courseModules}
      where id = ${place.module}::uuid and course_id = ${courseId}::uuid),
    beside as (
      select lesson.id, row_number() over (order by sort_order, lesson.id)::int as place
      from ${courseLessons} lesson join home on home.id = module_id where lesson.id <> ${id}::uuid),
    spot as (select 0 as place where ${place.after}::uuid is null
      union all select place from beside where id = ${place.after}::uuid),
    wanted as (select ${id}::uuid as id, 2 * spot.place + 1 as place from spot
      union all select id, 2 * place from beside)
    update ${courseLessons} set module_id = home.id, sort_order = wanted.place
    from home, wanted, spot
    where ${courseLessons.id} = wanted.id and ${mayChange(courseId, me)}
      and exists (select 1 from ${courseLessons} moved
        join ${courseModules} from_module on from_module.id = moved.module_id
        where moved.id = ${id}::uuid and from_module.course_id = ${courseId}::uuid)
    returning ${courseLessons.id}`)

/** The same for a module among those of its course. */
export const placeModule = (db: Db, { courseId, me }: At, id: string, after: string | null) =>
  db.execute<{ id: string }>(sql`
    with beside as (
      select id, row_number() over (order by sort_order, id)::int as place from ${courseModules}
      where course_id = ${courseId}::uuid and id <> ${id}::uuid),
    spot as (select 0 as place where ${after}::uuid is null
      union all select place from beside where id = ${after}::uuid),
    wanted as (select ${id}::uuid as id, 2 * spot.place + 1 as place from spot
      union all select id, 2 * place from beside)
    update ${courseModules} set sort_order = wanted.place
    from wanted, spot
    where ${courseModules.id} = wanted.id and ${mayChange(courseId, me)}
      and exists (select 1 from ${courseModules} moved
        where moved.id = ${id}::uuid and moved.course_id = ${courseId}::uuid)
    returning ${courseModules.id}`)
