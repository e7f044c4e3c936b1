import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Community, community, type Person } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'

let home: Community
let space: string
let ada: Person
let ben: Person
let mod: Person

beforeAll(async () => {
  home = await community()
  space = await home.space()
  ada = await home.join('Ada')
  ben = await home.join('Ben')
  mod = await home.join('Mia', 'moderator')
})

async function told(who: Person, id: string) {
  const { rows } = await connect(env).execute<{ type: string; link: string; title: string }>(sql`
    select type, link, title from notifications
    where user_id = ${who.id}::uuid and cause = ${`comment:${id}`}`)
  return rows
}

const kinds = async (who: Person, id: string) => (await told(who, id)).map(({ type }) => type)

describe('who is told of a comment', () => {
  it('the author of what is answered, and whom it names, each once', async () => {
    const post = await home.post(ada, space, { title: 'Tea' })
    const first = await home.comment(ben, post, { content: `Hello @${mod.username}` })
    expect(await kinds(ada, first)).toEqual(['reply'])
    expect(await kinds(mod, first)).toEqual(['mention'])
    expect(await kinds(ben, first)).toEqual([])
    const second = await home.comment(mod, post, {
      content: `@${ben.username} indeed`,
      parentId: first,
    })
    expect(await kinds(ben, second)).toEqual(['mention'])
    expect(await kinds(ada, second)).toEqual([])
    const [{ link, title } = { link: '', title: '' }] = await told(ben, second)
    expect(title).toBe('Mia Test mentioned you in Tea')
    expect(await ben.page(link)).toContain('indeed')
  })

  it('nobody of their own words', async () => {
    const post = await home.post(ada, space)
    const id = await home.comment(ada, post, { content: `I, @${ada.username}` })
    expect(await kinds(ada, id)).toEqual([])
  })

  it('only the newly named, when it is edited', async () => {
    const post = await home.post(ada, space)
    const content = `@${mod.username}`
    const id = await home.comment(ben, post, { content })
    const edit = (text: string) => ben.patch(home.at(`/comments/${id}`), { content: text })
    await edit(`${content} and @${home.owner.username}, @${ada.username}`)
    expect(await kinds(mod, id)).toEqual(['mention'])
    expect(await kinds(home.owner, id)).toEqual(['mention'])
    expect(await kinds(ada, id)).toEqual(['reply'])
    await connect(env).execute(sql`delete from notifications where cause = ${`comment:${id}`}`)
    await edit(content)
    await edit(`${content}, again`)
    expect(await kinds(mod, id)).toEqual([])
  })

  it('nobody who may not see it, and nobody from elsewhere', async () => {
    const post = await home.post(home.owner, await home.space({ visibility: 'private' }))
    const stranger = (await community()).owner
    const secret = await home.comment(mod, post, { content: `@${ada.username}` })
    expect(await kinds(ada, secret)).toEqual([])
    expect(await kinds(home.owner, secret)).toEqual(['reply'])
    const open = await home.post(ada, space)
    const id = await home.comment(ben, open, { content: `@${stranger.username}` })
    expect(await kinds(stranger, id)).toEqual([])
  })
})
