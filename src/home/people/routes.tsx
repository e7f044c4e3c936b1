import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { insertNotifications } from '../../notifications/queries.ts'
import { excerpt } from '../../posts/markdown/rules.ts'
import { deleteFollow, insertFollow } from '../../profiles/queries.ts'
import { done, show } from '../../ui/respond.tsx'
import { communitiesOf, findPerson, followedBy, postsBy } from './queries.ts'
import { After, PAGE, pageOf, usernameIn } from './rules.ts'
import { PersonPage } from './views.tsx'

const EXCERPT = 200

export const peopleRoutes = new Hono<{ Bindings: Env }>()
  .get('/:username{@[^/]+}', async (c) => {
    const username = usernameIn(c.req.param('username'))
    const after = After.parse(c.req.query('after') ?? null)
    const { viewer, rows } = await c.var.load((db, me) => [
      findPerson(db, username, me),
      communitiesOf(db, username, me),
      postsBy(db, username, me, after),
    ])
    const [[found], communities, posts] = rows
    if (!found) throw new HTTPException(404)
    const { id, isFollowed, ...person } = found
    const { shown, next } = pageOf(posts, PAGE)
    return show(c, PersonPage, person, {
      isMe: viewer.profile?.id === id,
      isSignedIn: viewer.profile !== null,
      isFollowed,
      communities,
      posts: shown.map(({ content, contentFormat, ...post }) => ({
        ...post,
        excerpt: excerpt(content, contentFormat, EXCERPT),
      })),
      next: next && `/@${person.username}?after=${next}`,
      now: c.var.now,
    })
  })
  .put('/:username{@[^/]+}/follow', async (c) => {
    const { db } = c.var
    const { me, them } = await bothOf(c)
    if (me.id === them.id)
      throw new HTTPException(403, { message: 'You cannot follow yourself. Nice try.' })
    await db.batch([
      insertFollow(db, me.id, them.id),
      insertNotifications(db, {
        type: 'new_follower',
        actorId: me.id,
        spaceId: null,
        title: `${me.fullName} follows you`,
        body: '',
        link: `/@${me.username}`,
        cause: `follow:${me.id}`,
        to: followedBy(me.id, them.id),
      }),
    ])
    return done(c, { isFollowed: true }, `/@${them.username}`)
  })
  .delete('/:username{@[^/]+}/follow', async (c) => {
    const { me, them } = await bothOf(c)
    await deleteFollow(c.var.db, me.id, them.id)
    return done(c, { isFollowed: false }, `/@${them.username}`)
  })

async function bothOf(c: Context) {
  const username = usernameIn(c.req.param('username') ?? '')
  const { viewer, rows } = await c.var.load((db, me) => [findPerson(db, username, me)])
  const [[them]] = rows
  if (!viewer.profile) throw new HTTPException(401)
  if (!them) throw new HTTPException(404)
  return { me: viewer.profile, them }
}
