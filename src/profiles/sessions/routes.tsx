import { clerkMiddleware, getAuth } from '@clerk/hono'
import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../db/columns.ts'
import { findClerkUser, revokeClerkSessions } from '../../session/clerk.ts'
import { dropSession, writeSession } from '../../session/cookie.ts'
import { done } from '../../ui/respond.tsx'
import { findProfileByClerkId, upsertProfile } from '../queries.ts'
import { personOf, rightsOf } from '../rules.ts'
import { endSession, endSessionsOf, insertSession } from './queries.ts'
import { returnPath } from './rules.ts'

/** Believes tokens that Clerk made for this site, not those of another that has the same Clerk. */
const clerk = createMiddleware<{ Bindings: Env }>((c, next) =>
  clerkMiddleware({
    jwtKey: c.env.CLERK_JWT_KEY,
    apiUrl: c.env.CLERK_API_URL,
    authorizedParties: [new URL(c.req.url).origin],
  })(c, next),
)

export const sessionRoutes = new Hono<{ Bindings: Env }>()
  .get('/sign-in', (c) => {
    const back = new URL('/sign-in/callback', c.req.url)
    back.searchParams.set('return_to', returnPath(c.req.query('return_to')))
    const url = new URL(c.env.CLERK_SIGN_IN_URL)
    url.searchParams.set('redirect_url', back.href)
    return c.redirect(url.href, 303)
  })
  .get('/sign-in/callback', clerk, async (c) => {
    await begin(c)
    return c.redirect(returnPath(c.req.query('return_to')), 303)
  })
  .post('/sessions', clerk, async (c) => done(c, await begin(c), '/', { status: 201 }))
  .post('/sign-out', async (c) => {
    const { session, db } = c.var
    if (session) await leave(c, await endSession(db, session))
    return done(c, {}, '/')
  })
  .post('/sign-out/everywhere', async (c) => {
    const { session, db } = c.var
    if (session) await leave(c, await endSessionsOf(db, session.profileId))
    return done(c, {}, '/', { notice: 'You are signed out everywhere.' })
  })

/** Turns Clerk's word on who this is into our own session; the profile is made if need be. */
async function begin(c: Context<{ Bindings: Env }>): Promise<{ profileId: string }> {
  const { userId, sessionId } = getAuth(c, { acceptsToken: 'session_token' })
  if (!userId) throw new HTTPException(401, { message: 'Sign in first.' })
  const { db } = c.var
  const profile = await ownProfile(c, userId)
  if (!profile || profile.deletedAt)
    throw new HTTPException(403, { message: 'This account is gone.' })
  const session = { id: newId(), profileId: profile.id }
  const userAgent = (c.req.header('user-agent') ?? '').slice(0, 200)
  const clerkSessionId = sessionId ?? ''
  const [, { rows }] = await db.batch(insertSession(db, { ...session, clerkSessionId, userAgent }))
  if (rows.length === 0) {
    // Clerk may have missed that it is over, and would send the same person back for ever
    await revokeClerkSessions(c.env, [clerkSessionId])
    throw new HTTPException(401, { message: 'That session is over. Sign in once more.' })
  }
  await writeSession(c, session)
  return { profileId: profile.id }
}

async function ownProfile(c: Context<{ Bindings: Env }>, clerkId: string) {
  const { db } = c.var
  const [known] = await findProfileByClerkId(db, clerkId)
  if (known) return known
  const user = await findClerkUser(c.env, clerkId).catch((error: Error) => {
    console.info(JSON.stringify({ id: c.var.requestId, event: 'clerk away', why: `${error}` }))
    throw new HTTPException(503, { message: 'Our sign-in service does not answer. Try again.' })
  })
  if (!user) return
  const [, , [made]] = await db.batch([
    ...upsertProfile(db, personOf(user)),
    findProfileByClerkId(db, clerkId),
  ])
  return made
}

async function leave(c: Context<{ Bindings: Env }>, ended: { clerkSessionId: string }[]) {
  if (c.var.session) c.var.revoke(...rightsOf(c.var.session.profileId))
  dropSession(c)
  await revokeClerkSessions(
    c.env,
    ended.map(({ clerkSessionId }) => clerkSessionId),
  )
}
