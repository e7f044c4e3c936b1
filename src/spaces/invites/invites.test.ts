import { expect, it } from 'vitest'
import { community, guest, someone } from '../../../tests/community.ts'

type Link = { id: string; url: string }

/** A private space and a way to make links into it. */
async function scene() {
  const home = await community({ joining: 'invitation', isPublic: false })
  const space = await home.space({ name: 'Den', visibility: 'private' })
  const at = home.at(`/s/${space}`)
  const link = async (body: object = {}) => {
    const answer = await home.owner.post(`${at}/invites`, body)
    const { id, url } = await answer.json<Link>()
    return { id, path: new URL(url).pathname }
  }
  return { home, at, link }
}

it('a link lets somebody into the space, and into its community on the way', async () => {
  const { home, at, link } = await scene()
  const { id, path } = await link()
  const [ben, cleo] = [await someone('Ben'), await someone('Cleo')]
  expect(await guest().page(path)).toContain('Sign in to enter')
  expect((await guest().post(path)).status).toBe(401)
  expect((await ben.get(at)).status).toBe(404)
  const entered = await Promise.all(Array.from({ length: 8 }, () => ben.post(path)))
  expect(new Set(entered.map(({ status }) => status))).toEqual(new Set([200]))
  expect((await ben.get(at)).status).toBe(200)
  expect(await home.owner.page(`${at}/settings`)).toContain('1 used it')
  expect((await cleo.post(path)).status).toBe(200)
  expect((await home.owner.delete(`${at}/invites/${id}`)).status).toBe(200)
  expect((await home.owner.delete(`${at}/invites/${id}`)).status).toBe(404)
  expect((await (await someone('Dan')).post(path)).status).toBe(404)
  // taken back by name, as for any guest
  await home.owner.delete(`${at}/guests/${ben.username}`)
  expect((await ben.rest().get(at)).status).toBe(404)
})

it('one for an address works once, even for two at the same time', async () => {
  const { at, home, link } = await scene()
  expect((await home.owner.post(`${at}/invites`, { email: 'nobody' })).status).toBe(422)
  const { path } = await link({ email: 'ben@friends.example' })
  expect(await home.owner.page(`${at}/settings`)).toContain('for ben@friends.example')
  const people = [await someone('Ben'), await someone('Cleo')]
  await Promise.all(people.map((person) => person.post(path)))
  const inside = await Promise.all(people.map(async (person) => (await person.get(at)).status))
  expect(inside.sort()).toEqual([200, 404])
})

it('does not let in who was banned', async () => {
  const { at, home, link } = await scene()
  const { path } = await link()
  const ben = await someone('Ben')
  await ben.post(path)
  await home.owner.put(home.at(`/members/${ben.username}/ban`), { content: 'keep' })
  expect(await ben.page(path)).toContain('asked to stay out')
  expect((await ben.post(path)).status).toBe(403)
  expect((await ben.rest().get(at)).status).not.toBe(200)
})
