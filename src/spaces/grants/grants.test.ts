import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Community, community, guest, someone } from '../../../tests/community.ts'
import { setTier } from '../../communities/members/queries.ts'
import { memberships } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { connect } from '../../db/connect.ts'
import { spaces } from '../tables.ts'
import { insertGift, liveTierOf } from './queries.ts'
import { grants } from './tables.ts'

const db = connect(env)

type Tiers = { tiers: { id: string; spaceAccess: string[]; priceCents: number }[] }

const enters = async (person: { get: Community['owner']['get'] }, here: Community, slug: string) =>
  (await person.get(here.at(`/s/${slug}`))).status

/** From both sides, what the database holds of who opens what. */
const bothSides = async (slug: string) => {
  const [space] = await db.select().from(spaces).where(eq(spaces.slug, slug))
  const tiers = await db
    .select()
    .from(membershipTiers)
    .where(sql`${space?.id}::uuid = any(${membershipTiers.spaceAccess})`)
  return {
    required: [...(space?.requiredTierIds ?? [])].sort(),
    given: tiers.map((t) => t.id).sort(),
  }
}

describe('guests', () => {
  it('are let into a private space and out again; nobody else learns of it', async () => {
    const here = await community()
    const slug = await here.space({ name: 'Hidden Cellar', visibility: 'private' })
    const [ben, cleo, mo] = [
      await here.join('Ben'),
      await here.join('Cleo'),
      await here.join('Mo', 'moderator'),
    ]
    const at = (who: string) => here.at(`/s/${slug}/guests/${who}`)
    expect((await mo.put(at(ben.username))).status).toBe(403)
    expect((await here.owner.put(at((await someone()).username))).status).toBe(404)
    expect((await ben.page(here.at('/members'))).includes('Hidden Cellar')).toBe(false)
    await Promise.all([1, 2, 3].map(() => here.owner.put(at(ben.username))))
    const rows = await db.select().from(grants).where(eq(grants.profileId, ben.id))
    expect(rows).toHaveLength(1)
    expect((await ben.page(here.at('/members'))).includes('Hidden Cellar')).toBe(true)
    expect((await cleo.page(here.at('/members'))).includes('Hidden Cellar')).toBe(false)
    expect((await ben.put(here.at(`/s/${slug}/follow`))).status).toBe(200)
    expect((await cleo.put(here.at(`/s/${slug}/follow`))).status).toBe(404)
    expect((await here.owner.delete(at(ben.username))).status).toBe(200)
    expect((await here.owner.delete(at(ben.username))).status).toBe(404)
    expect((await ben.page(here.at('/members'))).includes('Hidden Cellar')).toBe(false)
    const form = await here.owner.submit(here.at(`/s/${slug}/guests`), {
      username: `@${cleo.username}`,
    })
    expect(form.status).toBe(303)
    expect(await here.owner.json(here.at(`/s/${slug}/settings`))).toMatchObject({
      guests: [{ username: cleo.username }],
    })
  })

  it('lose their invitation by leaving', async () => {
    const here = await community()
    const slug = await here.space({ name: 'Hidden Cellar', visibility: 'private' })
    const ben = await here.join('Ben')
    await here.owner.put(here.at(`/s/${slug}/guests/${ben.username}`))
    await ben.delete(here.at('/membership'))
    await ben.post(here.at('/membership'))
    expect((await ben.page(here.at('/members'))).includes('Hidden Cellar')).toBe(false)
  })
})

describe('a gift that another transaction gave while this one waited', () => {
  // its start is then later than the moment at which this one began
  const later = (profileId: string) =>
    db
      .update(grants)
      .set({ startsAt: sql`now() + interval '1 second'` })
      .where(eq(grants.profileId, profileId))
  const endsOf = (profileId: string) =>
    db
      .select({ endsAt: grants.endsAt })
      .from(grants)
      .where(eq(grants.profileId, profileId))
      .then((rows) => rows.map(({ endsAt }) => endsAt !== null))

  it('is not given twice, and can be taken back', async () => {
    const here = await community()
    const slug = await here.space({ visibility: 'private' })
    const ben = await here.join('Ben')
    const at = here.at(`/s/${slug}/guests/${ben.username}`)
    await here.owner.put(at)
    await later(ben.id)
    expect((await here.owner.put(at)).status).toBe(200)
    expect(await endsOf(ben.id)).toEqual([false])
    expect((await here.owner.delete(at)).status).toBe(200)
    expect(await endsOf(ben.id)).toEqual([true])
  })

  it('ends with a ban all the same', async () => {
    const here = await community()
    const slug = await here.space({ visibility: 'private' })
    const ben = await here.join('Ben')
    await here.owner.put(here.at(`/s/${slug}/guests/${ben.username}`))
    await later(ben.id)
    await here.owner.put(here.at(`/members/${ben.username}/ban`), { content: 'keep' })
    expect(await endsOf(ben.id)).toEqual([true])
  })
})

