import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { insertCommunity } from '../../communities/founding/queries.ts'
import { TAKEN } from '../../communities/founding/routes.tsx'
import { Founding, mayFound } from '../../communities/founding/rules.ts'
import { FoundingPage } from '../../communities/founding/views.tsx'
import { touchedInPublic } from '../../communities/rules.ts'
import { newId } from '../../db/columns.ts'
import { violates } from '../../db/violation.ts'
import { insertPost } from '../../posts/compose/queries.ts'
import { setPinned } from '../../posts/queries.ts'
import { rightsOf, touchedOnPerson } from '../../profiles/rules.ts'
import { insertSpace } from '../../spaces/manage/queries.ts'
import { input } from '../../ui/input.ts'
import { done, refuse } from '../../ui/respond.tsx'
import { FOUNDING_SPACES, welcomePost } from './rules.ts'

/** Founding writes in three rooms at once: the community, its first spaces, its first post. */
export const foundRoutes = new Hono<{ Bindings: Env }>().post('/communities', async (c) => {
  const { viewer } = await c.var.load(() => [])
  if (!viewer.profile) throw new HTTPException(401)
  if (!mayFound(viewer.profile, c.env.COMMUNITIES)) throw new HTTPException(403)
  const shared = { host: new URL(c.req.url).host }
  const form = await input(c, Founding)
  if (!form.ok) return refuse(c, form.errors, FoundingPage, shared, form)
  const community = { id: newId(), ownerId: viewer.profile.id, ...form.value }
  const { db } = c.var
  const me = viewer.profile.id
  const at = { communityId: community.id, me }
  const spaces = FOUNDING_SPACES.map((space) => ({ id: newId(), space }))
  const postId = newId()
  try {
    await db.batch([
      ...insertCommunity(db, community),
      ...spaces.map(({ id, space }) => insertSpace(db, { id, ...at }, space)),
      insertPost(db, { id: postId, spaceId: spaces[0]?.id ?? '', me }, welcomePost(community.name)),
      setPinned(db, postId, me, true),
    ])
  } catch (error) {
    if (!violates(error, 'communities_slug_unique')) throw error
    const mine = { errors: { slug: TAKEN }, typed: form.value }
    return refuse(c, mine.errors, FoundingPage, shared, mine)
  }
  c.var.touch(...rightsOf(me), ...touchedOnPerson(viewer.profile.username), ...touchedInPublic())
  const made = { id: community.id, slug: community.slug }
  const notice = `${community.name} is yours. Make it feel like home.`
  return done(c, made, `/${community.slug}`, { status: 201, notice })
})
