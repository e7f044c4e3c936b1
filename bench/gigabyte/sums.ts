import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'

/** Waits until the SHA-256 of the one file is noted, and says whether it is the film's. */
export async function isSummed(databaseUrl: string, path: string): Promise<boolean> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const database = new Client({ connectionString: databaseUrl })
  await database.connect()
  try {
    for (;;) {
      const { rows } = await database.query<{ sum: string | null }>(
        "select metadata->>'sha256' as sum from files",
      )
      const [file] = rows
      if (file?.sum) return file.sum === hash.digest('hex')
      await new Promise((go) => setTimeout(go, 500))
    }
  } finally {
    await database.end()
  }
}
