import { sql } from 'drizzle-orm'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { moderatedBy } from '../../../spaces/queries.ts'
import { around } from '../queries.ts'
import { submissionNotes, submissions } from '../tables.ts'

type Verdict = {
  id: string
  me: string
  verdict: 'accepted' | 'returned'
  grade: number | null
  content: string
  seen: number
}

/**
 * Judges the version that was read, and notes what was said to it. Not a newer one, not twice the
 * same, and what was accepted stays so: only its grade may change.
 */
export const judge = (db: Db, { id, me, verdict, grade, content, seen }: Verdict) =>
  db.execute<{ id: string }>(sql`
    with judged as (
      update ${submissions} set status = ${verdict}::submission_status, grade = ${grade}::float8,
        reviewed_at = now(), reviewer_id = ${me}::uuid
      where ${submissions.id} = ${id}::uuid and ${submissions.versions} = ${seen}::int
        and (${submissions.status} <> 'accepted' or ${verdict} = 'accepted')
        and (${submissions.status}::text, ${submissions.grade})
          is distinct from (${verdict}, ${grade}::float8)
        and ${submissions.id} in (select ${submissions.id} from ${submissions} ${around}
          where ${submissions.id} = ${id}::uuid and ${moderatedBy(me)})
      returning id)
    insert into ${submissionNotes} (id, submission_id, author_id, kind, content)
    select ${newId()}::uuid, judged.id, ${me}::uuid, ${verdict}::submission_note_kind, ${content}
    from judged returning id`)

/** What must hold for an assignment to be done: it is accepted by now. */
export const isAccepted = (id: string) => sql`exists (
  select 1 from ${submissions} where ${submissions.id} = ${id}::uuid
    and ${submissions.status} = 'accepted')`

/** Of a submission in scope: it was judged in this very batch. */
export const isJudgedNow = sql`${submissions.reviewedAt} = now()`
