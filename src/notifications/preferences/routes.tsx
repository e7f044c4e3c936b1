import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { deleteStop, stopsOf } from '../../mail/queries.ts'
import { canSend } from '../../mail/send.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { type Errors, input, type Typed } from '../../ui/input.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import { lastLetter } from '../letters/queries.ts'
import { chosenSpaces, chosenTopics } from '../levels/queries.ts'
import { subscriptionsOf } from '../push/queries.ts'
import { hasPush } from '../push/rules.ts'
import { zoneOf } from '../zone/routes.tsx'
import { isZoneKnown, preferencesOf, savePreferences } from './queries.ts'
import { Chosen, held, Stream } from './rules.ts'
import { type Mine, PreferencesPage } from './views.tsx'

type Gate = { Bindings: Env }

export const preferenceRoutes = new Hono<Gate>()
  .get('/settings/notifications', async (c) =>
    show(c, PreferencesPage, {}, (await pageFor(c)).mine),
  )
  .put('/settings/notifications', async (c) => {
    const { me, mine } = await pageFor(c)
    const form = await input(c, Chosen)
    const again = (errors: Errors, typed: Typed) =>
      refuse(c, errors, PreferencesPage, {}, { ...mine, errors, typed })
    if (!form.ok) return again(form.errors, form.typed)
    const { db, now } = c.var
    if (!(await isZoneKnown(db, form.value.zone)))
      return again({ zone: 'Choose another time zone nearby.' }, form.value)
    await db.batch(savePreferences(db, me, form.value, now))
    c.var.touch(...rightsOf(me))
    return done(c, held(form.value), '/settings/notifications', { notice: 'Saved.' })
  })
  .delete('/settings/notifications/stops/:stream', async (c) => {
    const { me } = await pageFor(c)
    const { stream } = Stream.parse(c.req.param())
    await deleteStop(c.var.db, `profile:${me}`, stream)
    return done(c, {}, '/settings/notifications', { notice: 'We write to you again.' })
  })

async function pageFor(c: Context<Gate>): Promise<{ me: string; mine: Mine }> {
  const { viewer, rows } = await c.var.load((db, me) => [
    preferencesOf(db, me),
    subscriptionsOf(db, me),
    chosenSpaces(db, me),
    chosenTopics(db, me),
    stopsOf(db, me),
    lastLetter(db, me),
  ])
  if (!viewer.profile) throw new HTTPException(401, { message: 'Sign in first.' })
  const [[chosen], browsers, spaces, topics, stops, [letter]] = rows
  const { timezone } = c.req.raw.cf ?? {}
  return {
    me: viewer.profile.id,
    mine: {
      ...{ browsers, spaces, topics, stops, now: c.var.now },
      held: held(chosen, zoneOf(c) ?? (typeof timezone === 'string' ? timezone : undefined)),
      hasMail: canSend(c.env),
      pushKey: hasPush(c.env) ? (c.env.VAPID_PUBLIC_KEY ?? null) : null,
      isBounced: letter?.outcome === 'bounced',
    },
  }
}
