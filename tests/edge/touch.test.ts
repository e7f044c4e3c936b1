import { beforeEach, expect, it } from 'vitest'
import { resetEdge } from '../../local/edge/control.ts'
import { type Community, community, guest, type Person, timing } from '../community.ts'
import { answerWrites } from './writes/answers.ts'
import { communityWrites } from './writes/communities.ts'
import { eventWrites } from './writes/events.ts'
import { memberWrites } from './writes/members.ts'
import { peopleWrites } from './writes/people.ts'
import { postWrites } from './writes/posts.ts'
import type { Scene } from './writes/scene.ts'
import { spaceWrites } from './writes/spaces.ts'

/** Writes by which pages change that others have in the cache. */
const writes = {
  ...{ ...postWrites, ...answerWrites, ...eventWrites, ...spaceWrites },
  ...{ ...communityWrites, ...memberWrites, ...peopleWrites },
}

beforeEach(resetEdge)

async function scene(): Promise<Scene> {
  const home = await community({ isPublic: true })
  const [ada, ben, space] = [await home.join('Ada'), await home.join('Ben'), await home.space()]
  const poll = { pollQuestion: 'Which?', pollOptions: ['One', 'Two'] }
  const post = await home.post(ada, space, { content: 'First words', ...poll })
  const comment = await home.comment(ada, post)
  return { home, space, post, comment, ada, ben: ben.rest() }
}

const AS_DATA = { accept: 'application/json' }

/** A page as the cache has it by now. */
async function warm(reader: Person, path: string): Promise<string> {
  await (await reader.get(path, AS_DATA)).text()
  const again = await reader.get(path, AS_DATA)
  expect(timing(again).cache, path).toBe('HIT')
  return again.text()
}

it.each(Object.entries(writes))('%s is seen by others at once', async (_, row) => {
  const { first, write, shows, hides, reader } = row
  const at = await scene()
  const given = await first?.(at)
  const readers = Object.entries({ ben: at.ben, guest: guest() })
  const named = [
    ...Object.entries(shows?.(at) ?? {}).map(([path, words]) => ({ path, words, after: true })),
    ...Object.entries(hides?.(at) ?? {}).map(([path, words]) => ({ path, words, after: false })),
  ]
  const changes = readers
    .filter(([name]) => !reader || name === reader)
    .flatMap(([name, who]) => named.map((change) => ({ ...change, name, who })))
    .map(({ path, ...change }) => ({
      ...change,
      path: path.startsWith('@') ? `/${path}` : at.home.at(path),
    }))
  for (const { path, words, after, name, who } of changes) {
    const before = await warm(who, path)
    if (words) expect(before.includes(words), `${name} ${path} before: ${words}`).toBe(!after)
  }
  const written = await write(at, typeof given === 'string' ? given : '')
  expect(written.status, await written.text()).toBeLessThan(300)
  for (const { path, words, after, name, who } of changes) {
    const now = await who.get(path, AS_DATA)
    if (!words) expect(timing(now).cache, path).toBe('MISS')
    expect((await now.text()).includes(words), `${name} ${path} after: ${words}`).toBe(after)
  }
})

it.each<[string, (home: Community) => Promise<unknown>]>([
  ['is founded', () => community()],
  ['says something else', (home) => home.owner.patch(home.at(), { description: 'Come in' })],
  ['closes', (home) => home.owner.delete(home.at(), { name: `Community ${home.slug}` })],
])('the front page is made anew when a community %s', async (_, write) => {
  const home = await community()
  await warm(guest(), '/')
  await write(home)
  expect(timing(await guest().get('/', AS_DATA)).cache).toBe('MISS')
})
