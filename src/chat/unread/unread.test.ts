import { expect, it } from 'vitest'
import { community, type Person } from '../../../tests/community.ts'

it('marks a chat in the navigation of those who have opened it, until they have read what is new', async () => {
  const home = await community()
  const space = await home.space({ spaceType: 'chat' })
  const [ben, cleo] = [await home.join('Ben'), await home.join('Cleo')]
  const chat = home.at(`/s/${space}/chat`)
  const isMarked = async (person: Person) => {
    const page = await (await person.get(home.at(), { accept: 'text/html' })).text()
    const link = new RegExp(`href="${home.at(`/s/${space}`)}".*?</a>`, 's').exec(page)?.[0]
    return link?.includes('class="dot"')
  }
  await cleo.get(`${chat}/keys`)
  expect(await isMarked(cleo)).toBe(false)
  await cleo.put(`${chat}/read`, { at: Date.now() - 60_000 })
  expect((await ben.post(`${chat}/said`)).status).toBe(201)
  // nobody has opened it there yet
  expect(await isMarked(home.owner)).toBe(false)
  expect(await isMarked(cleo)).toBe(true)
  await cleo.put(`${chat}/silence`)
  expect(await isMarked(cleo)).toBe(false)
  await cleo.delete(`${chat}/silence`)
  expect(await isMarked(cleo)).toBe(true)
  await cleo.put(`${chat}/read`, { at: Date.now() })
  expect(await isMarked(cleo)).toBe(false)
})
