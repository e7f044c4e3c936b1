import type { Child } from 'hono/jsx'
import type { Person } from './avatar.tsx'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { Edited } from './post.tsx'
import { Prose } from './prose.tsx'
import { Time } from './time.tsx'

export type CommentView = {
  id: string
  /** its own address, in its place */
  href: string
  /** null once deleted: its place is kept for its replies */
  author: Person | null
  html: string
  createdAt: Date | string
  editedAt?: Date | string | null
}

type Props = {
  comment: CommentView
  now: Date | string
  /** a word beside the name: Author, Moderator */
  badge?: Child
  /** the one that a link asked for */
  target?: boolean
  reactions?: Child
  reply?: Child
  menu?: Child
  /** Comments, given in order; they are indented once more */
  replies?: Child[]
  /** how many replies there are, when it differs from those given */
  repliesCount?: number
  /** replies start folded */
  folded?: boolean
  /** where replies below the fourth level are read */
  continueHref?: string | null
}

/** The list that holds the Comments of a post. */
export function Thread({ id = 'comments', children }: { id?: string; children: Child }) {
  return (
    <div class="thread" id={id}>
      {children}
    </div>
  )
}

/** One comment with its replies; a deleted one keeps its place. */
export function Comment(props: Props) {
  const { comment, now, badge, target, reactions, reply, menu, replies = [], continueHref } = props
  const { author } = comment
  const nested = replies.length > 0 || continueHref
  return (
    <article
      class="comment"
      id={`comment-${comment.id}`}
      data-target={target ? '' : undefined}
      data-nested={nested ? '' : undefined}
    >
      <div class="comment-body" id={`comment-${comment.id}-body`} data-region>
        {author ? (
          <Avatar name={author.fullName} url={author.avatarUrl} size={32} />
        ) : (
          <span class="avatar avatar-32 avatar-gone" aria-hidden="true" />
        )}
        <div class="comment-main">
          {author ? (
            <>
              <div class="comment-head">
                <a class="name-link truncate" href={`/@${author.username}`}>
                  <bdi>{author.fullName}</bdi>
                </a>
                {badge}
                <span class="facts">
                  <a class="fact-link" href={comment.href}>
                    <Time at={comment.createdAt} now={now} />
                  </a>
                  {comment.editedAt && <Edited at={comment.editedAt} now={now} />}
                </span>
                {menu && <span class="comment-menu">{menu}</span>}
              </div>
              <Prose html={comment.html} />
              <div class="comment-foot">
                {reactions}
                {reply}
              </div>
            </>
          ) : (
            <p class="comment-gone">This comment was deleted.</p>
          )}
        </div>
      </div>
      {nested && <Replies {...props} replies={replies} />}
    </article>
  )
}

function Replies({ replies, repliesCount, folded, continueHref }: Props & { replies: Child[] }) {
  const count = repliesCount ?? replies.length
  return (
    <div class="replies">
      {replies.length > 0 && (
        <details class="fold" open={!folded}>
          <summary class="fold-line">
            <span class="fold-open">
              {count} {count === 1 ? 'reply' : 'replies'}
            </span>
            <span class="fold-shut">Hide {count === 1 ? 'reply' : 'replies'}</span>
          </summary>
          {replies}
        </details>
      )}
      {continueHref && (
        <a class="continue" href={continueHref}>
          Continue this thread <Icon name="arrowRight" size={16} />
        </a>
      )}
    </div>
  )
}

/** "Reply" that unfolds its form in place, without a script. */
export function ReplyDisclosure({
  label = 'Reply',
  children,
}: {
  label?: string
  children: Child
}) {
  return (
    <details class="reply">
      <summary class="reaction">
        <Icon name="reply" size={16} />
        <span>{label}</span>
      </summary>
      <div class="reply-form">{children}</div>
    </details>
  )
}
