import { RoleBadge } from '../../communities/views.tsx'
import { Editor } from '../../posts/editor/views.tsx'
import { Button } from '../../ui/button.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Menu, MenuAction } from '../../ui/menu.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Comment, Thread } from '../../ui/thread.tsx'
import { MAX_COMMENT, type Said, type Talk } from './rules.ts'

type Props = {
  slug: string
  /** the slug of the space, whose readers may be mentioned */
  space: string
  /** the lesson's path */
  at: string
  talk: Talk
  mayModerate: boolean
  now: Date
}

/** What is said under a lesson, and the place to say something. */
export function LessonTalk(props: Props) {
  const { at, talk } = props
  return (
    <section class="lesson-talk" id="talk" data-region aria-label="Discussion">
      <h2 class="lesson-sub">Talk about it</h2>
      <Write
        {...props}
        id="talk-text"
        label="Say something about this lesson"
        placeholder="A question, a thought, what you tried…"
        button="Comment"
      />
      {talk.said.length > 0 && (
        <Thread>
          {talk.said.map((said) => (
            <SaidItem {...props} said={said} top={said.id} />
          ))}
          <Pager
            href={talk.next && `${at}?after=${talk.next}#talk`}
            list="comments"
            label="Earlier comments"
          />
        </Thread>
      )}
    </section>
  )
}

function SaidItem(props: Props & { said: Said; top: string }) {
  const { said, top, at, now, mayModerate } = props
  const { id, author, html, createdAt, role } = said
  return (
    <Comment
      comment={{ id, author, html, createdAt, href: `${at}#comment-${id}` }}
      now={now}
      badge={role && <RoleBadge role={role} />}
      menu={
        (said.isMine || mayModerate) && (
          <Menu label="What can be done with this comment">
            <MenuAction
              action={`${at}/comments/${id}`}
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
      foot={
        author && (
          <details class="talk-reply">
            <summary class="btn btn-plain btn-small">Reply</summary>
            <Write
              {...props}
              parentId={top}
              id={`reply-text-${id}`}
              label={`Your reply to ${author.fullName}`}
              placeholder={`Reply to ${author.fullName}…`}
              button="Reply"
            />
          </details>
        )
      }
      replies={said.answers.map((answer) => <SaidItem {...props} said={answer} top={top} />)}
    />
  )
}

type WriteProps = Pick<Props, 'slug' | 'space' | 'at'> & {
  id: string
  label: string
  placeholder: string
  button: string
  parentId?: string
}

function Write({ slug, space, at, parentId, button, ...field }: WriteProps) {
  const { id, label, placeholder } = field
  return (
    <ActionForm action={`${at}/comments`} class="form" enhance={!parentId}>
      {parentId && <input type="hidden" name="parentId" value={parentId} />}
      <Editor
        small
        bare
        {...{ id, label, placeholder, space }}
        community={slug}
        rows={3}
        max={MAX_COMMENT}
      />
      <div class="form-actions">
        <Button look={parentId ? 'quiet' : 'primary'}>{button}</Button>
      </div>
    </ActionForm>
  )
}
