import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../db/columns.ts'
import { zoneOf } from '../../notifications/zone/routes.tsx'
import { touchedByAppearing } from '../../posts/rules.ts'
import { type Errors, input, type Typed, uploaded } from '../../ui/input.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import { eventPath, touchedInEvent } from '../rules.ts'
import { DAYS_AHEAD, timesOf } from '../series/rules.ts'
import { talkFor } from '../talk/rules.ts'
import { minutesBetween, occurrenceAt, wallAfter } from '../times/rules.ts'
import { type Gate, planning, running } from './context/routes.tsx'
import { createEvent, findMade } from './create/queries.ts'
import { type Draft, planChange, planOf, typedFrom } from './draft/rules.ts'
import { EventChange, NewEvent } from './rules.ts'
import { save } from './save/routes.tsx'
import { EventFormPage } from './views.tsx'

/** Planning events, and changing them. */
export const editRoutes = new Hono<Gate>()
  .get('/:community/s/:space/events/new', async (c) => {
    const { at, place } = await planning(c)
    const { typed } = uploaded(c, ['coverUrl'])
    const shared = { at, name: place.name, row: null }
    return show(c, EventFormPage, shared, { typed: { ...typed, timezone: zoneOf(c) } })
  })
  .post('/:community/s/:space/events', async (c) => {
    const form = await input(c, NewEvent)
    const { at, place, profile } = await planning(c)
    const typed: Typed = form.ok ? form.value : form.typed
    const again = (errors: Errors) =>
      refuse(c, errors, EventFormPage, { at, name: place.name, row: null }, { errors, typed })
    if (!form.ok) return again(form.errors)
    const { id = newId(), publish, ...value } = form.value
    const { draft, errors } = planOf(value)
    if (!draft) return again(errors)
    const occurrences = occurrencesOf(id, draft)
    if (!occurrences) return again({ repeat: 'There is no day on which it would take place.' })
    const href = eventPath(at, id)
    const minutes = minutesBetween(draft.startsWall, draft.endsWall)
    const talk = publish ? talkFor({ ...draft, href }, at, place, profile) : null
    const made = { draft, occurrences, minutes, spaceId: place.id, me: profile.id, talk }
    const { db } = c.var
    const isThere = findMade(db, id, profile.id)
    const results = await db.batch([isThere, ...createEvent(db, made), isThere])
    if (!isFound(results.at(-1)))
      throw new HTTPException(403, { message: 'Planning is not open to you in this space.' })
    c.var.touch(...touchedInEvent(at))
    if (talk) c.var.touch(...touchedByAppearing({ ...at, id: talk.id, author: profile.username }))
    const notice = talk ? 'It stands in the calendar.' : 'Kept as a draft, for your eyes.'
    return done(c, { id, href }, href, { status: 201, notice })
  })
  .get('/:community/s/:space/events/:event/edit', async (c) => {
    const { at, row } = await running(c)
    const { typed } = uploaded(c, ['coverUrl'])
    const shared = { at, name: row.space.name, row: shownOf(row) }
    return show(c, EventFormPage, shared, { typed: { ...typedFrom(row), ...typed } })
  })
  .patch('/:community/s/:space/events/:event', async (c) => {
    const form = await input(c, EventChange)
    const found = await running(c)
    const { at, row } = found
    const typed = form.ok ? { ...typedFrom(row), ...form.value } : form.typed
    const shared = { at, name: row.space.name, row: shownOf(row) }
    const again = (errors: Errors) => refuse(c, errors, EventFormPage, shared, { errors, typed })
    if (!form.ok) return again(form.errors)
    const { draft, errors } = planChange(row, form.value)
    if (!draft) return again(errors)
    if (row.seriesId && form.value.scope !== 'this' && !draft.rule)
      return again({ repeat: 'Choose how it repeats, or change this one alone.' })
    return save(c, found, draft, form.value.scope)
  })

type Found = Awaited<ReturnType<typeof running>>

const shownOf = ({ id, title, seriesId, isPublished }: Found['row']) => ({
  ...{ id, title, isPublished },
  isSeries: seriesId !== null,
})

const isFound = (rows: unknown): boolean => Array.isArray(rows) && rows.length > 0

/** A draft's event, and those of its series that are made ahead; null where its rule has no time. */
function occurrencesOf(id: string, draft: Draft) {
  const { rule, startsWall, timezone } = draft
  const to = wallAfter(startsWall, DAYS_AHEAD * 24 * 60)
  const times = rule ? timesOf(rule, startsWall, { to }) : [startsWall]
  const minutes = minutesBetween(startsWall, draft.endsWall)
  const [first, ...others] = times.map((wall, at) =>
    occurrenceAt(at === 0 ? id : newId(), wall, minutes, timezone),
  )
  return first ? ([first, ...others] as [typeof first, ...typeof others]) : null
}
