import { listen } from '../listen.ts'
import type { Archive, Kept } from './archive.ts'
import type { Faults } from './faults.ts'
import { keepPast } from './past.ts'

const PAGE = 100

/** What tests may do to the node: end and begin it again, and have things go wrong. */
export type Control = {
  down(): Promise<void>
  up(): Promise<void>
  faults: Faults
}

/** `GET /store/v3/messages` as nwaku's REST API answers it, and the control of tests. */
export const startRest = (archive: Archive, control: Control) =>
  listen(async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/store/v3/messages') return Response.json(page(archive, searchParams))
    if (request.method !== 'POST') return new Response(null, { status: 404 })
    if (pathname === '/local/keep') keepPast(archive, await request.json())
    if (pathname === '/local/forget') archive.clear()
    if (pathname === '/local/down') await control.down()
    if (pathname === '/local/up') await control.up()
    if (pathname === '/local/faults') Object.assign(control.faults, await request.json())
    return Response.json(control.faults)
  })

function page(archive: Archive, asked: URLSearchParams) {
  const cursor = asked.get('cursor')
  const limit = Math.min(Number(asked.get('pageSize')) || PAGE, PAGE)
  const instant = (name: string) => BigInt(asked.get(name) || 0) || undefined
  const found = archive.find({
    pubsubTopic: asked.get('pubsubTopic') ?? undefined,
    contentTopics: (asked.get('contentTopics') ?? '').split(',').filter(Boolean),
    hashes: [],
    from: instant('startTime'),
    to: instant('endTime'),
    cursor: cursor ? fromHex(cursor) : undefined,
    forward: asked.get('ascending') !== 'false',
    limit,
  })
  return {
    requestId: '',
    statusCode: 200,
    statusDesc: 'OK',
    messages: found.map(shown),
    ...(found.length === limit && { paginationCursor: toHex(found.at(-1)?.hash) }),
  }
}

const shown = ({ hash, pubsubTopic, message }: Kept) => ({
  messageHash: toHex(hash),
  pubsubTopic,
  message: {
    payload: Buffer.from(message.payload).toString('base64'),
    contentTopic: message.contentTopic,
    version: message.version ?? 0,
    // beyond what a number holds exactly: nwaku writes it so
    timestamp: Number(message.timestamp ?? 0n),
    ephemeral: false,
  },
})

const toHex = (bytes?: Uint8Array) => `0x${Buffer.from(bytes ?? []).toString('hex')}`
const fromHex = (text: string) => new Uint8Array(Buffer.from(text.replace(/^0x/, ''), 'hex'))
