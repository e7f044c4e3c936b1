import { connect, type Db } from '../../db/connect.ts'
import { tellable } from '../../db/tellable.ts'
import { forgetLetters, keepLetter, settleLetters } from './queries.ts'
import { Dead } from './rules.ts'

/**
 * The consumer of the dead letters: a row for each, for staff to look at and to send again. Where the
 * database is away they wait in their queue.
 */
export async function keepLetters(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const db = connect(env)
  await Promise.all(
    batch.messages.map(async (message) => {
      const unreadable = { kind: 'unreadable', id: message.id, error: '', tries: 0 }
      const { failedAt = message.timestamp.toISOString(), ...dead } = Dead.catch(unreadable).parse(
        message.body,
      )
      try {
        await keepLetter(db, { ...dead, failedAt })
        message.ack()
      } catch (error) {
        console.info(JSON.stringify({ event: 'letter not kept', ...tellable(error) }))
        message.retry({ delaySeconds: Math.min(3600, 30 * 2 ** message.attempts) })
      }
    }),
  )
}

/** Work that was done: a letter that was left of it is settled. */
export async function settle({ db }: { db: Db }, done: { kind: string; id: string }[]) {
  if (done.length === 0) return
  try {
    await settleLetters(db, done)
  } catch (error) {
    // the work stays done: a letter that lies there too long does no harm
    console.info(JSON.stringify({ event: 'letters not settled', ...tellable(error) }))
  }
}

/** Each night: forgets letters that were over a season ago. */
export async function clearLetters({ db }: { db: Db }): Promise<void> {
  await forgetLetters(db)
}
