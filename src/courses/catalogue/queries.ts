import { type SQL, sql } from 'drizzle-orm'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import type { Asker } from '../../edge/rules.ts'
import { spaceAt } from '../../spaces/manage/queries.ts'
import { moderatedBy, visibleTo } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { learnableBy, tiersOf } from '../queries.ts'
import { courseLessons, courseModules, courses } from '../tables.ts'

const lessonsIn = (what: SQL) => sql`(select ${what} from ${courseLessons}
  join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
  where ${courseModules.courseId} = ${courses.id} and ${courseLessons.publishedAt} is not null)`

const card = {
  id: courses.id,
  title: courses.title,
  description: courses.description,
  coverUrl: courses.coverUrl,
  isPublished: courses.isPublished,
  accessType: courses.accessType,
  priceCents: courses.priceCents,
  currency: courses.currency,
  tiers: tiersOf,
  lessons: qualified(sql<number>`${lessonsIn(sql`count(*)::int`)}`),
  minutes: qualified(
    sql<number>`${lessonsIn(sql`coalesce(sum(${courseLessons.durationMinutes}), 0)::int`)}`,
  ),
}

/** Courses of a space that one page shows. */
const MOST = 200

const inSpace = (db: Db, slug: string, space: string, more: SQL) =>
  db
    .select(card)
    .from(courses)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .where(sql`${spaces.id} = ${spaceAt(slug, space)} and ${more}`)
    .orderBy(courses.sortOrder, courses.id)
    .limit(MOST)

type Place = { slug: string; space: string }

/** The published courses of a space, for who may enter it. */
export const coursesIn = (db: Db, { slug, space, asker }: Place & { asker: Asker }) =>
  inSpace(db, slug, space, sql`${courses.isPublished} and ${visibleTo(asker)}`)
export type CardRow = Awaited<ReturnType<typeof coursesIn>>[number]

/** Those that are still being made, for who builds. */
export const draftsIn = (db: Db, { slug, space }: Place, me: string) =>
  inSpace(db, slug, space, sql`not ${courses.isPublished} and ${moderatedBy(me)}`)

/** In which of some courses someone may learn. */
export const learnableOf = (db: Db, ids: string[], me: string) =>
  db
    .select({ id: courses.id, mayLearn: qualified(learnableBy(me)) })
    .from(courses)
    .innerJoin(spaces, sql`${spaces.id} = ${courses.spaceId}`)
    .where(sql`${courses.id} = any(${`{${ids.join(',')}}`}::uuid[])`)
