import { desc, eq } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { revisions } from '../tables.ts'

const MOST = 100

/** What a post said before each of its last edits, the latest first. For those who moderate. */
export const revisionsOf = (db: Db, postId: string) =>
  db
    .select({
      id: revisions.id,
      title: revisions.title,
      content: revisions.content,
      createdAt: revisions.createdAt,
      editor: {
        username: profiles.username,
        fullName: profiles.fullName,
        avatarUrl: profiles.avatarUrl,
      },
    })
    .from(revisions)
    .innerJoin(profiles, eq(profiles.id, revisions.editorId))
    .where(eq(revisions.postId, postId))
    .orderBy(desc(revisions.id))
    .limit(MOST)