describe('a gift that another transaction took back while this one waited', () => {
  // in one batch, as if the other came between: the end is later than the moment at which it began
  const takenBack = (profileId: string) =>
    db.update(grants).set({ endsAt: sql`clock_timestamp()` }).where(eq(grants.profileId, profileId))
  const later = db.execute(sql`select pg_sleep(0.01)`)

  it('is given anew, and is not shown any more where it is not', async () => {
    const here = await community()
    const [ben, cleo] = [await here.join('Ben'), await here.join('Cleo')]
    const tier = await here.tier()
    const [row] = await db.select().from(membershipTiers).where(eq(membershipTiers.id, tier))
    const communityId = row?.communityId ?? ''
    for (const person of [ben, cleo])
      await here.owner.put(here.at(`/members/${person.username}/tiers/${tier}`))
    const giftTo = (profileId: string) =>
      ({ communityId, profileId, me: here.owner.id, source: 'comp', tierId: tier }) as const
    const shown = liveTierOf(memberships.communityId, memberships.profileId)
    const giveAgain = [insertGift(db, giftTo(ben.id)), setTier(db, giftTo(ben.id), shown)] as const
    await db.batch([later, takenBack(ben.id), ...giveAgain])
    await db.batch([later, takenBack(cleo.id), setTier(db, giftTo(cleo.id), shown)])
    const tiersOf = async (profileId: string) => {
      const [member] = await db
        .select()
        .from(memberships)
        .where(eq(memberships.profileId, profileId))
      const given = await db.select().from(grants).where(eq(grants.profileId, profileId))
      return [member?.tierId, given.filter(({ endsAt }) => endsAt === null).length]
    }
    expect(await tiersOf(ben.id)).toEqual([tier, 1])
    expect(await tiersOf(cleo.id)).toEqual([null, 0])
  })
})

describe('following', () => {
  it('is for members, and twice is once', async () => {
    const here = await community()
    const ben = await here.join()
    const at = here.at('/s/general/follow')
    expect((await guest().put(at)).status).toBe(401)
    expect((await (await someone()).put(at)).status).toBe(403)
    expect(await (await ben.put(at)).json()).toEqual({ isFollowing: true, level: 'follow' })
    expect((await ben.put(at)).status).toBe(200)
    expect(await (await ben.delete(at)).json()).toEqual({ isFollowing: false, level: 'normal' })
    expect((await ben.delete(at)).status).toBe(200)
    expect((await ben.put(here.at('/s/nowhere/follow'))).status).toBe(404)
  })

  it('of a space that must be paid for waits for the tier', async () => {
    const here = await community()
    const tier = await here.tier()
    const slug = await here.space({ visibility: 'paid', requiredTierIds: [tier] })
    const ben = await here.join()
    expect((await ben.put(here.at(`/s/${slug}/follow`))).status).toBe(403)
    await here.owner.put(here.at(`/members/${ben.username}/tiers/${tier}`))
    expect((await ben.put(here.at(`/s/${slug}/follow`))).status).toBe(200)
  })
})

describe('a guest who cannot be let in', () => {
  it('is said beside the field, with what was typed', async () => {
    const here = await community()
    const slug = await here.space({ visibility: 'private' })
    const at = here.at(`/s/${slug}/guests`)
    for (const username of ['nobody-at-all', '']) {
      const page = await here.owner.submit(at, { username })
      expect(page.status).toBe(422)
      const html = await page.text()
      expect(html).toContain('Settings of')
      expect(html).toContain(`value="${username}"`)
    }
    const json = await here.owner.post(at, { username: 'nobody-at-all' })
    expect(await json.json()).toMatchObject({
      status: 422,
      errors: { username: expect.any(String) },
    })
  })
})

