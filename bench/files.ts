import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startStack } from '../local/stack.ts'
import { startBare } from './bare.ts'
import { download, MB, type Run, upload } from './throughput.ts'

/**
 * Sends a file through the Worker and reads it again, beside the same through a Worker that is only
 * an R2 binding; prints MB a second and the memory of the whole of workerd, R2's stand-in and all.
 */
const { values } = parseArgs({ options: { mb: { type: 'string', default: '300' } } })
const size = Number(values.mb) * MB
const dataDir = await mkdtemp(join(tmpdir(), 'opencircle-bench-'))

try {
  const bare = await startBare(join(dataDir, 'bare'))
  const plain = await measured('a bare R2 binding', bare.url, async () => ({
    cookie: '',
    upload: async () => '/object',
    path: '/object',
  }))
  await bare.stop()
  const stack = await startStack({
    dataDir: join(dataDir, 'stack'),
    ports: { worker: 0, clerk: 0, postgres: 0 },
    fast: true,
  })
  const ours = await measured('OpenCircle', stack.url, () => signIn(stack.url, stack.clerkUrl))
  await stack.stop()
  console.info([plain, ours].flat().join('\n'))
} finally {
  await rm(dataDir, { recursive: true, force: true })
}

type Sender = { cookie: string; path: string; upload: (size: number) => Promise<string> }

async function measured(name: string, url: string, open: () => Promise<Sender>): Promise<string[]> {
  const sender = await open()
  const path = await sender.upload(size)
  const sent = await upload({ url: url + path, size, cookie: sender.cookie })
  const file = sender.path || (await urlOf(url, path, sender.cookie))
  const read = await download({ url: url + file, size, cookie: sender.cookie })
  return [line(`${name}, up`, sent), line(`${name}, down`, read)]
}

function line(name: string, { seconds, before, peak }: Run): string {
  return `${name.padEnd(28)} ${(size / MB / seconds).toFixed(0).padStart(6)} MB/s   memory ${before} MB before, ${peak} MB at most`
}

async function urlOf(url: string, path: string, cookie: string): Promise<string> {
  const answer = await fetch(url + path, { headers: { cookie, accept: 'application/json' } })
  const { file }: { file: { url: string } } = JSON.parse(await answer.text())
  return file.url
}

/** Someone new, with a community and a shelf of their own. */
async function signIn(url: string, clerkUrl = ''): Promise<Sender> {
  const handle = `bench-${Date.now().toString(36)}`
  const signUp = await fetch(`${clerkUrl}/sign-up`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: clerkUrl },
    body: new URLSearchParams({ username: handle, fullName: 'Bench', email: `${handle}@x.test` }),
  })
  const jwt = /__session=([^;]+)/.exec(signUp.headers.getSetCookie().join('\n'))?.[1]
  const session = await fetch(`${url}/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${jwt}`, accept: 'application/json' },
  })
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const post = async (path: string, body: object): Promise<{ id: string }> => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { cookie, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return JSON.parse(await answer.text())
  }
  await post('/communities', { name: handle, slug: handle })
  await post(`/${handle}/spaces`, { name: 'Shelf', slug: 'shelf', spaceType: 'resources' })
  const at = { purpose: 'resource', community: handle, space: 'shelf', name: 'large.bin' }
  return {
    cookie,
    path: '',
    upload: async (bytes) => `/uploads/${(await post('/uploads', { ...at, size: bytes })).id}`,
  }
}
