import type { Db } from '../../db/connect.ts'
import type { Report } from '../../mail/letter.ts'
import { insertStop } from '../../mail/queries.ts'
import { reportsOfCloudflare } from '../../mail/reports/cloudflare.ts'
import { addressSubject } from '../../mail/stops.ts'
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
    const [about] = providerId
      ? (await noteReport(db, providerId, isBounce ? 'bounced' : 'complained')).rows
      : []
    const stream = isBounce ? '*' : (about?.stream ?? '*')
    await insertStop(db, subject, stream, kind)
  }
}

/** A message of the queue that Cloudflare's Email Service writes into. */
export const believeEvent = (at: At, said: unknown): Promise<void> =>
  believe(at, reportsOfCloudflare(said))
