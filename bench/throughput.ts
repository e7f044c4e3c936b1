import { readdirSync, readFileSync } from 'node:fs'

export const MB = 1024 * 1024
const PART = 8 * MB

/** `before` and `peak` in MB of resident memory of all workerd processes under this one. */
export type Run = { seconds: number; before: number; peak: number }
type Path = { url: string; size: number; cookie: string }

/** Sends so many bytes in parts, as the uploader does. */
export const upload = ({ url, size, cookie }: Path): Promise<Run> =>
  watched(async () => {
    const bytes = new Uint8Array(PART)
    crypto.getRandomValues(new Uint8Array(bytes.buffer, 0, 65_536))
    for (let offset = 0; offset < size; offset += PART) {
      const answer = await fetch(url, {
        method: 'PATCH',
        headers: {
          cookie,
          'content-type': 'application/offset+octet-stream',
          'upload-offset': `${offset}`,
          'upload-length': `${size}`,
        },
        body: bytes.subarray(0, Math.min(PART, size - offset)),
      })
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    }
  })

/** Reads them again, and throws them away. */
export const download = ({ url, size, cookie }: Path): Promise<Run> =>
  watched(async () => {
    const answer = await fetch(url, { headers: { cookie } })
    let read = 0
    for await (const chunk of answer.body ?? []) read += chunk.byteLength
    if (read !== size) throw new Error(`${answer.status}: read ${read} of ${size} bytes`)
  })

export async function watched(work: () => Promise<void>): Promise<Run> {
  const before = memory()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, memory())
  }, 50)
  const began = performance.now()
  try {
    await work()
    return { seconds: (performance.now() - began) / 1000, before, peak: Math.max(peak, memory()) }
  } finally {
    clearInterval(timer)
  }
}

/** Resident memory, MB, without mapped files, of what runs workerd below this process; Linux tells. */
function memory(): number {
  const all = readdirSync('/proc').flatMap((pid) =>
    /^\d+$/.test(pid) ? (statusOf(pid) ?? []) : [],
  )
  const isOurs = (pid: number): boolean => {
    if (pid === process.pid) return true
    const found = all.find((one) => one.pid === pid)
    return found !== undefined && found.pid > 1 && isOurs(found.parent)
  }
  const kilobytes = all
    .filter(({ name, pid }) => name.startsWith('workerd') && isOurs(pid))
    .reduce((sum, { resident }) => sum + resident, 0)
  return Math.round(kilobytes / 1024)
}

function statusOf(pid: string) {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8')
    const field = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(text)?.[1] ?? ''
    const resident = Number(field('RssAnon'))
    return { pid: Number(pid), parent: Number(field('PPid')), name: field('Name'), resident }
  } catch {
    return null
  }
}
