import { describe, expect, it } from 'vitest'

const files: Record<string, string> = import.meta.glob('../src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** What stands around the Worker, to be read as well. */
const around: Record<string, string> = import.meta.glob(
  '../{tests,local,scripts,bench}/**/*.{ts,tsx,js}',
  { query: '?raw', import: 'default', eager: true },
)

const ground = ['db', 'session', 'edge', 'mail', 'stripe', 'ui']

/** Room -> the rooms that it may import besides the ground floor. Rows name only rows above them. */
const table: Record<string, string[]> = {
  profiles: [],
  communities: ['profiles'],
  spaces: ['profiles', 'communities'],
  notifications: ['profiles', 'communities', 'spaces'],
  files: ['profiles', 'communities', 'spaces'],
  chat: ['profiles', 'communities', 'spaces', 'notifications', 'files'],
  posts: ['profiles', 'communities', 'spaces', 'notifications', 'files', 'chat'],
  courses: ['profiles', 'communities', 'spaces', 'notifications', 'files', 'posts'],
  events: ['profiles', 'communities', 'spaces', 'notifications', 'files', 'posts'],
  billing: ['profiles', 'communities', 'spaces', 'notifications', 'courses', 'events'],
  home: [
    ...['profiles', 'communities', 'spaces', 'notifications', 'files'],
    ...['posts', 'courses', 'events', 'chat', 'billing'],
  ],
}

/** The file names of a room; other names stand only on the ground floor and at the doors. */
const names = /^(tables|rules|queries|jobs|client)\.ts$|^(views|routes)\.tsx$|\.test\.tsx?$/

type Source = { path: string; room: string; name: string; text: string; imports: string[] }

const sources: Source[] = Object.entries(files).map(([key, text]) => {
  const path = key.replace('../src/', '')
  const [room = '', ...rest] = path.split('/')
  const name = rest.at(-1) ?? ''
  const imports = [...text.matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map((match) =>
    new URL(match[1] ?? '', `https://src/${path}`).pathname.slice(1),
  )
  return { path, room: rest.length ? room : '', name, text, imports }
})

type Named = { path: string }

const isTest = ({ path }: Named) => path.includes('.test.')
const sized = (some: (Named & { text: string })[]) =>
  some
    .filter((one) => !isTest(one))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines)

const inRooms = sources.filter(({ room }) => room in table)

describe('rooms', () => {
  it('names every folder of src', () => {
    const rooms = new Set(sources.map(({ room }) => room).filter(Boolean))
    expect([...rooms].filter((room) => !(room in table) && !ground.includes(room))).toEqual([])
  })

  it('imports only what the table allows', () => {
    const wrong = sources.flatMap((source) => {
      if (source.room === '' || isTest(source)) return []
      const allowed = [source.room, ...ground, ...(table[source.room] ?? [])]
      return source.imports
        .filter((path) => !path.startsWith('..') && !path.startsWith('public/'))
        .filter((path) => !allowed.includes(path.split('/')[0] ?? ''))
        .map((path) => `${source.path} imports ${path}`)
    })
    expect(wrong).toEqual([])
  })

  it('keeps the names of files', () => {
    const odd = inRooms.filter(({ name, path }) => !names.test(name) && !path.includes('/client/'))
    expect(odd.map(({ path }) => path)).toEqual([])
  })

  it('keeps rules pure, and Hono and the clock out of the lower files', () => {
    const wrong = inRooms.flatMap(({ path, name, text }) => {
      if (!['rules.ts', 'queries.ts', 'jobs.ts', 'tables.ts'].includes(name)) return []
      const found = [/from 'hono/.test(text) && 'Hono']
      if (name === 'rules.ts')
        found.push(
          /from 'drizzle-orm|\/db\/connect/.test(text) && 'database',
          /Date\.now\(|new Date\(\)/.test(text) && 'clock',
          /\bfetch\(/.test(text) && 'network',
        )
      return found.filter(Boolean).map((what) => `${path}: ${what}`)
    })
    expect(wrong).toEqual([])
  })

  it('keeps SQL in queries', () => {
    const wrong = inRooms.filter(
      ({ name, text }) =>
        ['routes.tsx', 'views.tsx', 'jobs.ts'].includes(name) &&
        /sql`|from 'drizzle-orm'/.test(text),
    )
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  it('tells people by one statement, which honours what they chose', () => {
    const wrong = inRooms.filter(
      ({ room, path, text }) =>
        room !== 'notifications' &&
        !isTest({ path }) &&
        /insert into \$\{notifications\}|insert\(notifications\)/.test(text),
    )
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  it('can be read: no file over 250 lines, half of them under 60', () => {
    const others = Object.entries(around).map(([path, text]) => ({ path, text }))
    expect(others.length).toBeGreaterThan(100)
    expect(sized([...sources, ...others]).filter(({ lines }) => lines > 250)).toEqual([])
    const sizes = sized(sources)
    expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThan(60)
  })

  it('holds no key and no secret, not even one of a test', () => {
    const KEY = /\b(?:[prs]k_(?:live|test)_\w{16,}|whsec_[\w+/=-]{20,})/
    const found = Object.entries({ ...files, ...around }).filter(([, text]) => KEY.test(text))
    expect(found.map(([path]) => path)).toEqual([])
  })
})
