import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'

/** What lies in the bucket and in the database: keys, rows, uploads and parts that are open. */
export async function whatIsKept(dataDir: string, databaseUrl: string): Promise<string> {
  const folder = join(dataDir, 'worker/v3/r2/miniflare-R2BucketObject')
  const kept = readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite')
    .map((name) => new DatabaseSync(join(folder, name), { readOnly: true }))
  const keys = kept.flatMap((bucket) =>
    columnOf(bucket, "select key from _mf_objects where key like 'files/%'"),
  )
  const open = kept.flatMap((bucket) =>
    columnOf(bucket, 'select key from _mf_multipart_uploads where state = 0'),
  )
  for (const bucket of kept) bucket.close()
  const database = new Client({ connectionString: databaseUrl })
  await database.connect()
  const asked = async (question: string) =>
    (await database.query<{ key: string }>(question)).rows.map(({ key }) => key)
  const rows = await asked('select r2_key as key from files')
  const parts = await asked('select file_id as key from file_parts')
  const pending = await asked('select id as key from files where finished_at is null')
  await database.end()
  const strangers = keys.filter((key) => !rows.includes(key))
  const missing = rows.filter((key) => !keys.includes(key))
  return [
    `${keys.length} objects, ${strangers.length} of them without a row`,
    `${rows.length} rows, ${missing.length} of them without an object`,
    `${open.length} uploads in parts open at R2, ${pending.length} in rows, ${parts.length} notes of parts`,
  ].join('; ')
}

const columnOf = (bucket: DatabaseSync, question: string): string[] =>
  bucket
    .prepare(question)
    .all()
    .map(({ key }) => String(key))
