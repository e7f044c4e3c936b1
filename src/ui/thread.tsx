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
  /** pictures, players and files that came with it */
  files?: Child
  /** words beside the name: Author, Moderator */
  badge?: Child
  /** the one that a link asked for */
  target?: boolean
  /** reactions and the way to reply */
  foot?: Child
  menu?: Child
  /** Comments, given in order; they are indented once more */
  replies?: Child[]
  /** how many replies there are, when it differs from those given */
  repliesCount?: number
  /** replies start folded */
  folded?: boolean
  /** MoreReplies, before and after those given */
  earlier?: Child
  later?: Child
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

/** One comment with its replies; a deleted one keeps its place. Renewed as a whole by forms in it. */
export function Comment(props: Props) {
  const { comment, now, files, badge, target, foot, menu, continueHref } = props
  const { replies = [], earlier, later } = props
  const { author } = comment
  const nested = replies.length > 0 || earlier || later || continueHref
  return (
    <article
      class="comment"
      id={`comment-${comment.id}`}
      data-region
      data-target={target ? '' : undefined}
      data-nested={nested ? '' : undefined}
    >
      <div class="comment-body">
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
                {menu && <div class="comment-menu">{menu}</div>}
              </div>
              <div id={`words-${comment.id}`}>
                {comment.html && <Prose html={comment.html} />}
                {files}
              </div>
              <div class="comment-foot">{foot}</div>
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

function Replies({
  comment,
  replies,
  repliesCount,
  folded,
  earlier,
  later,
  continueHref,
}: Props & { replies: Child[] }) {
  const count = repliesCount ?? replies.length
  return (
    <div class="replies">
      {(replies.length > 0 || earlier || later) && (
        <details class="fold" open={!folded}>
          <summary class="fold-line">
            <span class="fold-open">
              {count} {count === 1 ? 'reply' : 'replies'}
            </span>
            <span class="fold-shut">Hide {count === 1 ? 'reply' : 'replies'}</span>
          </summary>
          <div id={`replies-${comment.id}`}>
            {earlier}
            {replies}
            {later}
          </div>
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

type MoreProps = {
  /** the page that shows them */
  href: string
  /** the same with fewer levels, to be put here in place */
  inline: string
  /** the id of the comment that they answer */
  of: string
  children: Child
}

/** "5 more replies": a link to a page of them, which htmx puts in its place. */
export function MoreReplies({ href, inline, of, children }: MoreProps) {
  return (
    <div class="more-replies">
      <a
        class="continue"
        href={href}
        hx-get={inline}
        hx-target="closest .more-replies"
        hx-select={`#replies-${of} > *`}
        hx-swap="outerHTML"
      >
        {children}
      </a>
    </div>
  )
}

/** "Reply" that unfolds in place: a link to the form, which htmx fetches when it is opened. */
export function ReplyDisclosure({ id, href, open }: { id: string; href: string; open?: Child }) {
  return (
    <details class="reply" open={Boolean(open)}>
      <summary
        class="reaction"
        {...(!open && {
          'hx-get': href,
          'hx-trigger': 'click once',
          'hx-target': `#${id}`,
          'hx-select': `#${id} > *`,
          'hx-swap': 'innerHTML',
        })}
      >
        <Icon name="reply" size={16} />
        <span>Reply</span>
      </summary>
      <div class="reply-form" id={id}>
        {open ?? (
          <a class="continue" href={`${href}#${id}`}>
            Write a reply
          </a>
        )}
      </div>
    </details>
  )
}
