import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { communities, memberships } from '../tables.ts'

/**
 * Finds the communities whose owner has been deleted and passes each to its longest-serving admin,
 * else moderator, else member; one that nobody is left in is closed. Then those who have been
 * deleted leave what they belonged to. Statements for one batch; the rows are their own claim, so
 * running them twice, late or at once changes nothing more. The second gives the communities that
 * were passed on (or closed: no heir), the third who left what.
 */
export const succeed = (db: Db) =>
  [
    // whoever changes memberships holds their community first: no heir leaves while they inherit
    db.execute(sql`
      select ${communities.id} from ${communities}
      join ${profiles} on ${profiles.id} = ${communities.ownerId}
      where ${profiles.deletedAt} is not null and ${communities.deletedAt} is null
      order by ${communities.id} for no key update of ${communities}`),
    db.execute<{ slug: string; heir: string | null; username: string | null }>(sql`
      with heirs as (
        select distinct on (c.id) c.id, c.owner_id as former, m.profile_id as heir
        from ${communities} c
        join ${profiles} gone on gone.id = c.owner_id and gone.deleted_at is not null
        left join (${memberships} m join ${profiles} p on p.id = m.profile_id and p.deleted_at is null)
          on m.community_id = c.id and m.status = 'active'
        where c.deleted_at is null
        order by c.id, m.role desc nulls last, m.joined_at, m.id
      ), passed as (
        update ${communities} c set owner_id = coalesce(heir, former),
          deleted_at = case when heir is null then now() end
        from heirs where heirs.id = c.id and c.owner_id = former
        returning c.id, c.slug, heir
      ), owned as (
        update ${memberships} m set role = 'owner' from passed
        where m.community_id = passed.id and m.profile_id = passed.heir
      )
      select passed.slug, passed.heir, p.username
      from passed left join ${profiles} p on p.id = passed.heir`),
    db.execute<{ slug: string }>(sql`
      update ${memberships} m set status = 'left', role = 'member', tier_id = null
      from ${profiles} p, ${communities} c
      where p.id = m.profile_id and p.deleted_at is not null and c.id = m.community_id
        and m.status in ('active', 'pending')
      returning c.slug`),
  ] as const
