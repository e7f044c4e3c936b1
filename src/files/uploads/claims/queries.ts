import { type SQL, sql } from 'drizzle-orm'
import { communityAt } from '../../../communities/queries.ts'
import { ACTS, type Act } from '../../../communities/rules.ts'
import { communities, memberships } from '../../../communities/tables.ts'
import { membershipTiers } from '../../../communities/tiers/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { isLive } from '../../../spaces/grants/queries.ts'
import { grants } from '../../../spaces/grants/tables.ts'
import { spaceAt } from '../../../spaces/manage/queries.ts'
import { moderatedBy, visibleTo, writableBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { shelvableBy } from '../../resources/queries.ts'
import { addressOf, KEYS, LIMITS, MB } from '../../rules.ts'
import { files } from '../../tables.ts'
import { type Claim, mostFor, type Standing } from '../rules.ts'

type Place = Pick<Claim, 'size' | 'purpose' | 'community' | 'space' | 'of' | 'replaces'>

/**
 * Goes first in the batch of a claim: claims in one community, and a person's own, happen one after
 * another, so that each counts those before it.
 */
export const holdQuota = (db: Db, claim: Place, me: string) =>
  db.execute(sql`select pg_advisory_xact_lock(
    hashtextextended(${`files of ${quotaOf(claim) ?? me}`}, 0))`)

/** The community in which it counts; a face counts for its owner alone, whatever else was named. */
const quotaOf = ({ purpose, community }: Place) => (purpose === 'avatar' ? null : community)

/**
 * A row for a file that is to come, if it is allowed and fits into the quota at this moment. After
 * `holdQuota`. Gives what the person may store there, or nothing where there is no such place.
 * @param at a row that says where it would lie, and whether it may: that of a room above, or of the claim
 */
export const insertClaim = (
  db: Db,
  id: string,
  claim: Claim,
  me: string,
  at = place(claim, me),
) => {
  const { name, size, purpose, of, replaces } = claim
  const { width, height, duration, thumbhash } = claim
  const claimed = Object.entries({ width, height, duration, thumbhash }).filter(
    ([, value]) => value !== undefined,
  )
  const metadata = claimed.length
    ? { ...Object.fromEntries(claimed), claimed: claimed.map(([key]) => key) }
    : {}
  return db.execute<Standing>(sql`
    with standing as materialized (${standing(claim, me, at)}), made as (
    insert into ${files} (id, uploader_id, community_id, space_id, purpose, attached_to, replaces,
      file_name, file_type, file_size, r2_key, r2_url, metadata)
    select ${id}::uuid, ${me}::uuid, community_id, space_id, ${purpose}::file_purpose,
      ${of ?? null}::uuid, ${replaces ?? null}::uuid, ${name}, 'application/octet-stream',
      ${size}::bigint, ${KEYS + id}, ${addressOf(id, name)}, ${JSON.stringify(metadata)}::jsonb
    from standing where "isVisible" and "isAllowed" and ${size}::bigint <= most and fits)
    select "isVisible", "isAllowed", most, fits, room as "left" from standing`)
}

function standing(claim: Place, me: string, at: SQL): SQL {
  const { member, staff, community } = LIMITS
  const size = sql`${claim.size}::bigint`
  const here =
    claim.purpose === 'avatar'
      ? sql`${files.communityId} is null`
      : sql`${files.communityId} = place.community_id`
  return sql`
    select place.*, max_file as most,
      least(max_bytes - mine.bytes, ${community.bytes}::float8 - all_of.bytes) as room,
      ${size} <= least(max_bytes - mine.bytes, ${community.bytes}::float8 - all_of.bytes)
        and mine.count < max_count and all_of.count < ${community.count}::int as fits
    from (${at}) place
    cross join lateral (select greatest(${member.file}::float8, ${largestByTier(me)}) as file) own
    cross join lateral (select
      least(${mostFor(claim.purpose)}::float8, case when is_staff then ${staff.file}::float8
        else own.file end) as max_file,
      case when is_staff then ${staff.bytes}::float8
        else ${member.bytes}::float8 * own.file / ${member.file}::float8 end as max_bytes,
      case when is_staff then ${staff.count}::int else ${member.count}::int end as max_count) allowance
    cross join lateral (select coalesce(sum(${files.fileSize}), 0)::float8 as bytes, count(*)
      from ${files} where ${files.uploaderId} = ${me}::uuid and ${here}) mine
    cross join lateral (select coalesce(sum(${files.fileSize}), 0)::float8 as bytes, count(*)
      from ${files} where ${files.communityId} = place.community_id) all_of`
}

/** The largest file that one of their tiers of a place's community lets someone bring, in bytes. */
const largestByTier = (
  me: string,
): SQL => sql`(select max(${membershipTiers.fileMb})::float8 * ${MB}
  from ${grants} join ${membershipTiers} on ${membershipTiers.id} = ${grants.tierId}
  where ${grants.profileId} = ${me}::uuid and ${grants.communityId} = place.community_id
    and ${isLive})`

/** Where a claim wants to lie, and what the person may do there. */
function place(claim: Place, me: string): SQL {
  const { purpose, community = '', space } = claim
  if (purpose === 'avatar')
    return sql`select null::uuid as community_id, null::uuid as space_id, true as "isVisible",
      exists (select 1 from ${profiles} where ${profiles.id} = ${me}::uuid
        and ${profiles.deletedAt} is null) as "isAllowed", false as is_staff`
  if (!space)
    return sql`select ${communities.id} as community_id, null::uuid as space_id, true as "isVisible",
      ${mayHere(me, 'settings')} as "isAllowed", true as is_staff
      from ${communities} where ${communities.id} = ${communityAt(community)}`
  return sql`select ${spaces.communityId} as community_id, ${spaces.id} as space_id,
    ${visibleTo(me)} as "isVisible", ${allowedIn(claim, me)} as "isAllowed",
    ${moderatedBy(me)} as is_staff
    from ${spaces} join ${communities} on ${communities.id} = ${spaces.communityId}
    where ${spaces.id} = ${spaceAt(community, space)}`
}

function allowedIn({ purpose, of, replaces }: Place, me: string): SQL {
  if (purpose === 'cover') return mayHere(me, 'spaces')
  if (purpose === 'captions') return sql`(${writableBy(me)} and ${mayChange(of, me)})`
  if (purpose === 'course' || purpose === 'lesson')
    return sql`(${writableBy(me)} and ${mayHere(me, 'courses')})`
  if (purpose === 'sealed') return sql`(${writableBy(me)} and ${spaces.spaceType} = 'chat')`
  if (purpose !== 'resource') return writableBy(me)
  return sql`(${shelvableBy(me)}
    ${replaces ? sql`and ${mayChange(replaces, me)}` : sql``})`
}

/** Whether a file of the space in scope is this person's, or they moderate the space. */
const mayChange = (id: string | undefined, me: string): SQL => sql`exists (
  select 1 from ${files} where ${files.id} = ${id ?? null}::uuid and ${files.spaceId} = ${spaces.id}
    and ${files.finishedAt} is not null and ${files.releasedAt} is null
    and (${files.uploaderId} = ${me}::uuid or ${moderatedBy(me)}))`

/** Whether someone may do an act in the row of `communities` in scope. */
const mayHere = (me: string, act: Act): SQL => sql`exists (
  select 1 from ${memberships} where ${memberships.communityId} = ${communities.id}
    and ${memberships.profileId} = ${me}::uuid and ${memberships.status} = 'active'
    and ${memberships.role} >= ${ACTS[act].from}::role)`
