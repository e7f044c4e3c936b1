import type { Db } from '../../db/connect.ts'
import { dueCourses, noteSwept, tellUnlocked } from './queries.ts'
import { CHUNK, MOST_MESSAGES, packed, unpacked } from './rules.ts'

type At = { env: Env; db: Db; now: Date }

const KIND = 'course.unlocked'

/**
 * Each minute: courses in which lessons have opened get a message each. What was announced is noted
 * after that: a tick that fails in between is repeated by the next, and changes nothing.
 */
export async function announceUnlocked({ env, db, now }: At): Promise<void> {
  const { rows } = await dueCourses(db, now)
  const to = now.toISOString()
  const messages = rows.map((due) => ({
    body: { kind: KIND, id: packed({ ...due, to, after: null }) },
  }))
  for (let at = 0; at < messages.length; at += MOST_MESSAGES)
    await env.JOBS.sendBatch(messages.slice(at, at + MOST_MESSAGES))
  await noteSwept(
    db,
    rows.map(({ courseId }) => courseId),
    now,
  )
}

/** Tells one chunk of a course's learners, and asks for the next. @param id see `packed` */
export async function tellLearners({ env, db }: At, id: string): Promise<void> {
  const sweep = unpacked(id)
  const { rows } = await tellUnlocked(db, sweep)
  const [page] = rows
  if (page?.last && page.looked === CHUNK)
    await env.JOBS.send({ kind: KIND, id: packed({ ...sweep, after: page.last }) })
}
