import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { call, closeBrowser, newcomer, type Visitor } from './visitor.ts'

const MB = 1024 * 1024
const PART = 8 * MB
const slug = `memory-${crypto.randomUUID().slice(0, 8)}`

let owner: Visitor
let cookie: string
beforeAll(async () => {
  owner = await newcomer('Mo')
  await call(owner.page, 'POST', '/communities', { name: 'Memory', slug })
  const space = { name: 'Shelf', slug: 'shelf', spaceType: 'resources' }
  await call(owner.page, 'POST', `/${slug}/spaces`, space)
  const cookies = await owner.context.cookies()
  cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
})
afterAll(closeBrowser)

type Upload = { id: string; offset: number; status: string; file: { sha256?: string } | null }

const claimed = (size: number) =>
  call<Upload>(owner.page, 'POST', '/uploads', {
    ...{ name: 'large.bin', size, purpose: 'resource', community: slug, space: 'shelf' },
  })

const sent = (id: string, offset: number, body: Uint8Array<ArrayBuffer>) =>
  fetch(`${inject('site').url}/uploads/${id}`, {
    method: 'PATCH',
    headers: {
      cookie,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': `${offset}`,
    },
    body,
  })

/** The workerd that has the stack's bucket open: it runs our Worker, and R2's stand-in. */
function workerOf(dataDir: string): number {
  const pids = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid))
  const found = pids.find((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('workerd')) return false
      const files = readdirSync(`/proc/${pid}/fd`)
      return files.some((file) => readlinkSync(`/proc/${pid}/fd/${file}`).startsWith(dataDir))
    } catch {
      return false
    }
  })
  if (!found) throw new Error('no workerd has the bucket open')
  return Number(found)
}

/** Memory of a process without mapped files, in MB. */
const memory = (pid: number) => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1]) / 1024
}

describe.skipIf(process.platform !== 'linux')('an upload', () => {
  it('of 300 MB is never held, nor is it for its sum', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(65_536))
    const part = new Uint8Array(PART)
    for (let at = 0; at < PART; at += bytes.length) part.set(bytes, at)
    const size = 300 * MB
    const sum = createHash('sha256')
    const { id } = await claimed(size)
    const pid = workerOf(inject('site').dataDir)
    let [before, peak] = [0, 0]
    const timer = setInterval(() => {
      peak = Math.max(peak, memory(pid))
    }, 20)
    for (let offset = 0; offset < size; offset += PART) {
      // after the first few it has all that it keeps for any upload
      if (offset === 4 * PART) [before, peak] = [memory(pid), 0]
      const piece = part.subarray(0, Math.min(PART, size - offset))
      sum.update(piece)
      const answer = await sent(id, offset, piece)
      expect(answer.status).toBe(204)
    }
    const upload = () => call<Upload>(owner.page, 'GET', `/uploads/${id}`)
    expect((await upload()).status).toBe('ready')
    const sending = peak
    peak = memory(pid)
    // by the queue, from what the bucket has
    await expect
      .poll(async () => (await upload()).file?.sha256, { timeout: 120_000, interval: 500 })
      .toBe(sum.digest('hex'))
    clearInterval(timer)
    const [start, up, summed] = [before, sending, peak].map(Math.round)
    console.info(`300 MB: ${start} MB before, at most ${up} MB up and ${summed} MB for the sum`)
    expect(sending - before).toBeLessThan(150)
    // read as fast as it can be, it leaves more to be collected; held, it would be 300 more
    expect(peak - before).toBeLessThan(250)
  }, 300_000)
})

it('whose Content-Length lies is not stored', async () => {
  const { id } = await claimed(1000)
  const { hostname, port } = new URL(inject('site').url)
  const head = [
    ...[`PATCH /uploads/${id} HTTP/1.1`, `Host: ${hostname}:${port}`, `Cookie: ${cookie}`],
    ...['Content-Type: application/offset+octet-stream', 'Upload-Offset: 0'],
    ...['Content-Length: 1000', '', ''],
  ].join('\r\n')
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.end(`${head}only this much`))
    socket.on('close', () => resolve()).on('error', () => resolve())
    socket.resume()
  })
  const upload = await call<Upload>(owner.page, 'GET', `/uploads/${id}`)
  expect([upload.status, upload.offset]).toEqual(['pending', 0])
  expect((await sent(id, 0, new Uint8Array(1000).fill(7))).status).toBe(204)
})
