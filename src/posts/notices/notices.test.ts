import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, someone } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'

const db = connect(env)

async function told(id: string) {
  const { rows } = await db.execute<{ type: string; username: string }>(sql`
    select n.type, p.username from notifications n join profiles p on p.id = n.user_id
    where n.cause = ${`post:${id}`} order by n.type, p.username`)
  return rows.map(({ type, username }) => `${type} ${username}`).sort()
}

describe('a new post', () => {
  it('tells those who follow the space or its author, each once', async () => {
    const place = await community()
    const space = await place.space()
    const [ben, ada, zoe] = [await place.join(), await place.join('Ada'), await place.join('Zoe')]
    await ada.put(place.at(`/s/${space}/follow`))
    await ada.put(`/@${ben.username}/follow`)
    await zoe.put(`/@${ben.username}/follow`)
    await ben.put(place.at(`/s/${space}/follow`))
    const id = await place.post(ben, space)
    expect(await told(id)).toEqual([`new_post ${ada.username}`, `new_post ${zoe.username}`])
  })

  it('tells whom it names that they are named, and only that', async () => {
    const place = await community()
    const space = await place.space()
    const [ben, ada, zoe] = [await place.join(), await place.join('Ada'), await place.join('Zoe')]
    await ada.put(place.at(`/s/${space}/follow`))
    const content = `@${ada.username} @${ben.username} \`@${zoe.username}\` @nobody-here`
    const id = await place.post(ben, space, { content })
    expect(await told(id)).toEqual([`mention ${ada.username}`])
  })

  it('tells nobody who may not see it', async () => {
    const place = await community({ isPublic: false })
    const hidden = await place.space({ visibility: 'private' })
    const [ben, stranger] = [await place.join(), await someone()]
    await ben.put(`/@${place.owner.username}/follow`)
    await stranger.put(`/@${place.owner.username}/follow`)
    const content = `@${ben.username} @${stranger.username}`
    expect(await told(await place.post(place.owner, hidden, { content }))).toEqual([])
    const open = await place.space()
    expect(await told(await place.post(place.owner, open, { content }))).toEqual([
      `mention ${ben.username}`,
    ])
  })
})

describe('an edit', () => {
  it('tells only whom it names for the first time', async () => {
    const place = await community()
    const space = await place.space()
    const [ben, ada, zoe] = [await place.join(), await place.join('Ada'), await place.join('Zoe')]
    const id = await place.post(ben, space, { content: `@${ada.username}` })
    await db.execute(sql`delete from notifications where cause = ${`post:${id}`}`)
    const path = place.at(`/posts/${id}`)
    await ben.patch(path, { content: `@${ada.username} and @${zoe.username}` })
    await ben.patch(path, { content: 'nobody' })
    await ben.patch(path, { content: `again @${zoe.username}` })
    expect(await told(id)).toEqual([`mention ${zoe.username}`])
  })
})
