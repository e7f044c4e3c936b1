import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { doorFor } from '../../communities/door/rules.ts'
import { isStaff } from '../../communities/rules.ts'
import { idParam } from '../../ui/input.ts'
import { show, wantsFragment } from '../../ui/respond.tsx'
import { findComment } from '../comments/queries.ts'
import { canComment, isId } from '../comments/rules.ts'
import { ReplyForm } from '../comments/views.tsx'
import { findPost, myPosts, pageOfPost } from '../queries.ts'
import { myReactions } from '../reactions/queries.ts'
import { myPost, postData } from '../rules.ts'
import { commentsIn, shownIds } from './queries.ts'
import { type Part, partFrom, threadOf } from './rules.ts'
import { type Mine, PostPage, type Shared } from './views.tsx'

type Answering = Mine['answering']

export const threadRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/posts/:post',
  async (c) => {
    const reply = c.req.query('reply')
    if (wantsFragment(c) && isId(reply)) return replyForm(c, c.req.param('community'), reply)
    const part = partFrom(c.req.query())
    const answering = isId(reply) ? { parentId: reply.toLowerCase() } : null
    const { shared, mine } = await loadThread(c, part, answering)
    return show(c, PostPage, shared, mine)
  },
)

/**
 * A post's page in one round trip.
 * @param answering the comment whose reply form is open, and what was refused in it
 * @throws HTTPException 404 for a post that is not there for the viewer
 */
export async function loadThread(c: Context, part: Part, answering: Answering) {
  const slug = c.req.param('community') ?? ''
  const id = idParam(c, 'post')
  const { viewer, community, rows } = await c.var.visit((db, me) => [
    findPost(db, slug, me, id),
    myPosts(db, pageOfPost(slug, me, id), me),
    commentsIn(db, id, part),
    myReactions(db, me, 'comment', shownIds(id, part)),
  ])
  const [[post], [own], comments, given] = rows
  if (!post) throw new HTTPException(404)
  const { now } = c.var
  const shared: Shared = {
    slug,
    post: postData(post, slug, now),
    thread: threadOf(comments, part),
    order: part.kind === 'list' ? part.order : 'oldest',
    level: part.kind === 'branch' ? part.level : 0,
    cut: part.kind === 'comment' ? null : part.before ? 'before' : 'after',
    now,
  }
  const mine: Mine = {
    profile: viewer.profile,
    door: doorFor(viewer),
    joining: community.joining,
    mayComment: canComment(viewer, post.space) && post.publishedAt !== null,
    mayModerate: isStaff(viewer),
    post: myPost(post, own, viewer, now),
    reactions: Object.fromEntries(given.map(({ targetId, kinds }) => [targetId, kinds])),
    answering,
  }
  return { shared, mine }
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
