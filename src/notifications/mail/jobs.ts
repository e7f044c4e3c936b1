import type { Db } from '../../db/connect.ts'
import type { Report } from '../../mail/letter.ts'
import { insertStop } from '../../mail/queries.ts'
import { reportsOfCloudflare } from '../../mail/reports/cloudflare.ts'
import { addressSubject } from '../../mail/stops.ts'
import { noteInvitation } from '../../spaces/invites/letters/queries.ts'
import { noteReport } from './queries.ts'

type At = { env: Env; db: Db }

/**
 * Stops what was reported: an address that is not there gets no letters at all, a complaint ends the
 * stream that it was about. Repeated, it changes nothing.
 */
export async function believe({ env, db }: At, reports: Report[]): Promise<void> {
  for (const { kind, address, providerId } of reports) {
    const isBounce = kind === 'bounce'
    const subject = await addressSubject(env, address)
    const stream = (providerId ? await streamOf(db, providerId, kind) : null) ?? '*'
    await insertStop(db, subject, isBounce ? '*' : stream, kind)
  }
}

/** Notes a report on the letter that it is about, and gives the stream of that; null for none of ours. */
async function streamOf(db: Db, providerId: string, kind: Report['kind']) {
  const outcome = kind === 'bounce' ? 'bounced' : 'complained'
  const [letters, invited] = await db.batch([
    noteReport(db, providerId, outcome),
    noteInvitation(db, providerId, kind === 'bounce' ? 'bounced' : 'stopped'),
  ])
  return letters.rows[0]?.stream ?? (invited.length ? ('invitations' as const) : null)
}

/** A message of the queue that Cloudflare's Email Service writes into. */
export const believeEvent = (at: At, said: unknown): Promise<void> =>
  believe(at, reportsOfCloudflare(said))
