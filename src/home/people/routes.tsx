import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { edgePage } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { insertNotifications } from '../../notifications/queries.ts'
import { nameOfFiles } from '../../posts/attachments/names/rules.ts'
import { deleteFollow, insertFollow } from '../../profiles/queries.ts'
import { touchedOnPerson } from '../../profiles/rules.ts'
import { excerpt } from '../../ui/markdown.ts'
import { done } from '../../ui/respond.tsx'
import { communitiesOf, findPerson, followedBy, followOf, postsBy } from './queries.ts'
import { After, PAGE, pageOf, usernameIn } from './rules.ts'
import { PersonPage } from './views.tsx'

const EXCERPT = 200

export const personPage = edgePage({
  name: 'person',
  ask: ({ username = '', after }) => ({
    username: usernameIn(username),
    after: After.parse(after ?? null),
  }),
  path: ({ username }) => `/@${username}`,
  load: (db, { username, after }) => [
    findPerson(db, username),
    communitiesOf(db, username, null),
    postsBy(db, username, null, after),
  ],
  build: ([[found], communities, posts], { ask: { after }, standing, now }) => {
    if (!found) throw new HTTPException(404)
    const { id: _id, ...person } = found
    const open = { communities, ...linesOf(posts, person.username) }
    // where they have left what they wrote, it stands
    const places = [...communities, ...open.posts.map(({ community }) => community)]
    const communityTags = places.map(({ slug }) => tag.community(slug))
    const postTags = open.posts.map(({ id }) => tag.post(id))
    return {
      tags: [
        ...[tag.person(person.username), tag.profile(person.username)],
        ...[...communityTags, ...postTags],
      ],
      // who is signed in finds more here, or less
      shared: { ...person, after, open: standing === 'none' ? open : null, now },
    }
  },
  page: PersonPage,
})

export const peopleRoutes = new Hono<{ Bindings: Env }>()
  .get('/:username{@[^/]+}', (c) =>
    c.var.present(personPage, {
      own: (db, me, { username, after }) => [
        followOf(db, username, me),
        communitiesOf(db, username, me),
        postsBy(db, username, me, after),
      ],
      mine: ({ viewer, shared: { username, open }, rows: [followed, communities, posts] }) => ({
        isMe: viewer.profile?.username === username,
        isSignedIn: viewer.profile !== null,
        isFollowed: followed.length > 0,
        ...(viewer.profile ? { communities, ...linesOf(posts, username) } : (open ?? NOTHING)),
      }),
    }),
  )
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
        topic: 'followers',
        to: followedBy(me.id, them.id),
      }),
    ])
    c.var.touch(...touchedOnPerson(me.username), ...touchedOnPerson(them.username))
    return done(c, { isFollowed: true }, `/@${them.username}`)
  })
  .delete('/:username{@[^/]+}/follow', async (c) => {
    const { me, them } = await bothOf(c)
    await deleteFollow(c.var.db, me.id, them.id)
    c.var.touch(...touchedOnPerson(me.username), ...touchedOnPerson(them.username))
    return done(c, { isFollowed: false }, `/@${them.username}`)
  })

const NOTHING = { communities: [], posts: [], next: null }

function linesOf(rows: Awaited<ReturnType<typeof postsBy>>, username: string) {
  const { shown, next } = pageOf(rows, PAGE)
  const posts = shown.map(({ content, contentFormat, attachments, ...post }) => ({
    ...post,
    excerpt: excerpt(content, contentFormat, EXCERPT) || nameOfFiles(attachments),
  }))
  return { posts, next: next && `/@${username}?after=${next}` }
}

async function bothOf(c: Context) {
  const username = usernameIn(c.req.param('username') ?? '')
  const { viewer, rows } = await c.var.load((db) => [findPerson(db, username)])
  const [[them]] = rows
  if (!viewer.profile) throw new HTTPException(401)
  if (!them) throw new HTTPException(404)
  return { me: viewer.profile, them }
}
