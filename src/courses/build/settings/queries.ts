import { sql } from 'drizzle-orm'
import { communityAt } from '../../../communities/queries.ts'
import type { Db } from '../../../db/connect.ts'
import { spaces } from '../../../spaces/tables.ts'
import { buildableBy } from '../queries.ts'

/** The spaces for courses in which someone builds. */
export const courseSpaces = (db: Db, slug: string, me: string | null) =>
  db
    .select({ id: spaces.id, slug: spaces.slug, name: spaces.name })
    .from(spaces)
    .where(
      sql`${spaces.communityId} = ${communityAt(slug)} and ${spaces.spaceType} = 'course'
        and ${me === null ? sql`false` : buildableBy(me)}`,
    )
    .orderBy(spaces.sortOrder, spaces.id)
