import * as z from 'zod'
import { isMember, may, type Viewer } from '../../communities/rules.ts'
import { mentionsIn } from '../../ui/markdown.ts'
import { attachmentFields } from '../attachments/rules.ts'
import { writing } from '../editor/rules.ts'

export const MAX_COMMENT = 10_000

const content = writing(MAX_COMMENT)

export const NewComment = z.object({
  content: content.default(''),
  ...attachmentFields,
  parentId: z.union([z.literal(''), z.uuid('That comment is not known.')]).optional(),
})

export const CommentEdit = z.object({ content, ...attachmentFields })

/** Ids in addresses come from anywhere; what is no id is nobody's. */
export const isId = (text: string | undefined): text is string =>
  text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Whether the viewer may comment and react in a place that they see. */
export const canComment = (viewer: Viewer, space: { isArchived: boolean }): boolean =>
  isMember(viewer) && !space.isArchived

type Written = { authorId: string; space: { isArchived: boolean } }

export const canEdit = (viewer: Viewer, comment: Written): boolean =>
  canComment(viewer, comment.space) && comment.authorId === viewer.profile?.id

export const canDelete = (viewer: Viewer, comment: Written): boolean =>
  may(viewer, 'moderate') || canEdit(viewer, comment)

/** The usernames that an edit mentions for the first time. */
export function newlyMentioned(before: string, after: string): string[] {
  const known = mentionsIn(before)
  return mentionsIn(after).filter((username) => !known.includes(username))
}

/** The address of a comment in its place: the page of its post, opened around it. */
export const commentPath = (community: string, postId: string, commentId: string): string =>
  `/${community}/posts/${postId}?comment=${commentId}#comment-${commentId}`
