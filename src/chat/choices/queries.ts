import { sql } from 'drizzle-orm'
import { mayIn } from '../../communities/queries.ts'
import { communities } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import type { Choices, Rules } from './rules.ts'
import { chatChoices, chatRules } from './tables.ts'

export const choicesOf = (db: Db, me: string | null) =>
  db
    .select({
      takesMessages: chatChoices.takesMessages,
      showsPresence: chatChoices.showsPresence,
      hasRecovery: sql<boolean>`${chatChoices.recovery} is not null`,
    })
    .from(chatChoices)
    .where(sql`${chatChoices.profileId} = ${me}::uuid`)

export const saveChoices = (db: Db, me: string, choices: Choices) =>
  db
    .insert(chatChoices)
    .values({ profileId: me, ...choices })
    .onConflictDoUpdate({ target: chatChoices.profileId, set: choices })

/** Whether someone shows when they are here or typing. */
export const showsPresence = (me: string | null) => sql<boolean>`not exists (
  select 1 from ${chatChoices} where ${chatChoices.profileId} = ${me}::uuid
    and not ${chatChoices.showsPresence})`

/** What the owners chose; no row is the defaults. */
export const rulesAt = (db: Db, slug: string) =>
  db
    .select({
      allowsMessages: sql<boolean>`coalesce(${chatRules.allowsMessages}, true)`,
      keepsArchive: sql<boolean>`coalesce(${chatRules.keepsArchive}, true)`,
    })
    .from(communities)
    .leftJoin(chatRules, sql`${chatRules.communityId} = ${communities.id}`)
    .where(sql`${communities.slug} = ${slug} and ${communities.deletedAt} is null`)

export const saveRules = (db: Db, community: string, me: string, rules: Rules) =>
  db.execute(sql`
    insert into ${chatRules} (community_id, allows_messages, keeps_archive)
    select ${communities.id}, ${rules.allowsMessages}, ${rules.keepsArchive} from ${communities}
    where ${communities.id} = ${community}::uuid and ${mayIn(community, me, 'settings')}
    on conflict (community_id) do update set allows_messages = excluded.allows_messages,
      keeps_archive = excluded.keeps_archive`)
