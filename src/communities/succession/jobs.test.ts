import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { tell } from '../../../tests/clerk.ts'
import { community } from '../../../tests/community.ts'
import { guest, type Person } from '../../../tests/people.ts'
import { connect } from '../../db/connect.ts'
import { passOn } from './jobs.ts'

const db = connect(env)

/** Clerk says that someone has been deleted; the next minute comes, perhaps twice at once. */
async function remove(person: Person) {
  const { rows } = await db.execute(sql`select clerk_id from profiles where id = ${person.id}`)
  await tell('user.deleted', { id: rows[0]?.clerk_id, deleted: true })
  await Promise.all([passOn({ db, env }), passOn({ db, env })])
}

const standing = async (slug: string) => {
  const { rows } = await db.execute(sql`
    select c.owner_id, c.deleted_at is not null as closed, json_object_agg(m.profile_id, m.role || ' ' || m.status) as people
    from communities c join memberships m on m.community_id = c.id where c.slug = ${slug} group by c.id`)
  return rows[0]
}

describe('the succession', () => {
  it('passes a community to the longest-serving admin, before older members', async () => {
    const place = await community()
    const member = await place.join('Old Member')
    const admin = await place.join('Admin', 'admin')
    const later = await place.join('Later Admin', 'admin')
    await remove(place.owner)
    expect(await standing(place.slug)).toEqual({
      ...{ owner_id: admin.id, closed: false },
      people: {
        [place.owner.id]: 'member left',
        [member.id]: 'member active',
        [admin.id]: 'owner active',
        [later.id]: 'admin active',
      },
    })
    expect((await admin.get(place.at('/settings'))).status).toBe(200)
    await remove(admin)
    expect(await standing(place.slug)).toMatchObject({ owner_id: later.id, closed: false })
  })

  it('passes it to a member when there is nobody else, and closes it when there is nobody', async () => {
    const place = await community()
    const ben = await place.join('Ben')
    await remove(place.owner)
    expect(await standing(place.slug)).toMatchObject({ owner_id: ben.id, closed: false })
    await remove(ben)
    expect(await standing(place.slug)).toMatchObject({ owner_id: ben.id, closed: true })
    expect((await guest().get(place.at())).status).toBe(404)
  })

  it('leaves what a deleted member wrote, signed by nobody', async () => {
    const place = await community()
    const ben = await place.join('Benjamin')
    const space = await place.space()
    const post = await place.post(ben, space, { title: 'It stays' })
    await remove(ben)
    const html = await place.owner.page(place.at(`/posts/${post}`))
    expect(html).toContain('It stays')
    expect(html).toContain('Deleted member')
    expect(html).not.toContain('Benjamin')
    expect(await standing(place.slug)).toMatchObject({
      people: { [ben.id]: 'member left', [place.owner.id]: 'owner active' },
    })
  })
})
