import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { doorFor } from '../../communities/door/rules.ts'
import { standingOf } from '../../communities/rules.ts'
import type { Db } from '../../db/connect.ts'
import { type CommunityMap, edgePage, type Rows, type Viewer } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { levelOfTopic } from '../../notifications/levels/queries.ts'
import { idParam } from '../../ui/input.ts'
import { wantsFragment } from '../../ui/respond.tsx'
import { findComment } from '../comments/queries.ts'
import { canComment, isId } from '../comments/rules.ts'
import { ReplyForm } from '../comments/views.tsx'
import { topicOf } from '../notices/rules.ts'
import { findPost, myPosts } from '../queries.ts'
import { myReactions } from '../reactions/queries.ts'
import { idsOf, myPost, postData, shownBy, tagsOf } from '../rules.ts'
import { commentsIn } from './queries.ts'
import { allComments, askFor, type Part, partFrom, partIn, threadOf } from './rules.ts'
import { type Mine, PostPage, type Shared } from './views.tsx'

type Answering = Mine['answering']

export const threadPage = edgePage({
  name: 'thread',
  ask: ({ community = '', post, ...query }) => {
    if (!isId(post)) throw new HTTPException(404)
    return { community, post: post.toLowerCase(), ...askFor(partFrom(query)) }
  },
  path: ({ community, post }) => `/${community}/posts/${post}`,
  load: (db, { community, post, ...query }, asker) => [
    findPost(db, community, asker, post),
    commentsIn(db, post, partIn(query)),
  ],
  build: ([[row], comments], { ask, standing, now }) => {
    const { community: slug, post: _post, ...query } = ask
    if (!row) throw new HTTPException(404)
    const part = partIn(query)
    const post = postData(row, slug, now)
    const writers = comments.map(({ author }) => tag.profile(author.username))
    const files = comments.flatMap(shownBy)
    const shared: Shared = {
      slug,
      post,
      standing,
      thread: threadOf(comments, part),
      order: part.kind === 'list' ? part.order : 'oldest',
      level: part.kind === 'branch' ? part.level : 0,
      cut: part.kind === 'comment' ? null : part.before ? 'before' : 'after',
      now,
    }
    return { tags: [...tagsOf([post]), ...writers, ...files], shared }
  },
  page: PostPage,
})

export const threadRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/posts/:post',
  async (c) => {
    const reply = c.req.query('reply')
    if (wantsFragment(c) && isId(reply)) return replyForm(c, c.req.param('community'), reply)
    return c.var.present(threadPage, {
      own: ownIn,
      mine: ({ viewer, map, shared, rows }) =>
        mineOf(viewer, map, shared, rows, isId(reply) ? { parentId: reply.toLowerCase() } : null),
    })
  },
)

/** What the viewer gave to the post and to the comments of a page. */
const ownIn = (db: Db, me: string | null, { post, thread }: Shared) =>
  [
    myPosts(db, [post.id], me),
    myReactions(db, me, 'comment', idsOf(allComments(thread))),
    levelOfTopic(db, topicOf(post.id), me),
  ] as const

function mineOf(
  viewer: Viewer,
  map: CommunityMap | null,
  { post }: Shared,
  [[own], given, [chosen]]: Readonly<Rows<ReturnType<typeof ownIn>>>,
  answering: Answering,
): Mine {
  return {
    profile: viewer.profile,
    door: doorFor(viewer),
    joining: map?.joining ?? 'invitation',
    mayComment: canComment(viewer, post.space) && post.publishedAt !== null,
    post: myPost(post, own, viewer),
    reactions: Object.fromEntries(given.map(({ targetId, kinds }) => [targetId, kinds])),
    answering,
    level: chosen?.level ?? null,
  }
}

/**
 * A post's page as it is now, with a form that was refused.
 * @param answering the comment whose reply form is open, and what was refused in it
 * @throws HTTPException 404 for a post that is not there for the viewer
 */
export async function loadThread(c: Context, part: Part, answering: Answering) {
  const { community = '' } = c.req.param()
  const ask = { community, post: idParam(c, 'post'), ...askFor(part) }
  const {
    viewer,
    community: map,
    rows,
  } = await c.var.visit((db, me) => threadPage.load(db, ask, me))
  const { now, db } = c.var
  const built = threadPage.build(rows, { ask, map, standing: standingOf(viewer), now })
  // a post has no other page in its stead
  if (!('shared' in built)) throw new HTTPException(404)
  const { shared } = built
  const own = await db.batch(ownIn(db, viewer.profile?.id ?? null, shared))
  return { shared, mine: mineOf(viewer, map, shared, own, answering) }
}

/** Only the form, for the page that is open already. */
async function replyForm(c: Context, slug: string, id: string) {
  const { viewer, rows } = await c.var.visit((db, me) => [findComment(db, slug, me, id)])
  const [comment] = rows[0]
  if (!comment) throw new HTTPException(404, { message: 'That comment is gone.' })
  if (!viewer.profile) throw new HTTPException(401)
  if (!canComment(viewer, comment.space)) throw new HTTPException(403)
  return c.html(
    <div id={`reply-${id}`}>
      <ReplyForm
        slug={slug}
        space={comment.space.slug}
        postId={comment.postId}
        parentId={id}
        me={viewer.profile.id}
        name={comment.authorName}
      />
    </div>,
  )
}
