import { env } from 'cloudflare:test'
import { exports } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { edgeEntries, resetEdge } from '../../local/edge/control.ts'
import { connect } from '../../src/db/connect.ts'
import { GUEST } from '../../src/edge/rules.ts'
import { profiles } from '../../src/profiles/tables.ts'
import {
  columnsNobodySees,
  entering,
  type Kind,
  kinds,
  makeWorld,
  members,
  secrets,
  type ViewerName,
  viewers,
  type World,
} from '../access/world.ts'
import type { Person } from '../people.ts'
import { pageEntries, table } from './table.ts'

/** A page, and what each viewer gets of it. */
type Stop = {
  name: string
  path: string
  status: (who: ViewerName) => number
  /** kinds of spaces of which it speaks */
  speaksOf: Kind[]
}

/** one of each right: all others find in the cache what these have been given */
const FIRST: ViewerName[] = [
  'guest',
  'stranger',
  'banned',
  'member',
  'rightTier',
  'invited',
  'owner',
]

let world: World
let links: Record<Kind, string>
let taught: Record<Kind, string>
let held: Record<Kind, string>
beforeAll(async () => {
  world = await makeWorld()
  const { member } = world.people
  const { home, shelves, schools } = world
  const link = (kind: Kind, title: string) => home.link(home.owner, shelves[kind], { title })
  links = {
    public: await link('public', 'An open title'),
    private: await link('private', 'A quokka link'),
    paid: await link('paid', 'A walrus link'),
  }
  const course = (kind: Kind, title: string) =>
    home.course(schools[kind], { title: `${title} course`, lessons: [`${title} lesson`] })
  taught = {
    public: await course('public', 'An open title'),
    private: await course('private', 'A quokka'),
    paid: await course('paid', 'A walrus'),
  }
  const hold = async (kind: Kind, title: string) => {
    const id = await home.event(home.owner, world.dates[kind], {
      ...{ title, linkUrl: 'https://meet.test/secret-room', guestNames: 'going' },
    })
    // named to those who go, in their own part alone
    await member.put(home.at(`/s/${world.dates[kind]}/events/${id}/rsvp`), { status: 'going' })
    return id
  }
  held = {
    public: await hold('public', 'An open title'),
    private: await hold('private', 'A quokka date'),
    paid: await hold('paid', 'A walrus date'),
  }
  await connect(env).update(profiles).set({ avatarUrl: FACE }).where(eq(profiles.id, member.id))
  for (const person of [...Object.values(world.people), world.author]) person.rest()
}, 60_000)

describe.each([true, false])('in a community whose reading is public: %s', (isPublic) => {
  let stops: Stop[]
  const enters = (who: ViewerName, kind: Kind) =>
    entering[kind].includes(who) && (isPublic || members.includes(who))
  beforeAll(async () => {
    await world.home.owner.patch(world.home.at(), { isPublic })
    world.home.owner.rest()
    resetEdge()
    stops = stopsIn(world, { links, taught, held }, isPublic, enters)
    for (const name of FIRST) for (const { path } of stops) await both(world.people[name], path)
  }, 60_000)
  afterAll(resetEdge)

  it('walks all pages that are kept', () => {
    expect([...new Set(stops.map(({ name }) => name))].sort()).toEqual(Object.keys(table).sort())
  })

  it.each(viewers)('%s finds in a warm cache what they may see, and no more', async (name) => {
    const wrong: string[] = []
    const before = pageEntries().length
    for (const { path, status, speaksOf } of stops) {
      const answers = await both(world.people[name], path)
      for (const { form, code, text } of answers) {
        const at = `${form} ${path}`
        if (code !== status(name)) wrong.push(`${at}: ${code}, not ${status(name)}`)
        for (const kind of kinds) {
          const said = secrets[kind].filter((secret) => text.includes(secret))
          if (said.length && !enters(name, kind)) wrong.push(`${at} says ${said}`)
          const isTold = speaksOf.includes(kind) && enters(name, kind) && code === 200
          if (isTold && !said.length) wrong.push(`${at} says nothing of ${kind}`)
        }
        for (const column of columnsNobodySees)
          if (text.includes(column)) wrong.push(`${at} says ${column}`)
      }
    }
    expect(wrong).toEqual([])
    // all of it was there: nobody's asking made another entry
    expect(pageEntries()).toHaveLength(before)
  })

  it('holds in its entries nothing of those who asked', () => {
    const { people } = world
    const private_ = Object.values(people).flatMap(traces)
    // wrote nothing, run nothing, and others joined after them; some do not belong at all
    const silent = [people.stranger, people.pending, people.banned, people.member, people.wrongTier]
    const names = [...silent.map(({ username }) => username), FACE]
    for (const { path, props, headers, body } of pageEntries()) {
      const all = [path, JSON.stringify(props), JSON.stringify(headers), body].join('\n')
      expect(
        [...private_, '@example.test', 'secret-room'].filter((trace) => all.includes(trace)),
        path,
      ).toEqual([])
      // the directory is there to name those who belong
      const strangers = path.startsWith('/full/members?') ? names.slice(0, 3) : names
      expect(
        strangers.filter((name) => all.includes(name)),
        path,
      ).toEqual([])
      const said = ['cache-control', 'content-type', ...(path.startsWith('/html/') ? ['etag'] : [])]
      expect(Object.keys(headers).sort()).toEqual(said)
    }
  })

  it('has a community and a right as the whole of an entry’s key, beside the address', () => {
    const entries = edgeEntries()
    for (const { path, props } of entries) {
      const { form, name, given } = addressIn(path)
      expect(
        Object.keys(given).every((key) => ASKED.includes(key)),
        path,
      ).toBe(true)
      if (form !== 'fact') expect(shapeOf(props)).toMatch(PAGE_PROPS)
      else if (name === 'map') expect(shapeOf(props)).toBe('{community}')
      else expect(shapeOf(props)).toBe('{community,holder:{profile,session}}')
    }
    const facts = new Set(entries.map(({ path }) => path.split('?')[0]))
    expect(facts).toContain('/fact/passport')
  })

  it('has passports that hold their holder’s own alone', () => {
    const passports = edgeEntries().filter(({ path }) => path.startsWith('/fact/passport'))
    const everyone = Object.values(world.people)
    const holders = new Set<string>()
    for (const { props, body } of passports) {
      const { holder } = props as { holder: { profile: string } }
      holders.add(holder.profile)
      for (const { id, username } of everyone.filter(({ id }) => id && id !== holder.profile))
        expect([body.includes(id), body.includes(username)]).toEqual([false, false])
    }
    expect(holders.size).toBe(viewers.length - 1)
  })

  it('never gives to a guest’s props what it gives to a right', async () => {
    const opened = pageEntries().filter(({ props }) => reachOf(props) !== null)
    expect(opened.length).toBeGreaterThan(8)
    for (const { path, props } of opened) {
      const { community } = props as { community: string }
      for (const lesser of [{ community }, { community, right: GUEST }]) {
        const answer = await exports
          .Cached({ props: lesser })
          .fetch(new Request(`https://edge${path}`))
        const text = await answer.text()
        const closed = kinds.filter((kind) => !enters('guest', kind))
        const said = closed.flatMap((kind) => secrets[kind]).filter((word) => text.includes(word))
        expect(said, path).toEqual([])
      }
    }
  })
})

