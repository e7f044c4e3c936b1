import pg from 'pg'
import { v7 } from 'uuid'
import { inject } from 'vitest'

const ids = (count: number) => Array.from({ length: count }, () => v7())

/** Lessons in twenty modules, all in one statement each: nobody writes so many by hand. */
export async function fillCourse(course: string): Promise<void> {
  const { databaseUrl } = inject('site')
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  try {
    await database.query(
      `with module as (
        insert into course_modules (id, course_id, title, sort_order)
        select id, $1, 'Week ' || n || ', and what grows in it', n
        from unnest($2::uuid[]) with ordinality week(id, n) returning id, sort_order)
      insert into course_lessons
        (id, module_id, title, duration_minutes, sort_order, drip_delay_days, published_at)
      select lesson.id, module.id, 'Lesson ' || n || ' of the week', 7, n, n, now()
      from unnest($3::uuid[]) with ordinality lesson(id, n)
      join module on module.sort_order = 1 + (n - 1) / 25`,
      [course, ids(20), ids(500)],
    )
  } finally {
    await database.end()
  }
}
