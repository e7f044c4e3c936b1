import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, someone } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'

const db = connect(env)

async function told(id: string, of = 'post') {
  const { rows } = await db.execute<{ type: string; username: string }>(sql`
    select n.type, p.username from notifications n join profiles p on p.id = n.user_id
    where n.cause = ${`${of}:${id}`} order by n.type, p.username`)
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

describe('who is named', () => {
  it('hears of it only as a member, however open the community is', async () => {
    const place = await community()
    const space = await place.space()
    const [ben, ada, stranger] = [await place.join(), await place.join('Ada'), await someone()]
    const gone = await place.join('Gus')
    await gone.delete(place.at('/membership'))
    const content = `@${ada.username} @${stranger.username} @${gone.username}`
    const post = await place.post(ben, space, { content })
    expect(await told(post)).toEqual([`mention ${ada.username}`])
    const comment = await place.comment(ben, post, { content })
    expect(await told(comment, 'comment')).toEqual([`mention ${ada.username}`])
  })

  it('is linked, and a name that nobody has is not', async () => {
    const place = await community()
    const space = await place.space()
    const ben = await place.join()
    const content = `@${ben.username}, @Media and a@b.test`
    const post = await place.post(ben, space, { content })
    await place.comment(ben, post, { content })
    const link = `<a class="mention" href="/@${ben.username}">@${ben.username}</a>`
    for (const path of [`/s/${space}`, `/posts/${post}`]) {
      const page = await ben.page(place.at(path))
      expect(page).toContain(`${link}, @Media and `)
    }
    expect((await ben.page(place.at(`/posts/${post}`))).split(link)).toHaveLength(3)
  })

  it('hears nothing of a post that someone else claims to have written', async () => {
    const place = await community()
    const space = await place.space()
    const [ben, ada, zoe] = [await place.join(), await place.join('Ada'), await place.join('Zoe')]
    const id = await place.post(ben, space)
    const forged = { id, content: `@${ada.username} @${zoe.username}` }
    expect((await ada.post(place.at(`/s/${space}/posts`), forged)).status).toBe(403)
    expect((await ben.post(place.at(`/s/${space}/posts`), forged)).status).toBe(201)
    expect(await told(id)).toEqual([])
  })
})

describe('a deletion', () => {
  it('takes back what was told of a post and of what was said to it', async () => {
    const place = await community()
    const space = await place.space()
    const [ben, ada, zoe] = [await place.join(), await place.join('Ada'), await place.join('Zoe')]
    await zoe.put(place.at(`/s/${space}/follow`))
    const [post, other] = [
      await place.post(ben, space, { content: `@${ada.username}` }),
      await place.post(ben, space),
    ]
    const comment = await place.comment(ada, post, { content: `@${zoe.username}` })
    expect(await told(post)).toHaveLength(2)
    expect(await told(comment, 'comment')).toHaveLength(2)
    expect((await zoe.delete(place.at(`/posts/${post}`))).status).toBe(403)
    expect(await told(post)).toHaveLength(2)
    const deleted = await ben.delete(place.at(`/posts/${post}`))
    expect([deleted.status, deleted.headers.get('server-timing')]).toEqual([200, 'db;desc="2"'])
    expect(await told(post)).toEqual([])
    expect(await told(comment, 'comment')).toEqual([])
    expect(await told(other)).toEqual([`new_post ${zoe.username}`])
  })

  it('takes back what was told of a comment, whether or not it keeps its place', async () => {
    const place = await community()
    const space = await place.space()
    const [ben, ada] = [await place.join(), await place.join('Ada')]
    const post = await place.post(ben, space)
    const top = await place.comment(ada, post, { content: `@${ben.username}` })
    const leaf = await place.comment(ben, post, { parentId: top })
    await ada.delete(place.at(`/comments/${top}`))
    expect(await told(top, 'comment')).toEqual([])
    expect(await told(leaf, 'comment')).toEqual([`reply ${ada.username}`])
    await ben.delete(place.at(`/comments/${leaf}`))
    expect(await told(leaf, 'comment')).toEqual([])
  })

  it('at a ban takes back all that was told of what goes', async () => {
    const place = await community()
    const space = await place.space()
    const [ben, ada] = [await place.join(), await place.join('Ada')]
    await ada.put(place.at(`/s/${space}/follow`))
    const [theirs, kept] = [await place.post(ben, space), await place.post(place.owner, space)]
    const said = await place.comment(ada, theirs, { content: `@${place.owner.username}` })
    const answer = await place.comment(ben, kept)
    await place.owner.put(place.at(`/members/${ben.username}/ban`), { content: 'remove' })
    expect([await told(theirs), await told(said, 'comment')]).toEqual([[], []])
    expect(await told(answer, 'comment')).toEqual([])
    expect(await told(kept)).toEqual([`new_post ${ada.username}`])
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
