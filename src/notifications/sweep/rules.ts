const MOST = 100

/** Puts a message for each row on the queue; a hundred a call is what it takes. */
export async function sendAll(jobs: Queue, kind: string, rows: { id: string }[]): Promise<void> {
  for (let at = 0; at < rows.length; at += MOST)
    await jobs.sendBatch(rows.slice(at, at + MOST).map(({ id }) => ({ body: { kind, id } })))
}
