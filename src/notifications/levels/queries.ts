import { and, desc, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { type Level, spaceFollows, spaces } from '../../spaces/tables.ts'
import { KINDS, kinds } from '../kinds/rules.ts'
import { topicLevels } from './tables.ts'

type At = { topic: SQLWrapper; spaceId: SQLWrapper }

/** What someone chose for a thing, null if nothing. */
export const topicLevel = (who: SQLWrapper, topic: SQLWrapper): SQL<Level | null> =>
  sql`(select ${topicLevels.level} from ${topicLevels}
    where ${topicLevels.profileId} = ${who} and ${topicLevels.topic} = ${topic})`

/** What someone chose for a space, null if nothing. */
export const spaceLevel = (who: SQLWrapper, spaceId: SQLWrapper): SQL<Level | null> =>
  sql`(select ${spaceFollows.level} from ${spaceFollows}
    where ${spaceFollows.profileId} = ${who} and ${spaceFollows.spaceId} = ${spaceId})`

/** Whether someone wants to hear nothing of a thing: what they chose for it, else for its space. */
export const isMuted = (who: SQLWrapper, { topic, spaceId }: At): SQL<boolean> =>
  sql<boolean>`(coalesce(${topicLevel(who, topic)}, ${spaceLevel(who, spaceId)}, 'normal') = 'mute')`

const mutable = kinds.filter((kind) => KINDS[kind].mutable).map((kind) => `'${kind}'`)

/** Whether notices of a kind, a column, are silenced where one mutes. */
export const muting = (type: SQLWrapper): SQL<boolean> =>
  sql<boolean>`${type}::text in (${sql.raw(mutable.join(', '))})`

/** The row of one's own choice for a thing. */
export const levelOfTopic = (db: Db, topic: string, me: string | null) =>
  db
    .select({ level: topicLevels.level })
    .from(topicLevels)
    .where(sql`${topicLevels.topic} = ${topic} and ${topicLevels.profileId} = ${me}::uuid`)

type Thing = { topic: string; spaceId: string | null; title: string; link: string }

/** Chooses for a thing, in a space that one may enter. */
export const setTopicLevel = (db: Db, me: string, level: Level, thing: Thing) =>
  db.execute(sql`
    insert into ${topicLevels} (profile_id, topic, level, space_id, title, link)
    select ${me}::uuid, ${thing.topic}, ${level}::level, ${thing.spaceId}::uuid, ${thing.title},
      ${thing.link}
    where ${thing.spaceId}::uuid is null or exists (select 1 from ${spaces}
      where ${spaces.id} = ${thing.spaceId}::uuid and ${visibleTo(me)})
    on conflict (profile_id, topic) do update set level = excluded.level`)

/** Goes with the space again. */
export const deleteTopicLevel = (db: Db, me: string, topic: string) =>
  db.delete(topicLevels).where(and(eq(topicLevels.profileId, me), eq(topicLevels.topic, topic)))

const LISTED = 100

/** The spaces for which someone chose something, of those that they may enter. */
export const chosenSpaces = (db: Db, me: string | null) =>
  db
    .select({
      name: spaces.name,
      slug: spaces.slug,
      emoji: spaces.emoji,
      level: spaceFollows.level,
      community: { slug: communities.slug, name: communities.name },
    })
    .from(spaceFollows)
    .innerJoin(spaces, eq(spaces.id, spaceFollows.spaceId))
    .innerJoin(communities, eq(communities.id, spaces.communityId))
    .where(sql`${spaceFollows.profileId} = ${me}::uuid and ${visibleTo(me)}`)
    .orderBy(communities.name, spaces.name)
    .limit(LISTED)

/** The same for things. */
export const chosenTopics = (db: Db, me: string | null) =>
  db
    .select({
      topic: topicLevels.topic,
      title: topicLevels.title,
      link: topicLevels.link,
      level: topicLevels.level,
    })
    .from(topicLevels)
    .leftJoin(spaces, eq(spaces.id, topicLevels.spaceId))
    .where(
      sql`${topicLevels.profileId} = ${me}::uuid
        and (${topicLevels.spaceId} is null or ${visibleTo(me)})`,
    )
    .orderBy(desc(topicLevels.createdAt))
    .limit(LISTED)
