import { createClerkClient } from '@clerk/backend'
import { clerkMiddleware, getAuth } from '@clerk/hono'
import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../db/columns.ts'
import { dropSession, writeSession } from '../../session/cookie.ts'
import { done } from '../../ui/respond.tsx'
import { findProfileByClerkId, upsertProfile } from '../queries.ts'
import { personOf } from '../rules.ts'
import { endSession, endSessionsOf, insertSession } from './queries.ts'
import { returnPath } from './rules.ts'

const clerk = createMiddleware<{ Bindings: Env }>((c, next) =>
  clerkMiddleware({ jwtKey: c.env.CLERK_JWT_KEY, apiUrl: c.env.CLERK_API_URL })(c, next),
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
    if (session) await leave(c, await endSession(db, session.id))
    return done(c, {}, '/')
  })
  .post('/sign-out/everywhere', async (c) => {
    const { session, db } = c.var
    if (session) await leave(c, await endSessionsOf(db, session.profileId))
    return done(c, {}, '/')
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
  await insertSession(db, { ...session, clerkSessionId: sessionId ?? '', userAgent })
  await writeSession(c, session)
  return { profileId: profile.id }
}

async function ownProfile(c: Context<{ Bindings: Env }>, clerkId: string) {
  const { db, clerk } = c.var
  const [known] = await findProfileByClerkId(db, clerkId)
  if (known) return known
  const user = await clerk.users.getUser(clerkId)
  const email = user.primaryEmailAddress?.emailAddress ?? null
  const [, [made]] = await db.batch([
    upsertProfile(db, personOf({ ...user, email })),
    findProfileByClerkId(db, clerkId),
  ])
  return made
}

/** Ends Clerk's sessions too, or the next sign-in would bring the same person back unasked. */
async function leave(c: Context<{ Bindings: Env }>, ended: { clerkSessionId: string }[]) {
  dropSession(c)
  const client = createClerkClient({
    secretKey: c.env.CLERK_SECRET_KEY,
    apiUrl: c.env.CLERK_API_URL,
  })
  const revoked = await Promise.allSettled(
    ended.map(({ clerkSessionId }) => client.sessions.revokeSession(clerkSessionId)),
  )
  for (const result of revoked)
    if (result.status === 'rejected')
      console.info(JSON.stringify({ event: 'clerk session not revoked', why: `${result.reason}` }))
}
