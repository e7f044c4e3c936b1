import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { startNeon } from '../local/neon.ts'
import { startPostgres } from '../local/postgres.ts'
import { migrate } from '../scripts/migrate.ts'
import { dueCourses, noteSwept, tellUnlocked } from '../src/courses/drip/queries.ts'
import { CHUNK, type Sweep } from '../src/courses/drip/rules.ts'
import { connect } from '../src/db/connect.ts'

/**
 * One tick in which a lesson opens to all who are enrolled: statements, and milliseconds of each, once
 * for a date of the course and once for days after enrolment.
 */
const { values } = parseArgs({ options: { learners: { type: 'string', default: '100000' } } })
const learners = Number(values.learners)
const dataDir = await mkdtemp(join(tmpdir(), 'opencircle-drip-'))
const postgres = await startPostgres({ dataDir, port: 0, fast: true })
const neon = await startNeon({ databaseUrl: postgres.url })
const db = connect({ DATABASE_URL: postgres.url, NEON_ENDPOINT: neon.endpoint })

const NOW = new Date('2026-10-26T12:00:00Z')

try {
  await migrate(postgres.url)
  for (const mode of ['scheduled', 'timed'] as const) {
    const course = await load(mode)
    const idle = await timed(() => dueCourses(db, new Date(NOW.getTime() - 60_000)))
    const due = await timed(() => dueCourses(db, NOW))
    const [found] = due.result.rows
    const chunks: number[] = []
    let told = 0
    let after: string | null = null
    for (let looked = CHUNK; found && looked === CHUNK; ) {
      const sweep: Sweep = { courseId: course, from: found.from, to: NOW.toISOString(), after }
      const chunk = await timed(() => tellUnlocked(db, sweep))
      const [row] = chunk.result.rows
      chunks.push(chunk.milliseconds)
      looked = row?.looked ?? 0
      told += row?.told ?? 0
      after = row?.last ?? null
    }
    const noted = await timed(() => noteSwept(db, [course], NOW))
    console.info(
      `${mode.padEnd(10)} ${told} of ${learners} told by ${chunks.length} statements of ${CHUNK}:` +
        ` ${chunks.reduce((total, one) => total + one, 0)} ms in all, ${Math.max(...chunks)} ms at most;` +
        ` found due in ${due.milliseconds} ms (a minute before: ${idle.milliseconds} ms), noted in ${noted.milliseconds} ms`,
    )
  }
} finally {
  await neon.stop()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function timed<T>(act: () => Promise<T>): Promise<{ result: T; milliseconds: number }> {
  const began = performance.now()
  const result = await act()
  return { result, milliseconds: Math.round(performance.now() - began) }
}

/** A course of twenty lessons in which everyone is enrolled; one of them opens at this moment. */
async function load(mode: 'scheduled' | 'timed'): Promise<string> {
  const [people, course] = [`bench-${mode}`, crypto.randomUUID()]
  await db.execute(sql`
    insert into profiles (id, clerk_id, username, full_name)
    select gen_random_uuid(), ${people} || n, ${people} || n, 'Learner ' || n
    from generate_series(1, ${learners}::int) n`)
  await db.execute(sql`
    with owner as (select id from profiles where username = ${`${people}1`}),
    home as (insert into communities (id, name, slug, owner_id)
      select gen_random_uuid(), ${people}, ${people}, id from owner returning id),
    member as (insert into memberships (id, community_id, profile_id, joined_at)
      select gen_random_uuid(), home.id, profiles.id, now() from profiles, home
      where profiles.username like ${`${people}%`}),
    space as (insert into spaces (id, community_id, name, slug, space_type)
      select gen_random_uuid(), id, 'Classes', 'classes', 'course' from home returning id)
    insert into courses (id, space_id, title, is_published, unlock_mode, time_zone, swept_at)
    select ${course}::uuid, id, 'A course', true, ${mode}::unlock_mode, 'Europe/Berlin',
      ${new Date(NOW.getTime() - 120_000).toISOString()}::timestamptz from space`)
  await db.execute(sql`
    with module as (insert into course_modules (id, course_id, title)
      values (gen_random_uuid(), ${course}::uuid, 'A module') returning id)
    insert into course_lessons (id, module_id, title, sort_order, published_at, drip_delay_days, opens_at)
    select gen_random_uuid(), module.id, 'Lesson ' || n, n, '2020-01-01',
      case when ${mode} = 'timed' then n end,
      case when ${mode} = 'scheduled' then timestamp '2026-10-26 13:00' + (n - 7) * interval '1 day' end
    from module, generate_series(1, 20) n`)
  await db.execute(sql`
    insert into course_enrollments (id, user_id, course_id, enrolled_at)
    select gen_random_uuid(), id, ${course}::uuid, timestamptz '2026-10-19 11:00:30+00'
    from profiles where username like ${`${people}%`}`)
  await db.execute(sql`analyze`)
  return course
}