describe('tiers', () => {
  it('are made and changed by admins, in one round trip', async () => {
    const here = await community()
    const mo = await here.join('Mo', 'moderator')
    expect((await mo.post(here.at('/tiers'), { name: 'X' })).status).toBe(403)
    const page = await here.owner.get(here.at('/tiers'), { accept: 'text/html' })
    expect(page.headers.get('server-timing')).toBe('db;desc="1"')
    const made = await here.owner.submit(here.at('/tiers'), {
      name: 'Friend',
      price: '12.50',
      billingPeriod: 'yearly',
      features: 'One thing\n\nAnother',
      isActive: 'true',
    })
    expect(made.status).toBe(303)
    const { tiers } = await here.owner.json<Tiers>(here.at('/tiers'))
    expect(tiers).toMatchObject([{ priceCents: 1250, features: ['One thing', 'Another'] }])
    const at = here.at(`/tiers/${tiers[0]?.id}`)
    expect((await mo.patch(at, { name: 'Mine' })).status).toBe(403)
    expect((await here.owner.patch(at, { isActive: false })).status).toBe(200)
    const bad = await here.owner.submit(at, { price: 'lots' }, 'PATCH')
    expect(bad.status).toBe(422)
    expect((await bad.text()).includes('value="lots"')).toBe(true)
    for (const fields of [{ name: '' }, { priceCents: -1 }, { billingPeriod: 'daily' }])
      expect((await here.owner.patch(at, fields)).status).toBe(422)
    expect((await here.owner.patch(here.at(`/tiers/${crypto.randomUUID()}`), {})).status).toBe(404)
    const other = await community()
    const theirs = await other.tier()
    expect((await here.owner.patch(here.at(`/tiers/${theirs}`), { name: 'Mine' })).status).toBe(404)
  })

  it('say from both sides the same about what they open', async () => {
    const here = await community()
    const [one, two] = [await here.tier({ name: 'One' }), await here.tier({ name: 'Two' })]
    const slug = await here.space({ visibility: 'paid', requiredTierIds: [one] })
    expect(await bothSides(slug)).toEqual({ required: [one], given: [one] })
    await here.owner.patch(here.at(`/s/${slug}`), { requiredTierIds: [one, two] })
    const both = [one, two].sort()
    expect(await bothSides(slug)).toEqual({ required: both, given: both })
    const { tiers } = await here.owner.json<Tiers>(here.at('/tiers'))
    const spaceIds = tiers.find(({ id }) => id === one)?.spaceAccess ?? []
    await here.owner.patch(here.at(`/tiers/${one}`), { spaceIds: [] })
    expect(await bothSides(slug)).toEqual({ required: [two], given: [two] })
    await here.owner.patch(here.at(`/tiers/${one}`), { spaceIds })
    expect(await bothSides(slug)).toEqual({ required: both, given: both })
    await here.owner.patch(here.at(`/s/${slug}`), { requiredTierIds: [one] })
    const locked = await here.owner.patch(here.at(`/tiers/${one}`), { spaceIds: [] })
    expect(await locked.json()).toMatchObject({
      status: 422,
      errors: { spaceIds: expect.stringContaining('Nothing else') },
    })
    expect(await bothSides(slug)).toEqual({ required: [one], given: [one] })
    await here.owner.patch(here.at(`/s/${slug}`), { visibility: 'public' })
    expect(await bothSides(slug)).toEqual({ required: [], given: [] })
    const refused = await here.owner.patch(here.at(`/tiers/${one}`), { spaceIds })
    expect(refused.status).toBe(422)
  })
})

describe('a tier given by hand', () => {
  it('opens its spaces, shows in the membership, and ends', async () => {
    const here = await community()
    const tier = await here.tier()
    const slug = await here.space({ visibility: 'paid', requiredTierIds: [tier] })
    const [ben, mo] = [await here.join('Ben'), await here.join('Mo', 'moderator')]
    const at = here.at(`/members/${ben.username}/tiers/${tier}`)
    const shown = async () => {
      const [row] = await db
        .select()
        .from(memberships)
        .where(sql`${memberships.profileId} = ${ben.id}::uuid`)
      return row?.tierId
    }
    expect((await mo.put(at)).status).toBe(403)
    expect((await here.owner.put(at.replace(tier, crypto.randomUUID()))).status).toBe(404)
    expect((await here.owner.put(at)).status).toBe(200)
    expect((await here.owner.put(at)).status).toBe(200)
    expect(await shown()).toBe(tier)
    expect(await enters(ben, here, slug)).toBe(200)
    const page = await here.owner.get(here.at(`/members/${ben.username}/tiers`), {
      accept: 'text/html',
    })
    expect(page.headers.get('server-timing')).toBe('db;desc="1"')
    expect((await page.text()).includes('Take back')).toBe(true)
    expect((await here.owner.delete(at)).status).toBe(200)
    expect((await here.owner.delete(at)).status).toBe(404)
    expect(await shown()).toBeNull()
    expect((await ben.put(here.at(`/s/${slug}/follow`))).status).toBe(403)
  })
})
