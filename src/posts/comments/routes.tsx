import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../db/columns.ts'
import { attachedFrom } from '../../files/attached/rules.ts'
import { type Errors, idParam, input } from '../../ui/input.ts'
import { mentionsIn } from '../../ui/markdown.ts'
import { done, refuse, show } from '../../ui/respond.tsx'
import { bindFiles, findAttachable } from '../attachments/queries.ts'
import {
  attachedAs,
  attachmentsFrom,
  GONE as FILE_GONE,
  missingFrom,
  typedAttachments,
} from '../attachments/rules.ts'
import { draftOf, NOTHING_SAID, saysNothing, sentCookie } from '../editor/rules.ts'
import { fanComment, insertCommentMentions, insertReplyNotice } from '../notices/queries.ts'
import { idsOf, touchedByLoss, touchedInPost } from '../rules.ts'
import type { Attachment } from '../tables.ts'
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
import { comments } from './tables.ts'
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
    const attachments = attachmentsFrom(form.value) ?? []
    if (saysNothing({ content, attachments }))
      return refuseComment(c, { content: NOTHING_SAID }, { content, parentId })
    const { viewer, rows } = await c.var.visit((db, me) => [
      findPlace(db, slug, me, postId),
      findStanding(db, postId, parentId),
      findAttachable(db, idsOf(attachments), me),
    ])
    const [[place], answered, found] = rows
    if (!place) throw new HTTPException(404)
    if (!viewer.profile) throw new HTTPException(401)
    if (!canComment(viewer, place.space))
      throw new HTTPException(403, { message: 'Join the community to reply.' })
    const typed = { content, attachments }
    if (parentId && !answered.length) return refuseComment(c, { content: GONE }, typed)
    if (missingFrom(attachments, found).length)
      return refuseComment(c, { attachments: FILE_GONE }, { ...typed, parentId })
    const { profile } = viewer
    const id = newId()
    const path = commentPath(slug, postId, id)
    const said = {
      ...{ id, postId, content, link: path, author: profile, space: place.space },
      attachments: attachedAs(attachments, found),
      postTitle: place.title,
    }
    const { db } = c.var
    const [{ rows: made }] = await db.batch([
      insertComment(db, { id, postId, parentId, content, attachments }, profile.id),
      insertCommentMentions(db, said, mentionsIn(content)),
      insertReplyNotice(db, said, parentId !== null),
      ...fanComment(db, said, parentId !== null),
      ...bindFiles(
        db,
        comments,
        { id, spaceId: place.space.id, me: profile.id },
        {
          now: attachments,
          had: false,
        },
      ),
    ])
    if (made.length === 0) return refuseComment(c, { content: GONE }, typed)
    c.var.touch(...touchedInPost(postId))
    setCookie(c, ...sentCookie(draftOf(profile.id, parentId ?? postId)))
    return done(c, { id, postId, parentId, content }, path, { status: 201 })
  })
  .get('/:community/comments/:comment/edit', async (c) => {
    const added = typedAttachments({ attachments: c.req.queries('file') })
    const { viewer, comment, found } = await meet(c, added)
    if (!canEdit(viewer, comment)) throw new HTTPException(403, { message: NOT_YOURS })
    const { content, authorId } = comment
    const files = [...comment.attachments.map(attachedFrom), ...attachedAs(added, found)]
    return show(c, EditCommentPage, placeOf(c, comment), { content, files, me: authorId })
  })
  .patch('/:community/comments/:comment', async (c) => {
    const form = await input(c, CommentEdit)
    const wanted = typedAttachments(form.ok ? form.value : form.typed)
    const { viewer, comment, found } = await meet(c, wanted)
    if (!canEdit(viewer, comment)) throw new HTTPException(403, { message: NOT_YOURS })
    const { id, authorId: me } = comment
    const shared = placeOf(c, comment)
    const known = [...found, ...comment.attachments]
    const before = comment.attachments.map((file) => ({ id: file.id, alt: file.alt }))
    const attachments = (form.ok && attachmentsFrom(form.value)) || before
    const errors = form.ok ? errorsOf(form.value.content, attachments, known) : form.errors
    if (!form.ok || errors) {
      const typed = form.ok ? form.value : form.typed
      const files = attachedAs(wanted, known)
      const again = { content: comment.content, me, files, typed, errors: errors ?? {} }
      return refuse(c, again.errors, EditCommentPage, shared, again)
    }
    const { content } = form.value
    const said = {
      ...{ id, content, link: shared.href, space: comment.space, postTitle: comment.postTitle },
      attachments: attachedAs(attachments, known),
      postId: comment.postId,
      author: { id: me, fullName: comment.authorName },
    }
    const { db } = c.var
    const [{ rows: changed }] = await db.batch([
      updateComment(db, id, { content, attachments }, me),
      insertCommentMentions(db, said, newlyMentioned(comment.content, content)),
      ...bindFiles(
        db,
        comments,
        { id, spaceId: comment.space.id, me },
        {
          now: attachments,
          had: before.length > 0,
        },
      ),
    ])
    if (changed.length === 0) throw new HTTPException(404)
    c.var.touch(...touchedInPost(comment.postId))
    c.var.revoke(...touchedByLoss(shared.slug, before, attachments))
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
    c.var.revoke(...touchedInPost(postId), ...touchedByLoss(slug, comment.attachments))
    const isKept = gone.hasReplies
    const near = isKept ? id : parentId
    const path = near ? commentPath(slug, postId, near) : `/${slug}/posts/${postId}#comments`
    const fragment = isKept ? undefined : <DeletedComment id={id} />
    return done(c, { id, isKept }, path, { fragment, notice: 'The comment is deleted.' })
  })

function errorsOf(
  content: string,
  attachments: Attachment[],
  known: { id: string }[],
): Errors | null {
  if (missingFrom(attachments, known).length) return { attachments: FILE_GONE }
  return saysNothing({ content, attachments }) ? { content: NOTHING_SAID } : null
}

const NOT_YOURS = 'Only who wrote it can do that.'

/** The comment of the path and the viewer; 404 for what is gone or not to be seen. */
async function meet(c: Context<{ Bindings: Env }>, wanted: Attachment[] = []) {
  const slug = c.req.param('community') ?? ''
  const id = idParam(c, 'comment')
  const { viewer, rows } = await c.var.visit((db, me) => [
    findComment(db, slug, me, id),
    findAttachable(db, idsOf(wanted), me, id),
  ])
  const [[comment], found] = rows
  if (!comment) throw new HTTPException(404, { message: 'That comment is gone.' })
  if (!viewer.profile) throw new HTTPException(401)
  return { viewer, comment, found }
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
  const wanted = typedAttachments(typed)
  const { db, session } = c.var
  const found = wanted.length
    ? await findAttachable(db, idsOf(wanted), session?.profileId ?? null)
    : []
  const files = attachedAs(wanted, found)
  const { shared, mine } = await loadThread(c, part, { parentId, errors, typed, files })
  if (!mine.profile) throw new HTTPException(401)
  if (!mine.mayComment) throw new HTTPException(403, { message: 'Join the community to reply.' })
  return refuse(c, errors, PostPage, shared, mine)
}