const FACE = 'https://img.example/mona.png'
const ASKED = ['community', 'space', 'post', 'resource', 'event', 'username', 'course', 'after']
const PAGE_PROPS = /^\{community,right:\{reach(:\{spaces(:\[\d+\])?\})?,standing\}\}$/

const addressIn = (path: string) => {
  const { pathname, searchParams } = new URL(`https://edge${path}`)
  const [, form, name] = pathname.split('/')
  return { form, name, given: Object.fromEntries(searchParams) }
}

const reachOf = (props: unknown) =>
  (props as { right?: { reach: object | null } }).right?.reach ?? null

/** The names in props, sorted, at every depth. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`
  if (typeof value !== 'object' || value === null) return ''
  const parts = Object.entries(value).map(([name, part]) => {
    const inner = shapeOf(part)
    return inner ? `${name}:${inner}` : name
  })
  return `{${parts.sort().join()}}`
}

/** What a browser of theirs sends, and whose id is in it. */
const traces = ({ id, cookies }: Person): string[] => {
  const session = cookies.get('oc_session') ?? ''
  return [id, session, session.split('.')[0] ?? ''].filter(Boolean)
}

/** One page as HTML and as data, without the address that was asked for. */
const both = (who: Person, path: string) =>
  Promise.all(
    ['text/html', 'application/json'].map(async (form) => {
      const response = await who.get(path, { accept: form })
      const text = (await response.text()).replaceAll(path, '')
      return { form, code: response.status, text: text.replaceAll(encodeURIComponent(path), '') }
    }),
  )

function stopsIn(
  { home, author, spaces, posts, shelves, dates }: World,
  { links, taught, held }: Record<'links' | 'taught' | 'held', Record<Kind, string>>,
  isPublic: boolean,
  enters: (who: ViewerName, kind: Kind) => boolean,
): Stop[] {
  const ok = () => 200
  const directory = (who: ViewerName) => (members.includes(who) ? 200 : who === 'guest' ? 401 : 403)
  const inside = (kind: Kind) => (who: ViewerName) => (enters(who, kind) ? 200 : 404)
  // what is for sale may be known to those who may know the community
  const space = (kind: Kind) => (who: ViewerName) => {
    const mayKnow = members.includes(who) || (isPublic && who !== 'banned')
    return enters(who, kind) ? 200 : kind === 'paid' && mayKnow ? 403 : 404
  }
  return [
    { name: 'front', path: '/', status: ok, speaksOf: [] },
    { name: 'about', path: home.at('/about'), status: ok, speaksOf: [] },
    { name: 'feed', path: home.at(), status: ok, speaksOf: [...kinds] },
    { name: 'members', path: home.at('/members'), status: directory, speaksOf: [] },
    { name: 'person', path: `/@${author.username}`, status: ok, speaksOf: [...kinds] },
    ...kinds.flatMap((kind): Stop[] => [
      {
        ...{ name: 'space', path: home.at(`/s/${spaces[kind]}`) },
        ...{ status: space(kind), speaksOf: [kind] },
      },
      {
        ...{ name: 'resource', path: home.at(`/s/${shelves[kind]}/resources/${links[kind]}`) },
        ...{ status: inside(kind), speaksOf: [kind] },
      },
      {
        ...{ name: 'course', path: home.at(`/courses/${taught[kind]}`) },
        ...{ status: inside(kind), speaksOf: [kind] },
      },
      {
        ...{ name: 'event', path: home.at(`/s/${dates[kind]}/events/${held[kind]}`) },
        ...{ status: inside(kind), speaksOf: [kind] },
      },
      {
        ...{ name: 'space', path: home.at(`/s/${dates[kind]}`) },
        ...{ status: space(kind), speaksOf: [kind] },
      },
      {
        ...{ name: 'thread', path: home.at(`/posts/${posts[kind]}`) },
        ...{ status: inside(kind), speaksOf: [kind] },
      },
    ]),
  ]
}
