import { describe, expect, it } from 'vitest'
import { community, guest } from '../../../tests/community.ts'

const NOBODY = '0190a000-0000-7000-8000-000000000000'

async function post() {
  const place = await community()
  const space = await place.space()
  const [ben, ada, mo] = [
    await place.join(),
    await place.join('Ada'),
    await place.join('Mo', 'moderator'),
  ]
  const id = await place.post(ben, space)
  return { place, space, ben, ada, mo, id, path: place.at(`/posts/${id}`) }
}

describe('DELETE /:community/posts/:post', () => {
  it('takes it out of sight, once, for its author and the staff', async () => {
    const { place, space, ben, ada, mo, path } = await post()
    expect((await guest().delete(path)).status).toBe(401)
    expect((await ada.delete(path)).status).toBe(403)
    expect((await ben.delete(path)).status).toBe(200)
    expect((await ben.delete(path)).status).toBe(404)
    expect((await mo.get(path)).status).toBe(404)
    expect((await ada.json<{ posts: object[] }>(place.at(`/s/${space}`))).posts).toEqual([])
    const another = place.at(`/posts/${await place.post(ada, space)}`)
    expect((await mo.delete(another)).status).toBe(200)
    expect((await mo.delete(place.at(`/posts/${NOBODY}`))).status).toBe(404)
    expect((await mo.delete(place.at('/posts/------------------------------------'))).status).toBe(
      404,
    )
  })

  it('is not open to the staff of another community', async () => {
    const { id } = await post()
    const other = await community()
    expect((await other.owner.delete(other.at(`/posts/${id}`))).status).toBe(404)
  })
})

describe('PUT and DELETE /:community/posts/:post/pin', () => {
  it('holds it at the head and lets it go, as often as one likes', async () => {
    const { place, space, ben, mo, id, path } = await post()
    const newer = await place.post(ben, space)
    const order = async () => {
      const { posts } = await ben.json<{ posts: { id: string }[] }>(place.at(`/s/${space}`))
      return posts.map((one) => one.id)
    }
    expect(await order()).toEqual([newer, id])
    expect((await mo.put(`${path}/pin`)).status).toBe(200)
    expect((await mo.put(`${path}/pin`)).status).toBe(200)
    expect(await order()).toEqual([id, newer])
    expect((await mo.delete(`${path}/pin`)).status).toBe(200)
    expect(await order()).toEqual([newer, id])
  })

  it('401 and 403 for all but the staff', async () => {
    const { ben, path } = await post()
    expect((await guest().put(`${path}/pin`)).status).toBe(401)
    expect((await ben.put(`${path}/pin`)).status).toBe(403)
  })

  it('answers htmx with the post as it now is', async () => {
    const { mo, path } = await post()
    const response = await mo.request(
      'PUT',
      `${path}/pin`,
      {},
      {
        accept: 'text/html',
        'hx-request': 'true',
        referer: 'no address',
      },
    )
    const html = await response.text()
    expect(html).toContain('Pinned')
    expect(html).toContain('Unpin')
  })
})
