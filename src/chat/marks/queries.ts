import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { spaces } from '../../spaces/tables.ts'
import { chatsWith } from '../keys/queries.ts'
import { chatMarks } from './tables.ts'

/** How far someone has read; never further back than before. */
export const markRead = (db: Db, space: string, me: string, at: Date) =>
  db.execute(sql`
    insert into ${chatMarks} (channel_id, profile_id, read_at)
    select ${spaces.id}, ${me}::uuid, ${at.toISOString()}::timestamptz from ${spaces}
    where ${spaces.id} = ${space}::uuid and ${chatsWith(me)}
    on conflict (channel_id, profile_id)
    do update set read_at = greatest(excluded.read_at, chat_marks.read_at)`)

/** Whether someone wants to hear nothing of it. */
export const setSilent = (db: Db, space: string, me: string, isSilent: boolean) =>
  db.execute(sql`
    insert into ${chatMarks} (channel_id, profile_id, is_silent)
    select ${spaces.id}, ${me}::uuid, ${isSilent} from ${spaces}
    where ${spaces.id} = ${space}::uuid and ${chatsWith(me)}
    on conflict (channel_id, profile_id) do update set is_silent = excluded.is_silent`)
