import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { communityAt, mayIn } from '../../communities/queries.ts'
import { updateSpaceAccess } from '../../communities/tiers/queries.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { uuids } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { spaces } from '../tables.ts'
import type { NewSpace, SpaceChange } from './rules.ts'

const columns = {
  id: spaces.id,
  slug: spaces.slug,
  name: spaces.name,
  description: spaces.description,
  emoji: spaces.emoji,
  coverUrl: spaces.coverUrl,
  spaceType: spaces.spaceType,
  visibility: spaces.visibility,
  requiredTierIds: spaces.requiredTierIds,
  settings: spaces.settings,
  isArchived: spaces.isArchived,
}

/** Every space of a community in its order, the archived too: for those who manage them. */
export const allSpaces = (db: Db, slug: string) =>
  db
    .select(columns)
    .from(spaces)
    .where(eq(spaces.communityId, communityAt(slug)))
    .orderBy(asc(spaces.isArchived), asc(spaces.sortOrder), asc(spaces.id))
export type SpaceRow = Awaited<ReturnType<typeof allSpaces>>[number]

/** One space, archived or not, by its address. */
export const findSpace = (db: Db, slug: string, space: string) =>
  db
    .select(columns)
    .from(spaces)
    .where(and(eq(spaces.communityId, communityAt(slug)), eq(spaces.slug, space)))

/** The id of a space by its address, as a subquery. */
export const spaceAt = (slug: string, space: string): SQL<string> => sql<string>`(
  select ${spaces.id} from ${spaces}
  where ${spaces.communityId} = ${communityAt(slug)} and ${spaces.slug} = ${space})`

type At = { id: string; communityId: string; me: string }

/** Of some ids, those that are tiers of the community. */
const ownTiers = (communityId: string, ids: string[]): SQL => sql`array(
  select ${membershipTiers.id} from ${membershipTiers}
  where ${membershipTiers.communityId} = ${communityId}::uuid
    and ${membershipTiers.id} = any(${uuids(ids)}))`

/** A new space, last in the order. Fails on `spaces_community_slug` when its address is taken. */
export const insertSpace = (db: Db, { id, communityId, me }: At, space: NewSpace) =>
  db.execute<{ id: string }>(sql`
    insert into ${spaces} (id, community_id, name, slug, description, emoji, cover_url, space_type,
      visibility, required_tier_ids, settings, sort_order)
    select ${id}::uuid, ${communityId}::uuid, ${space.name}, ${space.slug}, ${space.description},
      ${space.emoji}, ${space.coverUrl}, ${space.spaceType}::space_type,
      ${space.visibility}::visibility, ${ownTiers(communityId, space.requiredTierIds)},
      ${JSON.stringify({ whoPosts: space.whoPosts })}::jsonb,
      (select coalesce(max(${spaces.sortOrder}), 0) + 1 from ${spaces}
        where ${spaces.communityId} = ${communityId}::uuid)
    where ${mayIn(communityId, me, 'spaces')}
    returning id`)

/** Changes a space, archived or not. */
export const updateSpace = (db: Db, { id, communityId, me }: At, change: SpaceChange) => {
  const { requiredTierIds, whoPosts, ...fields } = change
  return (
    db
      .update(spaces)
      // naming the community changes nothing, and makes a change of nothing a statement
      .set({
        communityId,
        ...fields,
        ...(requiredTierIds && { requiredTierIds: ownTiers(communityId, requiredTierIds) }),
        ...(whoPosts && {
          settings: sql`${spaces.settings} || ${JSON.stringify({ whoPosts })}::jsonb`,
        }),
      })
      .where(managed({ id, communityId, me }))
      .returning({ id: spaces.id })
  )
}

/** Puts a space away, or back: nothing in it is lost, and nobody writes in it meanwhile. */
export const setArchived = (db: Db, at: At, isArchived: boolean) =>
  db.update(spaces).set({ isArchived }).where(managed(at)).returning({ id: spaces.id })

const managed = ({ id, communityId, me }: At) =>
  and(eq(spaces.id, id), eq(spaces.communityId, communityId), mayIn(communityId, me, 'spaces'))

/**
 * After a change of spaces' tiers: writes the same into `membership_tiers.space_access`, which says
 * from the tier's side what `spaces.required_tier_ids` says from the space's.
 */
export const syncSpaceAccess = (db: Db, communityId: string) =>
  updateSpaceAccess(
    db,
    communityId,
    sql`array(select ${spaces.id} from ${spaces}
      where ${spaces.communityId} = ${membershipTiers.communityId}
        and ${membershipTiers.id} = any(${spaces.requiredTierIds})
      order by ${spaces.sortOrder}, ${spaces.id})`,
  )

/** Makes a tier open exactly these spaces. Before `syncSpaceAccess`. */
export const setSpacesOfTier = (db: Db, { id, communityId, me }: At, spaceIds: string[]) =>
  db
    .update(spaces)
    .set({
      requiredTierIds: sql`case when ${spaces.id} = any(${uuids(spaceIds)})
        then array_append(array_remove(${spaces.requiredTierIds}, ${id}::uuid), ${id}::uuid)
        else array_remove(${spaces.requiredTierIds}, ${id}::uuid) end`,
    })
    .where(and(eq(spaces.communityId, communityId), mayIn(communityId, me, 'tiers')))

/** Puts spaces into an order; those that are not named keep theirs, after them. */
export const orderSpaces = (db: Db, { communityId, me }: Omit<At, 'id'>, ids: string[]) =>
  db.execute(sql`
    update ${spaces} set sort_order = ordered.place
    from (
      select ${spaces.id} as id, row_number() over (
        order by array_position(${uuids(ids)}, ${spaces.id}) nulls last,
          ${spaces.sortOrder}, ${spaces.id}) as place
      from ${spaces} where ${spaces.communityId} = ${communityId}::uuid
    ) ordered
    where ${spaces.id} = ordered.id and ${mayIn(communityId, me, 'spaces')}
    returning ${spaces.id}`)

/** Moves a space one place up or down among those that are not archived. After `holdCommunity`. */
export const moveSpace = (db: Db, { id, communityId, me }: At, move: 'up' | 'down') =>
  db.execute(sql`
    with listed as (
      select ${spaces.id} as id, row_number() over (order by ${spaces.sortOrder}, ${spaces.id}) as place
      from ${spaces} where ${spaces.communityId} = ${communityId}::uuid and not ${spaces.isArchived}
    ), moved as (
      select place, place + ${move === 'up' ? -1 : 1}::int as other from listed where id = ${id}::uuid
    )
    update ${spaces} set sort_order = case
      when listed.place = moved.place and exists (select 1 from listed l where l.place = moved.other)
        then moved.other
      when listed.place = moved.other then moved.place
      else listed.place end
    from listed, moved
    where ${spaces.id} = listed.id and ${mayIn(communityId, me, 'spaces')}
    returning ${spaces.id}`)
