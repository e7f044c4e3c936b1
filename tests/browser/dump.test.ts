import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Bytes, fromText, joined } from '../../src/chat/bytes/rules.ts'
import { importSpaceKey, opened } from '../../src/chat/envelope/rules.ts'
import type { Keys, Reader } from '../../src/chat/keys/rules.ts'
import { openedWithCode } from '../../src/chat/recovery/client/code.ts'
import { openedWith } from '../../src/chat/room/client/devices.ts'
import { attach, enter, say, textFile } from './chat/room.ts'
import { call, closeBrowser, newcomer, type Visitor } from './visitor.ts'

const slug = `dump-${crypto.randomUUID().slice(0, 8)}`
const room = `/${slug}/s/yard`
const SECRETS = [
  ...['Quince-under-the-stairs', 'Saffron-behind-the-clock'],
  ...['walnut-ledger', 'tamarind-letters'],
]
type Someone = Visitor & { username: string }
let ann: Someone
let ben: Someone
/** the database's count of transactions before anything was said */
let before = '0'

beforeAll(async () => {
  const [row] = await rowsOf<{ now: string }>('select pg_current_xact_id()::text as now')
  before = row?.now ?? '0'
  ;[ann, ben] = await Promise.all([newcomer('Ann'), newcomer('Ben')])
  await call(ann.page, 'POST', '/communities', { name: 'Dump', slug })
  await call(ann.page, 'POST', `/${slug}/spaces`, { name: 'Yard', slug: 'yard', spaceType: 'chat' })
  await call(ben.page, 'POST', `/${slug}/membership`)
})
afterAll(closeBrowser)

const MINUTES = 60_000

it('leaves nothing on the node, in the database or in the bucket that opens what was said', {
  timeout: 5 * MINUTES,
}, async () => {
  const [inSpace = '', between = '', inFile = '', inTalk = ''] = SECRETS
  await Promise.all([enter(ann.page, room), enter(ben.page, room)])
  await attach(ann.page, textFile('list.txt', inFile.repeat(20)))
  await say(ann.page, inSpace)
  await ben.page.locator('.msg', { hasText: inSpace }).locator('.msg-file').waitFor()
  const to = { community: slug, usernames: [ben.username] }
  const { id } = await call<{ id: string }>(ann.page, 'POST', '/messages', to)
  await enter(ben.page, `/messages/${id}`)
  await enter(ann.page, `/messages/${id}`)
  await attach(ann.page, textFile('letters.txt', inTalk.repeat(20)))
  await say(ann.page, between)
  await ben.page.locator('.msg', { hasText: between }).locator('.msg-file').waitFor()
  await ben.page.goto('/settings/devices')
  await ben.page.getByRole('button', { name: 'Make a code' }).click()
  const code = ben.page.locator('.recovery-code')
  await code.filter({ hasText: /-/ }).waitFor()

  const { epochs } = await call<Keys>(ann.page, 'GET', `${room}/chat/keys`)
  const talk = await call<Keys>(ann.page, 'GET', `/messages/${id}/chat/keys`)
  const [{ topic = '', key = '' } = {}] = epochs
  const sealed = await onNode(topic)
  const direct = await onNode(talk.epochs[0]?.topic ?? '')
  expect([sealed.length, direct.length]).toEqual([1, 1])
  // the archive has them too
  const path = `${inject('site').url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent('* * * * *')}`
  await expect
    .poll(async () => {
      await fetch(path)
      const kept = `${room}/chat/archive`
      return (await call<{ messages: object[] }>(ann.page, 'GET', kept)).messages.length
    })
    .toBe(1)

  const files = [...filesOf('waku'), ...filesOf('worker')]
  const dump = Buffer.concat([...files, await tables('0')])
  // it is all there, as far as one can tell from names
  for (const word of [topic, slug, ann.username]) expect(dump.includes(word)).toBe(true)
  for (const form of SECRETS.flatMap(formsOf))
    expect([form, dump.includes(form)]).toEqual([form, false])

  // no row that was written earlier can hold what opens it
  const recent = Buffer.concat([...files, await tables(before)])
  const found = keysIn(recent.toString('latin1'))
  console.info(`${found.length} things in the dump could be keys`)
  expect(found.length).toBeGreaterThan(10)
  for (const wire of sealed) expect(await opening([...found, fromText(key)], topic, wire)).toBe(1)
  for (const wire of sealed) expect(await opening(found, topic, wire)).toBe(0)
  // as a control, what the code opens that only he has
  const place = '/settings/devices/recovery'
  const { recovery } = await call<{ recovery: string }>(ben.page, 'GET', place)
  const own = await openedWithCode((await code.textContent()) ?? '', recovery)
  const his = await Promise.all(own.map(({ pkcs8 }) => secretOf(fromText(pkcs8))))
  const talkTopic = talk.epochs[0]?.topic ?? ''
  for (const wire of direct) {
    expect(await openingDirect([...found, ...his], talk.readers ?? [], talkTopic, wire)).toBe(1)
    expect(await openingDirect(found, talk.readers ?? [], talkTopic, wire)).toBe(0)
  }
})

