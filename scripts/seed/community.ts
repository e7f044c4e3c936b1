import { crumbMembers, people } from '../../local/seed/people.ts'
import { chance, pick } from '../../local/seed/pick.ts'
import type { SeedCommunity } from '../../local/seed/types.ts'
import { insertCommunity } from '../../src/communities/founding/queries.ts'
import { insertInvite, joinByCode, joinOpenly } from '../../src/communities/invites/queries.ts'
import { codeOf } from '../../src/communities/invites/rules.ts'
import { setRole, setTier } from '../../src/communities/members/queries.ts'
import { holdCommunity, updateCommunity } from '../../src/communities/queries.ts'
import { memberships } from '../../src/communities/tables.ts'
import { insertTier } from '../../src/communities/tiers/queries.ts'
import { NewTier } from '../../src/communities/tiers/rules.ts'
import type { Db } from '../../src/db/connect.ts'
import { insertFollow } from '../../src/spaces/follows/queries.ts'
import { insertGift, liveTierOf } from '../../src/spaces/grants/queries.ts'
import { insertSpace, syncSpaceAccess } from '../../src/spaces/manage/queries.ts'
import { NewSpace } from '../../src/spaces/manage/rules.ts'
import { type People, personOf } from './people.ts'
import { DAY, idOf, type Statement } from './statements.ts'

type Member = {
  username: string
  role: 'owner' | 'admin' | 'moderator' | 'member'
  tier: string | null
  joinedAt: Date
}

export type MadeSpace = { id: string; slug: string; name: string; entrants: string[] }

export type Made = {
  /** what makes it */
  statements: Statement[]
  id: string
  slug: string
  owner: string
  /** by their name in the script */
  members: Map<string, Member>
  spaces: Map<string, MadeSpace>
}

/** Founds one of the seeded communities: its looks, tiers, spaces, members and who may enter what. */
export function foundCommunity(db: Db, everyone: People, seed: SeedCommunity, now: Date): Made {
  const createdAt = new Date(now.getTime() - seed.createdDaysAgo * DAY)
  const communityId = idOf(createdAt)
  const me = personOf(everyone, seed.owner).id
  const own = { communityId, me }
  const tierIds = new Map(seed.tiers.map(({ key }) => [key, idOf(createdAt)]))
  const idOfTier = (key: string) => tierIds.get(key) ?? ''
  const members = membersOf(seed, now)
  const spaces = seed.spaces.map((space, place) => ({
    ...space,
    id: idOf(new Date(createdAt.getTime() + place * 60_000)),
    entrants: entrantsOf(space, members),
  }))
  const { slug, name, description } = seed

  const statements = [
    ...insertCommunity(db, { id: communityId, slug, name, description, ownerId: me, createdAt }),
    updateCommunity(db, communityId, me, {
      logoUrl: seed.logo,
      coverUrl: seed.cover,
      brandColor: seed.brandColor,
      isPublic: seed.publicReading,
      joining: seed.joining,
    }),
    ...seed.tiers.map(({ key, ...tier }) =>
      insertTier(db, { id: idOfTier(key), ...own }, NewTier.parse(tier)),
    ),
    ...spaces.map(({ id, tiers = [], type, cover, ...space }) =>
      insertSpace(
        db,
        { id, ...own },
        NewSpace.parse({
          ...space,
          spaceType: type,
          coverUrl: cover,
          requiredTierIds: tiers.map(idOfTier),
        }),
      ),
    ),
    syncSpaceAccess(db, communityId),
    ...joining(db, seed, own, members, everyone, createdAt),
    ...members.flatMap(({ username, tier }) => {
      if (!tier) return []
      const profileId = personOf(everyone, username).id
      const gift = { ...own, profileId, source: 'comp' as const, tierId: idOfTier(tier) }
      return [
        insertGift(db, gift),
        setTier(db, gift, liveTierOf(memberships.communityId, memberships.profileId)),
      ]
    }),
    ...spaces.flatMap(({ id, invited = [] }) =>
      invited.map((username) => {
        const profileId = personOf(everyone, username).id
        return insertGift(db, { ...own, profileId, source: 'invitation', spaceId: id })
      }),
    ),
    ...spaces.flatMap(({ id, slug: space, entrants }) =>
      followersOf(space, entrants).map((username) =>
        insertFollow(db, id, personOf(everyone, username).id),
      ),
    ),
  ]
  return {
    statements,
    id: communityId,
    slug,
    owner: seed.owner,
    members: new Map(members.map((member) => [member.username, member])),
    spaces: new Map(spaces.map((space) => [space.slug, space])),
  }
}

function membersOf(seed: SeedCommunity, now: Date): Member[] {
  const since = (days: number) => new Date(now.getTime() - days * DAY)
  if (seed.slug === 'loam')
    return people.map(({ username, role, tier, joinedDaysAgo }) => ({
      username,
      role,
      tier,
      joinedAt: since(joinedDaysAgo),
    }))
  return crumbMembers.map(({ username, role }) => ({
    username,
    role,
    tier: null,
    joinedAt: since(seed.createdDaysAgo - (role === 'owner' ? 0 : 2.4 * chance(username))),
  }))
}

const entrantsOf = (space: SeedCommunity['spaces'][number], members: Member[]): string[] =>
  members
    .filter(
      ({ username, role, tier }) =>
        space.visibility === 'public' ||
        role !== 'member' ||
        space.invited?.includes(username) ||
        (space.visibility === 'paid' && tier && space.tiers?.includes(tier)),
    )
    .map(({ username }) => username)

/** The first space is followed by most, a small one by all who are in, the others by every fourth. */
function followersOf(space: string, entrants: string[]): string[] {
  const share = space === 'welcome' ? 0.8 : entrants.length < 15 ? 0.9 : 0.25
  return pick(`who follows ${space}`, Math.round(entrants.length * share), entrants)
}

/** Everyone but the owner comes in, by the door that is there, and gets their role. */
function joining(
  db: Db,
  seed: SeedCommunity,
  own: { communityId: string; me: string },
  members: Member[],
  everyone: People,
  createdAt: Date,
): Statement[] {
  const { communityId } = own
  const code = codeOf(Uint8Array.from({ length: 16 }, (_, at) => 256 * chance(`${seed.slug}${at}`)))
  const invite = {
    id: idOf(createdAt),
    code,
    communityId,
    createdBy: own.me,
    maxUses: 50,
    expiresAt: null,
  }
  const others = members.filter(({ username }) => username !== seed.owner)
  return [
    holdCommunity(db, communityId),
    insertInvite(db, invite),
    ...others.flatMap(({ username, role }) => {
      const profileId = personOf(everyone, username).id
      const join =
        seed.joining === 'invitation'
          ? joinByCode(db, { communityId, me: profileId, code })
          : joinOpenly(db, { communityId, me: profileId })
      return role === 'member' ? [join] : [join, setRole(db, { ...own, profileId, role })]
    }),
  ]
}
