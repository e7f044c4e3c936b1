import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Kept = {
  id: string
  key: string | null
  at: string
  from: string
  to: string[]
  subject: string
  html: string
  text: string
  headers: Record<string, string>
  /** of what was sent, to tell another letter under the same key */
  print: string
}

export type Mailbox = ReturnType<typeof openMailbox>

const MOST = 500

/** Letters, the newest first; one file each. */
export function openMailbox(dataDir?: string) {
  if (dataDir) mkdirSync(dataDir, { recursive: true })
  const letters: Kept[] = dataDir ? read(dataDir) : []
  return {
    all: () => letters,
    find: (id: string) => letters.find((letter) => letter.id === id),
    byKey: (key: string) => letters.find((letter) => letter.key === key),
    keep: (letter: Omit<Kept, 'id' | 'at'>): Kept => {
      const kept = { ...letter, id: randomUUID(), at: new Date().toISOString() }
      letters.unshift(kept)
      if (dataDir) writeFileSync(join(dataDir, `${kept.id}.json`), JSON.stringify(kept, null, 2))
      for (const old of letters.splice(MOST))
        if (dataDir) rmSync(join(dataDir, `${old.id}.json`), { force: true })
      return kept
    },
  }
}

export const printOf = (body: string): string => createHash('sha256').update(body).digest('hex')

function read(dataDir: string): Kept[] {
  if (!existsSync(dataDir)) return []
  const letters: Kept[] = readdirSync(dataDir)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(dataDir, name), 'utf8')))
  return letters.sort((a, b) => (a.at < b.at ? 1 : -1))
}
