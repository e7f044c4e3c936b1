import pg from 'pg'
import { inject } from 'vitest'

/** Lessons in twenty modules, all in one statement each: nobody writes so many by hand. */
export async function fillCourse(course: string): Promise<void> {
  const { databaseUrl } = inject('site')
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  try {
    await database.query(
      `with module as (
        insert into course_modules (id, course_id, title, sort_order)
        select gen_random_uuid(), $1, 'Week ' || n || ', and what grows in it', n
        from generate_series(1, 20) n returning id)
      insert into course_lessons (id, module_id, title, duration_minutes, sort_order, published_at)
      select gen_random_uuid(), module.id, 'Lesson ' || n || ' of the week', 7, n, now()
      from module, generate_series(1, 25) n`,
      [course],
    )
  } finally {
    await database.end()
  }
}
