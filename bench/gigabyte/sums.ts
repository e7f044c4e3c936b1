import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'

/** Milliseconds between looks, and how many of them are enough. */
const LOOK = 500
const LOOKS = 1200

/** Waits until the SHA-256 of the one file is noted, and says whether it is the film's; no if it never is. */
export async function isSummed(databaseUrl: string, path: string): Promise<boolean> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const database = new Client({ connectionString: databaseUrl })
  await database.connect()
  try {
    for (let look = 0; look < LOOKS; look++) {
      const { rows } = await database.query<{ sum: string | null }>(
        "select metadata->>'sha256' as sum from files",
      )
      const [file] = rows
      if (file?.sum) return file.sum === hash.digest('hex')
      await new Promise((go) => setTimeout(go, LOOK))
    }
    return false
  } finally {
    await database.end()
  }
}
