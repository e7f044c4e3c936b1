import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { edgeCounts, edgeEntries, passSeconds, resetEdge } from '../../local/edge/control.ts'
import { type Community, community, guest, type Person, timing } from '../community.ts'
import { type Place, pageEntries, table } from './table.ts'

const MANY = 200

let home: Community
let members: Person[]
let place: Place
beforeAll(async () => {
  home = await community()
  const space = await home.space()
  members = []
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve']) members.push(await home.join(name))
  const post = await home.post(home.owner, space)
  const shelf = await home.space({ spaceType: 'resources' })
  const resource = await home.link(home.owner, shelf)
  const course = await home.course(await home.space({ spaceType: 'course' }))
  const dates = await home.space({ spaceType: 'events' })
  const event = await home.event(home.owner, dates)
  const things = { shelf, resource, course, dates, event }
  place = { slug: home.slug, space, post, username: home.owner.username, ...things }
  for (const member of members) member.rest()
})

beforeEach(resetEdge)
afterEach(resetEdge)

const all = Object.entries(table)

it.each(all.filter(([, { closed }]) => !closed))(
  '%s is rendered once for 200 guests at once',
  async (_, { path }) => {
    const answers = await askMany([guest()], path(place))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(edgeCounts().runs).toBe(1)
    expect(edgeEntries()).toHaveLength(1)
  },
)

it.each(all.filter(([, { guestsOnly }]) => !guestsOnly))(
  '%s is rendered once for 60 requests of 5 members at once',
  async (_, { path }) => {
    const answers = await askMany(members, path(place), 60)
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(answers.every(({ cost }) => cost.db === 0 && cost.own === 1)).toBe(true)
    expect(pageEntries()).toHaveLength(1)
    // the page, a passport for each, and, in a community, its map
    const facts = members.length + (path(place).startsWith('/@') ? 0 : 1)
    expect(edgeEntries()).toHaveLength(1 + facts)
    expect(edgeCounts().runs).toBe(1 + facts)
  },
)

it('is rendered once more, not 200 times, when its time is over', async () => {
  await askMany([guest()], home.at())
  passSeconds(61)
  await askMany([guest()], home.at())
  expect(edgeCounts()).toMatchObject({ runs: 2, UPDATING: MANY })
})

/** The same page many times at once, by these people in turn. */
const askMany = (people: Person[], path: string, times = MANY) =>
  Promise.all(
    Array.from({ length: times }, async (_, at) => {
      const response = await people[at % people.length]?.get(path, { accept: 'text/html' })
      if (!response) throw new Error('nobody asks')
      return { status: response.status, cost: timing(response), text: await response.text() }
    }),
  )
