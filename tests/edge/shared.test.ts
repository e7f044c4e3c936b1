import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { resetEdge } from '../../local/edge/control.ts'
import { makeWorld, type ViewerName, type World } from '../access/world.ts'
import { type Person, someone } from '../community.ts'
import { pageEntries } from './table.ts'

let world: World
let people: Record<ViewerName | 'rightTier2' | 'invited2' | 'stranger2', Person>
beforeAll(async () => {
  world = await makeWorld()
  const { home, tiers, spaces, shelves, schools, dates, chats } = world
  const [rightTier2, invited2] = [await home.join('Rolf'), await home.join('Iris')]
  await home.owner.put(home.at(`/members/${rightTier2.username}/tiers/${tiers.right}`))
  for (const { private: space } of [spaces, shelves, schools, dates, chats])
    await home.owner.put(home.at(`/s/${space}/guests/${invited2.username}`))
  people = { ...world.people, rightTier2, invited2, stranger2: await someone('Stan') }
  for (const person of Object.values(people)) person.rest()
}, 60_000)

beforeEach(resetEdge)
afterAll(resetEdge)

const pagesIn = ({ home, spaces, posts, author }: World) => [
  ...[home.at(), home.at('/about'), home.at('/members'), `/@${author.username}`],
  ...Object.values(spaces).map((space) => home.at(`/s/${space}`)),
  ...Object.values(posts).map((post) => home.at(`/posts/${post}`)),
]

const entries = () =>
  pageEntries().map(({ path, props, body }) => `${path} ${JSON.stringify(props)}\n${body}`)

/** What is shared of all pages that someone may see, as data; their HTML is asked for as well. */
async function sharedFor(who: Person) {
  const seen: Record<string, unknown> = {}
  for (const path of pagesIn(world)) {
    await (await who.get(path, { accept: 'text/html' })).text()
    const { mine: _, ...shared } = await (await who.get(path)).json<Record<string, unknown>>()
    const { requestId: _id, ...told } = shared
    seen[path] = told
  }
  return seen
}

describe('two with the same right share each entry, byte for byte:', () => {
  it.each<[keyof typeof people, keyof typeof people]>([
    ['member', 'wrongTier'],
    ['rightTier', 'rightTier2'],
    ['invited', 'invited2'],
    ['moderator', 'admin'],
    ['admin', 'owner'],
    ['stranger', 'stranger2'],
    ['stranger', 'pending'],
  ])('%s and %s', async (one, other) => {
    const first = await sharedFor(people[one])
    const kept = entries()
    expect(kept.length).toBeGreaterThan(4)
    expect(await sharedFor(people[other])).toEqual(first)
    expect(entries().sort()).toEqual(kept.sort())
  })
})

describe('those with another right have another entry:', () => {
  it.each<[keyof typeof people, keyof typeof people]>([
    ['member', 'rightTier'],
    ['member', 'invited'],
    ['member', 'stranger'],
    ['rightTier', 'invited'],
    ['invited', 'moderator'],
  ])('%s and %s', async (one, other) => {
    const feed = world.home.at()
    await people[one].json(feed)
    expect(pageEntries()).toHaveLength(1)
    await people[other].json(feed)
    expect(pageEntries()).toHaveLength(2)
    const [a, b] = pageEntries().map(({ props }) => JSON.stringify(props))
    expect(a).not.toBe(b)
  })

  it('but one space is one entry for all members who may enter it, however they came in', async () => {
    const { home, spaces } = world
    for (const name of ['member', 'wrongTier', 'rightTier', 'invited'] as const)
      await people[name].json(home.at(`/s/${spaces.public}`))
    expect(pageEntries()).toHaveLength(1)
  })
})
