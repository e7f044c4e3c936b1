import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person, someone } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'
import { comments } from '../../posts/comments/tables.ts'
import { posts } from '../../posts/tables.ts'
import { spaceFollows } from '../../spaces/tables.ts'

const db = connect(env)

const member = (here: Community, person: Person) => here.at(`/members/${person.username}`)

describe('leaving', () => {
  it('ends the membership and what one follows; coming back is joining', async () => {
    const here = await community()
    const ben = await here.join()
    await ben.put(here.at('/s/general/follow'))
    expect((await guest().delete(here.at('/membership'))).status).toBe(401)
    expect((await ben.delete(here.at('/membership'))).status).toBe(200)
    expect((await ben.delete(here.at('/membership'))).status).toBe(200)
    expect((await ben.get(here.at('/members'))).status).toBe(403)
    expect(await db.select().from(spaceFollows).where(eq(spaceFollows.profileId, ben.id))).toEqual(
      [],
    )
    expect((await ben.post(here.at('/membership'))).status).toBe(201)
  })

  it('is not for the owner, even while handing over', async () => {
    const here = await community()
    const ben = await here.join()
    expect((await here.owner.delete(here.at('/membership'))).status).toBe(403)
    const [given, left] = await Promise.all([
      here.owner.put(here.at('/owner'), { username: ben.username }),
      ben.delete(here.at('/membership')),
    ])
    const { staff } = await guest().json<{ staff: { username: string; role: string }[] }>(
      here.at('/about'),
    )
    const owners = staff.filter(({ role }) => role === 'owner')
    expect(owners).toHaveLength(1)
    expect(owners[0]?.username).toBe(given.status === 200 ? ben.username : here.owner.username)
    expect(left.status).toBe(200)
  })

  it('drops the role: whoever comes back is a member', async () => {
    const here = await community()
    const an = await here.join('An', 'admin')
    await an.delete(here.at('/membership'))
    await an.post(here.at('/membership'))
    expect((await an.get(here.at('/settings'))).status).toBe(403)
  })
})

describe('removing', () => {
  it('reaches those below, who may join again', async () => {
    const here = await community()
    const [ben, mo, moe] = [
      await here.join('Ben'),
      await here.join('Mo', 'moderator'),
      await here.join('Moe', 'moderator'),
    ]
    expect((await guest().delete(member(here, ben))).status).toBe(401)
    expect((await ben.delete(member(here, mo))).status).toBe(403)
    expect((await mo.delete(member(here, moe))).status).toBe(403)
    expect((await mo.delete(member(here, here.owner))).status).toBe(403)
    expect((await mo.delete(member(here, mo))).status).toBe(403)
    expect((await mo.delete(member(here, await someone()))).status).toBe(404)
    expect((await mo.delete(member(here, ben))).status).toBe(200)
    expect((await mo.delete(member(here, ben))).status).toBe(404)
    expect((await ben.get(here.at('/members'))).status).toBe(403)
    expect((await ben.post(here.at('/membership'))).status).toBe(201)
  })
})

describe('banning', () => {
  it('puts someone out at once and keeps them out, until it is lifted', async () => {
    const here = await community()
    const [ben, mo] = [await here.join('Ben'), await here.join('Mo', 'moderator')]
    const ban = `${member(here, ben)}/ban`
    expect((await ben.put(`${member(here, mo)}/ban`)).status).toBe(403)
    expect((await mo.put(`${member(here, here.owner)}/ban`)).status).toBe(403)
    expect((await mo.put(ban, { content: 'burn' })).status).toBe(422)
    expect((await mo.put(ban)).status).toBe(200)
    expect((await mo.put(ban)).status).toBe(200)
    expect((await ben.get(here.at('/members'))).status).toBe(403)
    expect((await ben.post(here.at('/membership'))).status).toBe(403)
    const made = await here.owner.post(here.at('/invites'))
    const { code } = await made.json<{ code: string }>()
    expect((await ben.post(here.at('/membership'), { code })).status).toBe(403)
    expect((await ben.page(here.at('/about'))).includes('You cannot join')).toBe(true)
    expect((await ben.get(here.at('/s/general'))).status).toBe(404)
    expect(await mo.json(here.at('/members?status=banned'))).toMatchObject({
      members: [{ username: ben.username }],
    })
    expect((await mo.delete(ban)).status).toBe(200)
    expect((await mo.delete(ban)).status).toBe(404)
    expect((await ben.post(here.at('/membership'))).status).toBe(201)
  })

  it('takes their words away if so chosen, and the counts stay true', async () => {
    const here = await community()
    const [ben, cleo] = [await here.join('Ben'), await here.join('Cleo')]
    const post = await here.post(cleo, 'general')
    const own = await here.post(ben, 'general')
    const answered = await here.comment(ben, post)
    const answer = await here.comment(cleo, post, { parentId: answered })
    const leaf = await here.comment(ben, post, { parentId: answer })
    await here.comment(ben, post)
    const ban = await here.owner.put(`${member(here, ben)}/ban`, { content: 'remove' })
    expect(ban.status).toBe(200)
    const [kept] = await db.select().from(posts).where(eq(posts.id, post))
    expect(kept).toMatchObject({ commentsCount: 1, deletedAt: null })
    const [gone] = await db.select().from(posts).where(eq(posts.id, own))
    expect(gone?.deletedAt).toBeInstanceOf(Date)
    const left = await db.select().from(comments).where(eq(comments.postId, post))
    expect(left.map(({ id }) => id).sort()).toEqual([answered, answer].sort())
    expect(left.find(({ id }) => id === answered)?.deletedAt).toBeInstanceOf(Date)
    expect(left.some(({ id }) => id === leaf)).toBe(false)
  })

  it('keeps their words if so chosen, and touches no other community', async () => {
    const [here, there] = [await community(), await community()]
    const ben = await here.join('Ben')
    await ben.post(there.at('/membership'))
    const [kept, other] = [await here.post(ben, 'general'), await there.post(ben, 'general')]
    await here.owner.put(`${member(here, ben)}/ban`, { content: 'keep' })
    await here.owner.put(`${member(here, ben)}/ban`, { content: 'remove' })
    const [gone] = await db.select().from(posts).where(eq(posts.id, kept))
    expect(gone?.deletedAt).toBeInstanceOf(Date)
    const [elsewhere] = await db.select().from(posts).where(eq(posts.id, other))
    expect(elsewhere?.deletedAt).toBeNull()
  })
})