/** What the node has of a topic. */
async function onNode(topic: string): Promise<Bytes[]> {
  const path = `/store/v3/messages?contentTopics=${encodeURIComponent(topic)}&pageSize=100`
  const { messages } = await (await fetch(`${inject('site').wakuUrl}${path}`)).json()
  return messages.map(({ message }: { message: { payload: string } }) =>
    Uint8Array.from(Buffer.from(message.payload, 'base64')),
  )
}

const filesOf = (folder: string): Buffer[] =>
  globSync('**/*', { cwd: join(inject('site').dataDir, folder) })
    .map((file) => join(inject('site').dataDir, folder, file))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file))

/** Every row of every table that was written since a transaction, as text. */
async function tables(since: string): Promise<Buffer> {
  const names = await rowsOf<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const all: string[] = []
  for (const { name } of names) {
    const rows = await rowsOf<{ row: string }>(
      `select row_to_json(t)::text as row from ${name} t where xmin::text::bigint >= ${since}`,
    )
    all.push(...rows.map(({ row }) => row))
  }
  return Buffer.from(all.join('\n'))
}

async function rowsOf<Row extends pg.QueryResultRow>(words: string): Promise<Row[]> {
  const db = new pg.Client({ connectionString: inject('site').databaseUrl })
  await db.connect()
  try {
    return (await db.query<Row>(words)).rows
  } finally {
    await db.end()
  }
}

/** A word as it is, as it would be in hex, and inside base64, wherever in it it begins. */
function formsOf(word: string): string[] {
  const inside = [0, 1, 2].map((shift) => {
    const text = Buffer.from('\0'.repeat(shift) + word).toString('base64url')
    return text.slice(shift ? 4 : 0, -4)
  })
  return [word, Buffer.from(word).toString('hex'), ...inside]
}

/** Whatever could be 32 bytes of a key, in base64 or hex: the beginning and the end of it. */
function keysIn(text: string): Bytes[] {
  // no key is longer, written in any way
  const tokens = text.match(/(?<![\w+/-])[\w+/-]{43,200}(?![\w+/-])/g) ?? []
  const ends = tokens.flatMap((token) =>
    (['hex', 'base64url'] as const)
      .map((kind) => Buffer.from(token, kind))
      .filter(({ length }) => length >= 32)
      .flatMap((bytes) => [bytes.subarray(0, 32), bytes.subarray(-32)]),
  )
  const different = new Map(ends.map((bytes) => [bytes.toString('hex'), new Uint8Array(bytes)]))
  return [...different.values()]
}

const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const
// a P-256 private key in PKCS #8 up to its 32 bytes
const PKCS8 = fromText('MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCA')

/** The 32 bytes that a private key is made of. */
async function secretOf(pkcs8: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, ECDH, true, ['deriveBits'])
  return fromText((await crypto.subtle.exportKey('jwk', key)).d ?? '')
}

/** How many of the keys open it as one of those devices. */
async function openingDirect(keys: Bytes[], readers: Reader[], topic: string, wire: Bytes) {
  const tries = keys.map(async (bytes) => {
    try {
      const raw = joined(PKCS8, bytes)
      const opening = await crypto.subtle.importKey('pkcs8', raw, ECDH, false, ['deriveBits'])
      for (const { id } of readers)
        if (await openedWith([{ id, opening }], topic, wire).catch(() => null)) return 1
    } catch {
      // it is no key
    }
    return 0
  })
  return (await Promise.all(tries)).reduce((sum: number, one) => sum + one, 0)
}

/** How many of the keys open it. */
async function opening(keys: Bytes[], topic: string, wire: Bytes): Promise<number> {
  const tries = keys.map(async (bytes) => {
    const key = await importSpaceKey(Buffer.from(bytes).toString('base64url'))
    return opened(key, topic, wire).then(
      () => 1,
      () => 0,
    )
  })
  return (await Promise.all(tries)).reduce((sum: number, one) => sum + one, 0)
}
