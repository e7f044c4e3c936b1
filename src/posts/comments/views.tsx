import type { Attached } from '../../files/attached/rules.ts'
import { Uploader } from '../../files/uploader/views.tsx'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import { Menu, MenuAction, MenuLink } from '../../ui/menu.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { attachmentError, MAX_ATTACHMENTS } from '../attachments/rules.ts'
import { draftOf } from '../editor/rules.ts'
import { Editor } from '../editor/views.tsx'
import { MAX_COMMENT } from './rules.ts'

/** What was written and refused, to be shown again. */
export type Refused = { errors?: Errors; typed?: Typed; files?: Attached[] }

type WriteProps = Refused & {
  slug: string
  /** the slug of the space, whose readers may be mentioned */
  space: string
  postId: string
  me: string
}

/** The box below a thread, where one says something to the post. */
export function CommentBox(place: WriteProps) {
  return (
    <ActionForm action={`/${place.slug}/posts/${place.postId}/comments`} class="form">
      <Words
        {...place}
        of={place.postId}
        id="write"
        label="Write a comment"
        placeholder="Write a comment…"
      />
      <div class="form-actions">
        <Button look="primary">Comment</Button>
      </div>
    </ActionForm>
  )
}

/** The form that answers one comment, in its place. */
export function ReplyForm(props: WriteProps & { parentId: string; name: string }) {
  const { parentId, name, ...place } = props
  return (
    <ActionForm action={`/${place.slug}/posts/${place.postId}/comments`} class="form">
      <input type="hidden" name="parentId" value={parentId} />
      <Words
        {...place}
        of={parentId}
        id={`reply-text-${parentId}`}
        label={`Your reply to ${name}`}
        placeholder={`Reply to ${name}…`}
        autofocus
      />
      <div class="form-actions">
        <Button look="primary">Reply</Button>
      </div>
    </ActionForm>
  )
}

type WordsProps = Refused &
  Pick<WriteProps, 'slug' | 'space' | 'me'> & {
    /** the id of what is answered or changed: a draft is kept for each */
    of: string
    id: string
    label: string
    placeholder?: string
    rows?: number
    value?: string
    autofocus?: boolean
    /** where uploads without a script come back to */
    back?: string
  }

/** Where a comment is typed, with what was refused in it. */
function Words({ slug, space, me, of, errors, typed, value, rows = 3, ...field }: WordsProps) {
  const { id, label, placeholder, autofocus, files = [], back } = field
  const fileError = attachmentError(errors)
  const again = typeof typed?.content === 'string' ? typed.content : value
  return (
    <>
      <Editor
        small
        bare
        optional={files.length > 0}
        {...{ id, label, placeholder, autofocus, rows, space }}
        community={slug}
        draft={draftOf(me, of)}
        max={MAX_COMMENT}
        value={again}
        error={errors && (errors.content ?? (fileError ? undefined : Object.values(errors)[0]))}
      />
      <Uploader
        community={slug}
        space={space}
        files={files}
        most={MAX_ATTACHMENTS}
        keep={draftOf(me, of)}
        back={back && [back, ...files.map((file) => `${file.id}&file=`)].join('')}
        error={fileError}
      />
    </>
  )
}

type MenuProps = { slug: string; id: string; mayEdit: boolean }

/** What the author, and the staff, can do with a comment. */
export function CommentMenu({ slug, id, mayEdit }: MenuProps) {
  const path = `/${slug}/comments/${id}`
  return (
    <Menu label="What can be done with this comment">
      {mayEdit && (
        <MenuLink
          href={`${path}/edit`}
          icon="pencil"
          hx-get={`${path}/edit`}
          hx-target={`#words-${id}`}
          hx-select={`#words-${id}`}
          hx-swap="outerHTML"
        >
          Edit
        </MenuLink>
      )}
      <MenuAction
        action={path}
        method="DELETE"
        icon="trash"
        danger
        confirm="Delete this comment? Replies to it stay."
      >
        Delete
      </MenuAction>
    </Menu>
  )
}

type Place = { slug: string; space: string; id: string; href: string; postName: string }
type Edited = Refused & { content: string; me: string; files: Attached[] }

/** A page to change one's own comment; its form also opens in place. */
export const EditCommentPage: Page<Place, Edited> = {
  title: () => 'Edit your comment',
  scripts: ['posts.js'],
  Body: ({ href, postName }) => (
    <>
      <PageHead title="Edit your comment">
        On <a href={href}>{postName}</a>
      </PageHead>
      <Slot name="edit" />
    </>
  ),
  mine: (mine, shared) => ({ edit: <EditForm {...shared} {...mine} /> }),
}

function EditForm({ id, href, content, ...place }: Place & Edited) {
  return (
    <div id={`comment-${id}`} data-region>
      <div id={`words-${id}`}>
        <ActionForm action={`/${place.slug}/comments/${id}`} method="PATCH" class="form">
          <Words
            {...place}
            of={id}
            id={`edit-text-${id}`}
            label="Your comment"
            rows={4}
            value={content}
            back={`/${place.slug}/comments/${id}/edit?file=`}
            autofocus
          />
          <div class="form-actions">
            <Button look="primary">Save</Button>
            <a
              class="btn btn-plain"
              href={href}
              hx-get={href}
              hx-target={`#comment-${id}`}
              hx-select={`#comment-${id}`}
              hx-swap="outerMorph"
            >
              <span>Cancel</span>
            </a>
          </div>
        </ActionForm>
      </div>
    </div>
  )
}

/** Stands where a comment without replies was, until the page is opened again. */
export function DeletedComment({ id }: { id: string }) {
  return (
    <article class="comment" id={`comment-${id}`}>
      <div class="comment-body">
        <span class="avatar avatar-32 avatar-gone" aria-hidden="true" />
        <p class="comment-gone">This comment was deleted.</p>
      </div>
    </article>
  )
}
