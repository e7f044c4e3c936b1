import type { BatchItem } from 'drizzle-orm/batch'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../../db/columns.ts'
import { touchedInPost } from '../../../posts/rules.ts'
import { done } from '../../../ui/respond.tsx'
import { cancelledNow, movedNow, tellGuests } from '../../notices/queries.ts'
import { holdEvents, promote, tellPromoted } from '../../rsvps/seats/queries.ts'
import { eventPath, touchedInEvent, whenWords } from '../../rules.ts'
import { DAYS_AHEAD, MOST_AHEAD, timesOf } from '../../series/rules.ts'
import { renewTalk } from '../../talk/queries.ts'
import { talkText } from '../../talk/rules.ts'
import { instantsOf, wallAfter } from '../../times/rules.ts'
import { changesOf } from '../changes/rules.ts'
import type { Gate, running } from '../context/routes.tsx'
import type { Draft } from '../draft/rules.ts'
import type { Scope } from '../rules.ts'
import { planSeries } from '../series/rules.ts'
import { anyOfIds } from '../update/queries.ts'
import { writeFirst, writeMany, writeOne } from '../write/queries.ts'

type Found = Awaited<ReturnType<typeof running>>

/** Writes what a draft makes of an event, tells those who come, and gives freed seats on. */
export async function save(c: Context<Gate>, found: Found, draft: Draft, scope: Scope) {
  const { at, row, profile } = found
  const { db } = c.var
  const changes = changesOf(row, draft)
  const write = newId()
  const part = { row, draft, changes, me: profile.id, write }
  const { statements, ids, dropped = [] } = planned(c, found, draft, scope, part)
  const href = eventPath(at, row.id)
  const told = { id: row.id, spaceId: row.spaceId, title: draft.title, href }
  const span = { ...instantsOf(draft), timezone: draft.timezone }
  const body = changes.isMoved
    ? `${ids.length > 1 ? 'It has new times; this one is now ' : 'It is now '}${whenWords(span)}.`
    : 'Where it takes place has changed.'
  const which = anyOfIds(ids)
  const off = {
    ...{ ...told, which: anyOfIds(dropped), actorId: profile.id, write: `${write}:off` },
    ...{ title: `${draft.title} is cancelled`, body: 'Its series has other dates now.' },
  }
  const news = {
    ...{ ...told, which, actorId: profile.id, write, body },
    title: changes.isMoved ? `${draft.title} has moved` : `${draft.title} has changed`,
  }
  const [first, ...rest] = [
    holdEvents(db, which),
    ...statements,
    ...(Object.hasOwn(changes.words, 'capacity')
      ? [promote(db, which), tellPromoted(db, which, write)]
      : []),
    ...(changes.isMoved || changes.news.length
      ? [tellGuests(db, news, movedNow(row.id, changes.news))]
      : []),
    ...(dropped.length ? [tellGuests(db, off, cancelledNow)] : []),
    ...(row.postId && (changes.words.title ?? changes.words.description) !== undefined
      ? [renewTalk(db, { id: row.postId, ...talkOf(draft, href) })]
      : []),
  ]
  const [, written] = await db.batch([first ?? holdEvents(db, which), ...rest])
  if (!isWritten(written)) throw new HTTPException(409)
  c.var.touch(...touchedInEvent(at), ...(row.postId ? touchedInPost(row.postId) : []))
  return done(c, { id: row.id, href }, href, { notice: 'Saved.' })
}

const talkOf = ({ title, description }: Draft, href: string) => ({
  title,
  content: talkText(description, href),
})

const isWritten = (rows: unknown): boolean => Array.isArray(rows) && rows.length > 0

type Part = Parameters<typeof writeOne>[1]

/** What is to be written, and of which events it speaks. */
function planned(
  c: Context<Gate>,
  found: Found,
  draft: Draft,
  scope: Scope,
  part: Part,
): { statements: BatchItem<'pg'>[]; ids: string[]; dropped?: string[] } {
  const { row, series, steps } = found
  const { db, now } = c.var
  const horizonOf = (wall: string) => wallAfter(wall, DAYS_AHEAD * 24 * 60)
  if (!row.seriesId || !series) {
    if (!draft.rule) return { statements: writeOne(db, part), ids: [row.id] }
    const to = horizonOf(draft.startsWall)
    const times = timesOf(draft.rule, draft.startsWall, { to, most: MOST_AHEAD })
    return { statements: writeFirst(db, part, times), ids: [row.id] }
  }
  if (scope === 'this') return { statements: writeOne(db, part), ids: [row.id] }
  const { isMoved } = part.changes
  const today = now.toISOString().slice(0, 16)
  const horizon = horizonOf([today, draft.startsWall].sort().at(-1) ?? today)
  const plan = planSeries(series, steps, { row, draft, scope, isMoved }, { now, horizon })
  return {
    statements: writeMany(db, part, { series, steps, plan }),
    ids: plan.ids,
    dropped: plan.times?.dropped,
  }
}
