import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import {
  insertCompanion,
  removeCompanion,
  updateCompanion,
} from '../../posts/companions/queries.ts'
import { announce } from '../../posts/notices/queries.ts'
import { anyOf } from '../edit/update/queries.ts'
import { events } from '../tables.ts'
import type { Talk } from './rules.ts'

/**
 * Gives events that this batch has published the post under which they are talked about: it stands
 * in the feed, and those who follow the space are told.
 */
export const startTalk = (db: Db, talk: Talk, ids: string[]) =>
  [
    insertCompanion(
      db,
      { ...talk, spaceId: talk.space.id },
      sql`exists (select 1 from ${events} where ${events.id} = ${anyOf(ids)}
        and ${events.isPublished} and ${events.updatedAt} = now() and ${events.postId} is null)`,
    ),
    db
      .update(events)
      .set({ postId: talk.id })
      .where(
        sql`${events.id} = ${anyOf(ids)} and ${events.postId} is null and ${events.isPublished}
          and exists (select 1 from posts made where made.id = ${talk.id}::uuid)`,
      ),
    ...announce(db, { ...talk, href: talk.href, contentFormat: 'markdown' }),
  ] as const

/** Has it say what the event says, after this batch has changed that. */
export const renewTalk = (db: Db, talk: Pick<Talk, 'id' | 'title' | 'content'>) =>
  updateCompanion(
    db,
    talk,
    sql`exists (select 1 from ${events} where ${events.postId} = ${talk.id}::uuid
      and ${events.updatedAt} = now())`,
  )

/** Takes it away with the last of its events. */
export const endTalk = (db: Db, id: string) =>
  removeCompanion(
    db,
    id,
    sql`not exists (select 1 from ${events} where ${events.postId} = ${id}::uuid
      and ${events.deletedAt} is null)`,
  )
