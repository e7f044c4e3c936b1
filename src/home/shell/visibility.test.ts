import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { insertCommunity } from '../../communities/founding/queries.ts'
import { memberships } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { newId } from '../../db/columns.ts'
import { connect } from '../../db/connect.ts'
import { sessions } from '../../profiles/sessions/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { grants } from '../../spaces/grants/tables.ts'
import { visibleTo } from '../../spaces/queries.ts'
import { canEnter } from '../../spaces/rules.ts'
import { spaces } from '../../spaces/tables.ts'
import { mapOf, passportOf } from './queries.ts'
import { viewerOf } from './rules.ts'

const db = connect(env)

const roles = ['member', 'moderator', 'admin', 'owner'] as const
const statuses = [null, 'active', 'pending', 'banned', 'left'] as const
const holdings = ['nothing', 'space', 'tier', 'other tier', 'ended', 'not yet'] as const
const visibilities = ['public', 'private', 'paid'] as const

const day = 24 * 3600 * 1000
const yesterday = new Date(Date.now() - day)
const tomorrow = new Date(Date.now() + day)

/** A community with a space of each visibility, and someone for each standing and each holding. */
async function world(isPublic: boolean) {
  const [owner, communityId, tierId, otherTierId] = [newId(), newId(), newId(), newId()]
  const slug = `v-${communityId}`
  const people = statuses.flatMap((status) =>
    (status === 'active' ? roles : (['member'] as const)).flatMap((role) =>
      holdings.map((holds) => ({ id: newId(), session: newId(), status, role, holds })),
    ),
  )
  const row = (id: string) => ({ id, clerkId: id, username: id, fullName: 'Someone' })
  const places = visibilities.map((visibility) => ({
    id: newId(),
    communityId,
    visibility,
    name: visibility,
    slug: visibility,
    requiredTierIds: visibility === 'paid' ? [tierId] : [],
  }))
  const closed = { ...places[0], id: newId(), communityId, name: 'old', slug: 'old' }
  const given = people.flatMap(({ id, holds }): (typeof grants.$inferInsert)[] => {
    if (holds === 'nothing') return []
    const gift = { communityId, profileId: id, source: 'comp' as const }
    if (holds === 'tier') return [{ ...gift, tierId }]
    if (holds === 'other tier') return [{ ...gift, tierId: otherTierId }]
    const times = {
      space: {},
      ended: { startsAt: new Date(0), endsAt: yesterday },
      'not yet': { startsAt: tomorrow },
    }[holds]
    return places.map((place) => ({ ...gift, spaceId: place.id, ...times }))
  })
  await db.batch([
    db.insert(profiles).values([row(owner), ...people.map(({ id }) => row(id))]),
    ...insertCommunity(db, {
      ...{ id: communityId, name: slug, slug, description: '', ownerId: owner, isPublic },
    }),
    db.insert(membershipTiers).values([
      { id: tierId, communityId, name: 'One' },
      { id: otherTierId, communityId, name: 'Other' },
    ]),
    db.insert(spaces).values([...places, { ...closed, isArchived: true }]),
    db
      .insert(memberships)
      .values(
        people.flatMap(({ id, status, role }) =>
          status ? [{ communityId, profileId: id, status, role, joinedAt: yesterday }] : [],
        ),
      ),
    db.insert(grants).values(given),
    db
      .insert(sessions)
      .values(
        people.map(({ id, session }) => ({ id: session, profileId: id, clerkSessionId: session })),
      ),
  ])
  return { slug, communityId, people, closedId: closed.id }
}

describe.each([true, false])('in a community whose reading is public: %s', (isPublic) => {
  it('the rule and the SQL agree for everyone, on every space', async () => {
    const { slug, communityId, people, closedId } = await world(isPublic)
    const seen = await db.execute<{ who: string | null; space: string }>(sql`
      select people.id as who, ${spaces.id} as space
      from (select ${profiles.id} as id from ${profiles} union all select null) people
      join ${spaces} on ${spaces.communityId} = ${communityId}::uuid
      where ${visibleTo(sql.raw('people.id'))}`)
    const bySql = new Set(seen.rows.map(({ who, space }) => `${who} ${space}`))
    const [map] = await mapOf(db, slug)
    expect(map?.spaces.map((space) => space.visibility)).toEqual([...visibilities])
    let checked = 0
    for (const person of [null, ...people]) {
      const session = person && { id: person.session, profileId: person.id, issuedAt: 0 }
      const [passport] = session ? await passportOf(db, session, slug) : []
      const viewer = viewerOf(passport ?? null)
      expect(viewer.profile?.id ?? null).toBe(person?.id ?? null)
      for (const space of map?.spaces ?? []) {
        const rule = canEnter(viewer, space, isPublic)
        const words = `${person?.status} ${person?.role} with ${person?.holds} into ${space.visibility}`
        expect(bySql.has(`${person?.id ?? null} ${space.id}`), words).toBe(rule)
        checked++
      }
      const isStaff = person?.status === 'active' && person.role !== 'member'
      expect(bySql.has(`${person?.id ?? null} ${closedId}`)).toBe(isStaff)
    }
    expect(checked).toBe(3 * (1 + people.length))
  })
})
