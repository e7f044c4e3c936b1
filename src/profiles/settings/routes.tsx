import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { violates } from '../../db/violation.ts'
import { deleteClerkUser, revokeClerkSessions } from '../../session/clerk.ts'
import { dropSession } from '../../session/cookie.ts'
import { type Errors, idParam, input, type Typed, uploaded } from '../../ui/input.ts'
import { done, refuse, show, themeOf } from '../../ui/respond.tsx'
import { removeProfile } from '../clerk/queries.ts'
import { rightsOf, touchedByName } from '../rules.ts'
import { endSession, sessionsOf } from '../sessions/queries.ts'
import { deviceName } from '../sessions/rules.ts'
import { clerkIdOf, holderOf, ownProfile, purchaserOf, updateProfile } from './queries.ts'
import { Deletion, isUsernameTyped, Settings, Username } from './rules.ts'
import { type Mine, SettingsPage, UsernameState } from './views.tsx'

const TAKEN = 'Somebody has this username. Try another.'

export const accountRoutes = new Hono<{ Bindings: Env }>()
  .get('/settings', async (c) => {
    const { mine } = await settingsOf(c)
    return show(c, SettingsPage, {}, { ...mine, ...uploaded(c, ['avatarUrl']) })
  })
  .get('/settings/username', async (c) => {
    const wanted = Username.safeParse(c.req.query('username'))
    const { viewer, rows } = await c.var.load((db, me) => [holderOf(db, wanted.data ?? '', me)])
    if (!viewer.profile) throw new HTTPException(401)
    const error = wanted.error?.issues[0]?.message ?? (rows[0].length ? TAKEN : null)
    const state = { username: wanted.data ?? null, error }
    return done(c, state, '/settings', { fragment: <UsernameState {...state} /> })
  })
  .patch('/settings', async (c) => {
    const { id, mine } = await settingsOf(c)
    const form = await input(c, Settings)
    const again = (errors: Errors, typed: Typed) =>
      refuse(c, errors, SettingsPage, {}, { ...mine, errors, typed })
    if (!form.ok) return again(form.errors, form.typed)
    if (Object.keys(form.value).length)
      try {
        await updateProfile(c.var.db, id, form.value)
      } catch (error) {
        if (!violates(error, 'profiles_username_unique')) throw error
        return again({ username: TAKEN }, form.value)
      }
    const { username } = mine.profile
    const names = [username, form.value.username ?? username]
    c.var.touch(...rightsOf(id), ...names.flatMap(touchedByName))
    return done(c, { ...mine.profile, ...form.value }, '/settings', { notice: 'Saved.' })
  })
  .delete('/settings/sessions/:session', async (c) => {
    const id = idParam(c, 'session')
    const { viewer } = await c.var.load(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    const ended = await endSession(c.var.db, { id, profileId: viewer.profile.id })
    c.var.revoke(...rightsOf(viewer.profile.id))
    await revokeClerkSessions(
      c.env,
      ended.map(({ clerkSessionId }) => clerkSessionId),
    )
    if (id !== c.var.session?.id) return done(c, {}, '/settings', { notice: 'Signed out there.' })
    dropSession(c)
    return done(c, {}, '/')
  })
  .delete('/settings', async (c) => {
    const { id, mine } = await settingsOf(c)
    const form = await input(c, Deletion)
    if (!form.ok || !isUsernameTyped(form.value.confirm, mine.profile.username)) {
      const errors = { confirm: 'Type your username as it stands above.' }
      return refuse(c, errors, SettingsPage, {}, { ...mine, errors })
    }
    const [them] = await clerkIdOf(c.var.db, id)
    if (them) await forget(c, them.clerkId)
    dropSession(c)
    return done(c, {}, '/', { notice: 'Your account is gone. Take care.' })
  })

async function settingsOf(c: Context<{ Bindings: Env }>) {
  const { viewer, rows } = await c.var.load((db, me) => [
    ownProfile(db, me),
    sessionsOf(db, me),
    purchaserOf(db, me),
  ])
  const [[profile], sessions, [purchaser]] = rows
  if (!viewer.profile || !profile) throw new HTTPException(401, { message: 'Sign in first.' })
  const mine: Mine = {
    profile,
    theme: themeOf(c),
    hasBought: purchaser?.hasBought ?? false,
    sessions: sessions.map(({ userAgent, ...session }) => ({
      ...session,
      device: deviceName(userAgent),
      isThis: session.id === c.var.session?.id,
    })),
    now: c.var.now,
  }
  return { id: viewer.profile.id, mine }
}

/** Clerk first: if it fails nothing has happened, and if we fail its webhook ends what was begun. */
async function forget(c: Context<{ Bindings: Env }>, clerkId: string) {
  try {
    await deleteClerkUser(c.env, clerkId)
  } catch (error) {
    console.info(JSON.stringify({ id: c.var.requestId, event: 'clerk away', why: `${error}` }))
    throw new HTTPException(503, { message: 'Our sign-in service does not answer. Try again.' })
  }
  const [were] = await c.var.db.batch(removeProfile(c.var.db, clerkId))
  for (const { id, username } of were) c.var.revoke(...rightsOf(id), ...touchedByName(username))
}
