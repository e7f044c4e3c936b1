import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../db/columns.ts'
import { idParam, input } from '../../ui/input.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import { draftOf, sentCookie } from '../editor/rules.ts'
import { mentionsIn } from '../markdown/rules.ts'
import { insertCommentMentions, insertReplyNotice } from '../notices/queries.ts'
import { touchedInPost } from '../rules.ts'
import { loadThread } from '../thread/routes.tsx'
import { PostPage } from '../thread/views.tsx'
import {
  deleteComment,
  findComment,
  findPlace,
  findStanding,
  insertComment,
  updateComment,
} from './queries.ts'
import {
  CommentEdit,
  canComment,
  canDelete,
  canEdit,
  commentPath,
  isId,
  NewComment,
  newlyMentioned,
} from './rules.ts'
import { DeletedComment, EditCommentPage } from './views.tsx'

const GONE = 'What you answered is gone. Your words are still here.'

export const commentRoutes = new Hono<{ Bindings: Env }>()
  .post('/:community/posts/:post/comments', async (c) => {
    const slug = c.req.param('community')
    const postId = idParam(c, 'post')
    const form = await input(c, NewComment)
    if (!form.ok) return refuseComment(c, form.errors, form.typed)
    const { content } = form.value
    const parentId = form.value.parentId || null
    const { viewer, rows } = await c.var.visit((db, me) => [
      findPlace(db, slug, me, postId),
      findStanding(db, postId, parentId),
    ])
    const [[place], answered] = rows
    if (!place) throw new HTTPException(404)
    if (!viewer.profile) throw new HTTPException(401)
    if (!canComment(viewer, place.space))
      throw new HTTPException(403, { message: 'Join the community to reply.' })
    if (parentId && !answered.length) return refuseComment(c, { content: GONE }, { content })
    const { profile } = viewer
    const id = newId()
    const path = commentPath(slug, postId, id)
    const said = {
      ...{ id, content, link: path, author: profile, space: place.space },
      postTitle: place.title,
    }
    const { db } = c.var
    const [{ rows: made }] = await db.batch([
      insertComment(db, { id, postId, parentId, content }, profile.id),
      insertCommentMentions(db, said, mentionsIn(content)),
      insertReplyNotice(db, said, parentId !== null),
    ])
    if (made.length === 0) return refuseComment(c, { content: GONE }, { content })
    c.var.touch(...touchedInPost(postId))
    setCookie(c, ...sentCookie(draftOf(profile.id, parentId ?? postId)))
    return done(c, { id, postId, parentId, content }, path, { status: 201 })
  })
  .get('/:community/comments/:comment/edit', async (c) => {
    const { viewer, comment } = await meet(c)
    if (!canEdit(viewer, comment)) throw new HTTPException(403, { message: NOT_YOURS })
    const { content, authorId } = comment
    return show(c, EditCommentPage, placeOf(c, comment), { content, me: authorId })
  })
  .patch('/:community/comments/:comment', async (c) => {
    const { viewer, comment } = await meet(c)
    if (!canEdit(viewer, comment)) throw new HTTPException(403, { message: NOT_YOURS })
    const form = await input(c, CommentEdit)
    const { id, authorId: me } = comment
    const shared = placeOf(c, comment)
    if (!form.ok)
      return refuse(c, form.errors, EditCommentPage, shared, {
        ...{ content: comment.content, me, errors: form.errors, typed: form.typed },
      })
    const { content } = form.value
    const said = {
      ...{ id, content, link: shared.href, space: comment.space, postTitle: comment.postTitle },
      author: { id: me, fullName: comment.authorName },
    }
    const { db } = c.var
    const [{ rows: changed }] = await db.batch([
      updateComment(db, id, content, me),
      insertCommentMentions(db, said, newlyMentioned(comment.content, content)),
    ])
    if (changed.length === 0) throw new HTTPException(404)
    c.var.touch(...touchedInPost(comment.postId))
    setCookie(c, ...sentCookie(draftOf(me, id)))
    return done(c, { id, content }, shared.href)
  })
  .delete('/:community/comments/:comment', async (c) => {
    const { viewer, comment } = await meet(c)
    if (!canDelete(viewer, comment)) throw new HTTPException(403, { message: NOT_YOURS })
    const { db } = c.var
    const { id, postId, parentId, authorId } = comment
    const me = viewer.profile?.id ?? authorId
    const [, { rows: deleted }] = await db.batch([...deleteComment(db, comment, me)])
    const slug = c.req.param('community')
    const [gone] = deleted
    if (!gone) throw new HTTPException(404, { message: 'That comment is gone.' })
    c.var.revoke(...touchedInPost(postId))
    const isKept = gone.hasReplies
    const near = isKept ? id : parentId
    const path = near ? commentPath(slug, postId, near) : `/${slug}/posts/${postId}#comments`
    const fragment = isKept ? undefined : <DeletedComment id={id} />
    return done(c, { id, isKept }, path, { fragment, notice: 'The comment is deleted.' })
  })

const NOT_YOURS = 'Only who wrote it can do that.'

/** The comment of the path and the viewer; 404 for what is gone or not to be seen. */
async function meet(c: Context<{ Bindings: Env }>) {
  const slug = c.req.param('community') ?? ''
  const id = idParam(c, 'comment')
  const { viewer, rows } = await c.var.visit((db, me) => [findComment(db, slug, me, id)])
  const [comment] = rows[0]
  if (!comment) throw new HTTPException(404, { message: 'That comment is gone.' })
  if (!viewer.profile) throw new HTTPException(401)
  return { viewer, comment }
}

type Found = Awaited<ReturnType<typeof meet>>['comment']

function placeOf(c: Context, { id, postId, space, postTitle }: Found) {
  const slug = c.req.param('community') ?? ''
  const href = commentPath(slug, postId, id)
  return { slug, space: space.slug, id, href, postName: postTitle || 'a post' }
}

/** The page of the post again, with what was typed where it was typed. */
async function refuseComment(
  c: Context,
  errors: Record<string, string>,
  typed: Record<string, unknown>,
) {
  const parentId =
    typeof typed.parentId === 'string' && isId(typed.parentId) ? typed.parentId : null
  const part = parentId
    ? ({ kind: 'comment', target: parentId } as const)
    : ({ kind: 'list', order: 'oldest' } as const)
  const { shared, mine } = await loadThread(c, part, { parentId, errors, typed })
  if (!mine.profile) throw new HTTPException(401)
  if (!mine.mayComment) throw new HTTPException(403, { message: 'Join the community to reply.' })
  return refuse(c, errors, PostPage, shared, mine)
}
