import type { Db } from '../../db/connect.ts'
import { isTaken } from '../../edge/jobs.ts'
import { forgetSoon } from '../../edge/touch.ts'
import { digestOf } from '../storage/queries.ts'
import { findSummable, noteSum, setUnsummed, unsummed } from './queries.ts'
import { MOST_ASKED, touchedBySum } from './rules.ts'

const KIND = 'file.sum'

/** Asks for the sum of a file that is there. What the queue refuses is asked for by the night. */
export const askForSum = ({ SUMS }: Pick<Env, 'SUMS'>, id: string): Promise<boolean> =>
  isTaken(() => SUMS.send({ kind: KIND, id }), { file: id })

/**
 * Makes the SHA-256 of a file from its bytes in R2, which pass and are not held. A file that is gone,
 * or whose bytes are, has none: the nightly comparison deals with it. Asked twice it does no more than
 * have the edge forget what it showed without.
 * @throws what R2, the database or the queue of purges throws; then it may be asked again
 */
export async function sumFile({ env, db }: { env: Env; db: Db }, id: string): Promise<void> {
  const [file] = await findSummable(db, id)
  if (!file) return
  if (file.hasNoSum) {
    const sha256 = await digestOf(env.FILES, file.r2Key)
    if (sha256 === null) return
    await noteSum(db, file, sha256)
  }
  const touched = touchedBySum(file)
  if (touched.length) await forgetSoon(env, touched, file.place?.community ?? null)
}

/**
 * Each night: asks for sums that are missing, such as where a Worker ended before it could ask. It
 * goes round, so that files which cannot be summed on this plan hold up no others, and cost little.
 */
export async function askForSums({ env, db }: { env: Env; db: Db }, most = MOST_ASKED) {
  const found = await unsummed(db, most)
  if (found.length) await env.SUMS.sendBatch(found.map(({ id }) => ({ body: { kind: KIND, id } })))
  await setUnsummed(db, found.length < most ? null : (found.at(-1)?.id ?? null))
}
