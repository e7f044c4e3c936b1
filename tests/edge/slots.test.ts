import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { resetEdge } from '../../local/edge/control.ts'
import { connect } from '../../src/db/connect.ts'
import { notifications } from '../../src/notifications/tables.ts'
import { type Community, community, type Person, timing } from '../community.ts'
import { type Place, table } from './table.ts'

const HTML = { accept: 'text/html' }
const PRESSED = 'aria-pressed="true"'
const forMembers = Object.entries(table).filter(([, { guestsOnly }]) => !guestsOnly)

let home: Community
let ben: Person
let place: Place
let reply: string
beforeAll(async () => {
  home = await community()
  const [ada, space] = [await home.join('Ada'), await home.space()]
  ben = await home.join('Ben')
  const poll = { pollQuestion: 'Which?', pollOptions: ['One', 'Two'] }
  const post = await home.post(ada, space, { ...poll, content: `Hello @${ben.username}` })
  reply = await home.comment(ada, post)
  const writes = [
    await ben.put(home.at(`/posts/${post}/reactions/like`)),
    await ben.put(home.at(`/comments/${reply}/reactions/party`)),
    await ben.put(home.at(`/posts/${post}/vote`), { options: [1] }),
    await ben.put(home.at(`/s/${space}/follow`)),
    await ben.put(`/@${ada.username}/follow`),
  ]
  expect(writes.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  const shelf = await home.space({ spaceType: 'resources' })
  const resource = await home.link(ada, shelf)
  const course = await home.course(await home.space({ spaceType: 'course' }))
  const dates = await home.space({ spaceType: 'events' })
  const event = await home.event(ada, dates)
  const things = { shelf, resource, course, dates, event }
  place = { slug: home.slug, space, post, username: ada.username, ...things }
})

beforeEach(() => {
  resetEdge()
  ben.rest()
  ben.cookies.delete('js')
})
afterEach(resetEdge)

/** One page as a browser without scripts gets it, and as one with scripts does, which it names so. */
async function both(path: string) {
  const ask = async () => {
    const response = await ben.get(path, HTML)
    expect(response.status).toBe(200)
    return { cost: timing(response), html: await response.text() }
  }
  const plain = await ask()
  ben.cookies.set('js', '1')
  return { plain, scripted: await ask() }
}

describe.each(forMembers)('%s', (_, { path }) => {
  it('is complete where it stands for a browser without scripts', async () => {
    const { plain } = await both(path(place))
    expect(plain.html).not.toMatch(/<template data-fill|<!--\/?slot:/)
    expect(plain.html.match(/<\/html>/g)).toHaveLength(1)
    expect(plain.html).toMatch(/<\/body><\/html>$/)
  })

  it('says the same to one with scripts, once it has put in place what came last', async () => {
    const { plain, scripted } = await both(path(place))
    expect(scripted.cost).toEqual({ cache: 'HIT', db: 0, own: 1 })
    const late = [...scripted.html.matchAll(/<template data-fill="([^"]+)">/g)]
    expect(late.length).toBeGreaterThan(0)
    expect(scripted.html.indexOf('<template data-fill')).toBeGreaterThan(
      scripted.html.indexOf('</main>'),
    )
    expect(scripted.html).toMatch(/<\/template><\/body><\/html>$/)
    expect(applied(scripted.html)).toBe(plain.html)
  })

  it('is the same page from the cache and from the database', async () => {
    const cached = await both(path(place))
    ben.cookies.delete('js')
    ben.cookies.set('wrote', '1')
    const fresh = await both(path(place))
    expect(fresh.plain.cost.cache).toBeNull()
    expect(timeless(fresh.plain.html)).toBe(timeless(cached.plain.html))
    expect(timeless(applied(fresh.scripted.html))).toBe(timeless(cached.plain.html))
  })

  it('as JSON is the same from the cache and from the database', async () => {
    const cached = await ben.json(path(place))
    ben.cookies.set('wrote', '1')
    const fresh = await ben.json(path(place))
    expect({ ...fresh, now: null }).toEqual({ ...cached, now: null })
  })
})

describe('what is the viewer’s own', () => {
  it('stands in its place: what they gave, chose and follow, and what is new to them', async () => {
    const thread = await ben.page(home.at(`/posts/${place.post}`))
    for (const target of [place.post, reply])
      expect(regionOf(thread, `reactions-${target}`)).toContain(PRESSED)
    expect(await ben.page(home.at(`/s/${place.space}`))).toContain('Following')
    expect(thread).toMatch(/unread/)
    const { mine } = await ben.json<{ mine: { post: { votes: number[]; reactions: string[] } } }>(
      home.at(`/posts/${place.post}`),
    )
    expect(mine.post).toMatchObject({ votes: [1], reactions: ['like'] })
  })

  it('comes after all that is shared: a slow database holds back nothing of it', async () => {
    ben.cookies.set('js', '1')
    await ben.page(home.at(`/posts/${place.post}`))
    const slow = await holdDatabase()
    const page = chunksOf(await ben.get(home.at(`/posts/${place.post}`), HTML))
    const shared = await readTo(page, '</main>')
    expect(slow.isOver).toBe(false)
    expect(shared).not.toContain('<template data-fill')
    expect(regionOf(shared, `reactions-${place.post}`)).not.toContain(PRESSED)
    const rest = await readTo(page, '</html>')
    await slow.over
    expect(rest).toContain(`<template data-fill="reactions-${place.post}">`)
  })

  it('holds back nothing that stands before it, without scripts too', async () => {
    await ben.page(home.at(`/posts/${place.post}`))
    const slow = await holdDatabase()
    const page = chunksOf(await ben.get(home.at(`/posts/${place.post}`), HTML))
    expect(await readTo(page, '</head>')).toContain('<link rel="stylesheet"')
    expect(slow.isOver).toBe(false)
    const rest = await readTo(page, '</html>')
    await slow.over
    expect(regionOf(rest, `reactions-${place.post}`)).toContain(PRESSED)
  })
})

/** What the script at the foot of a page makes of it, as src/ui/client.ts does. */
function applied(html: string): string {
  const late = [...html.matchAll(/<template data-fill="([^"]+)">([\s\S]*?)<\/template>/g)]
  const whole = late.reduce((text, [template, name = '', fill = '']) => {
    const [start, end] = [`<!--slot:${name}-->`, `<!--/slot:${name}-->`]
    const [from, to] = [text.indexOf(start) + start.length, text.indexOf(end)]
    if (to < from) throw new Error(`no place for ${name}`)
    return (text.slice(0, from) + fill + text.slice(to)).replace(template, '')
  }, html)
  return whole.replaceAll(/<!--\/?slot:[^>]+-->/g, '')
}

/** Without the words that depend on the moment. */
const timeless = (html: string) => html.replaceAll(/(<time[^>]*>)[^<]*/g, '$1')

/** From an element's id to the end of its form. */
function regionOf(html: string, id: string): string {
  const at = html.indexOf(`id="${id}"`)
  return html.slice(at, html.indexOf('</form>', at))
}

/** For a while nobody is told what is new to them. Resolves once that has begun. */
async function holdDatabase() {
  const db = connect(env)
  const state = { isOver: false }
  const over = db
    .batch([
      db.execute(sql`lock table ${notifications} in access exclusive mode`),
      db.execute(sql`select pg_sleep(3)`),
    ])
    .then(() => {
      state.isOver = true
    })
  const isHeld = async () =>
    (
      await db.execute(sql`select from pg_locks where granted and mode = 'AccessExclusiveLock'
        and relation = 'notifications'::regclass`)
    ).rows.length > 0
  while (!(await isHeld())) await scheduler.wait(20)
  return Object.assign(state, { over })
}

const chunksOf = ({ body }: Response) =>
  (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).values()

/** What arrives until these words have. */
async function readTo(chunks: AsyncIterator<string>, words: string): Promise<string> {
  let text = ''
  while (!text.includes(words)) {
    const { done, value } = await chunks.next()
    if (done) throw new Error(`ends before ${words}`)
    text += value
  }
  return text
}
