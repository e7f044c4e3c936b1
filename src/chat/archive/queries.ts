import { sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { spaces } from '../../spaces/tables.ts'
import { chatRules } from '../choices/tables.ts'
import { chatConversations } from '../direct/tables.ts'
import { chatEpochs } from '../tables.ts'
import { chatArchives } from './tables.ts'

export type Due = { channelId: string; epoch: number; reached: number; recent: string[] }

const isKept = sql`coalesce(${chatRules.keepsArchive}, true) and ${communities.deletedAt} is null`

/**
 * The topics to look at in this tick, those first that waited longest: the last key of each chat,
 * the one before it for a while, and conversations in which something was said since.
 */
export const dueArchives = async (db: Db, limit: number): Promise<Due[]> => {
  const { rows } = await db.execute<{
    channelId: string
    epoch: number
    reached: string
    recent: string[]
  }>(sql`
    with channels as (
      select ${spaces.id} as id, epochs.number as epoch, null::timestamptz as said_at
      from ${spaces} join ${communities} on ${communities.id} = ${spaces.communityId}
      left join ${chatRules} on ${chatRules.communityId} = ${communities.id}
      cross join lateral (select number,
          lead(started_at) over (order by number) as ended_at
        from ${chatEpochs} where ${chatEpochs.spaceId} = ${spaces.id}) epochs
      where ${isKept} and (epochs.ended_at is null or epochs.ended_at > now() - interval '15 minutes')
      union all
      select ${chatConversations.id}, 0, ${chatConversations.saidAt}
      from ${chatConversations}
      join ${communities} on ${communities.id} = ${chatConversations.communityId}
      left join ${chatRules} on ${chatRules.communityId} = ${communities.id}
      where ${isKept})
    select channels.id as "channelId", channels.epoch, coalesce(reached, 0) as reached,
      to_json(coalesce(recent, '{}')) as recent
    from channels left join ${chatArchives} on ${chatArchives.channelId} = channels.id
      and ${chatArchives.epoch} = channels.epoch
    where channels.said_at is null or looked_at is null
      or looked_at < channels.said_at + interval '2 minutes'
    order by looked_at nulls first limit ${limit}`)
  return rows.map((row) => ({ ...row, reached: Number(row.reached) }))
}

/** Notes how far a topic was copied. */
export const noteArchived = (db: Db, { channelId, epoch, reached, recent }: Due) =>
  db
    .insert(chatArchives)
    .values({ channelId, epoch, reached, recent })
    .onConflictDoUpdate({
      target: [chatArchives.channelId, chatArchives.epoch],
      set: { reached, recent, lookedAt: sql`now()` },
    })

/** Channels whose archive is not wanted any more. */
export const unwantedArchives = (db: Db) =>
  db.execute<{ channelId: string }>(sql`
    select distinct ${chatArchives.channelId} as "channelId" from ${chatArchives}
    left join ${spaces} on ${spaces.id} = ${chatArchives.channelId}
    left join ${chatConversations} on ${chatConversations.id} = ${chatArchives.channelId}
    left join ${communities} on ${communities.id} =
      coalesce(${spaces.communityId}, ${chatConversations.communityId})
    left join ${chatRules} on ${chatRules.communityId} = ${communities.id}
    where ${communities.id} is null or not (${isKept}) limit 50`)

export const forgetArchive = (db: Db, channelId: string) =>
  db.delete(chatArchives).where(sql`${chatArchives.channelId} = ${channelId}::uuid`)
