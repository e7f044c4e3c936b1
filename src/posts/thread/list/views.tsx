import type { Child } from 'hono/jsx'
import { anyoneWho } from '../../../communities/rules.ts'
import { RoleBadge } from '../../../communities/views.tsx'
import type { Standing } from '../../../edge/rules.ts'
import { AttachedFiles } from '../../../files/attached/views.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { toHtml } from '../../../ui/markdown.ts'
import { Pager } from '../../../ui/pager.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { Comment, MoreReplies, ReplyDisclosure, Thread as ThreadBox } from '../../../ui/thread.tsx'
import { canComment, commentPath } from '../../comments/rules.ts'
import { CommentMenu } from '../../comments/views.tsx'
import type { ReactionKind } from '../../reactions/rules.ts'
import { Reactions } from '../../reactions/views.tsx'
import type { PostData } from '../../rules.ts'
import { COUNTED, type CommentNode, LEVELS, type Order, type Thread } from '../rules.ts'

/** A page of what was said about a post. */
export type ThreadProps = {
  slug: string
  post: PostData
  standing: Standing
  thread: Thread
  order: Order
  /** how far the first comment is indented already, where the answer is put in place */
  level: number
  /** where this page's list was cut: it came before or after a comment */
  cut: 'before' | 'after' | null
  now: Date
}

/**
 * The comments of a page. A pager whose rows belong beside it stands in the list, where htmx finds
 * it with them; the other one, which leads back, stands outside.
 */
export function ThreadList(props: ThreadProps) {
  const { thread, post, order, level, cut } = props
  const sort = order === 'newest' ? 'sort=newest&' : ''
  const at = (side: 'before' | 'after', cursor: string | null) =>
    cursor && `${post.href}?${sort}${side}=${cursor}`
  const earlier = (
    <Pager href={at('before', thread.earlier)} list="comments" label={earlierWords(order)} />
  )
  const later = <Pager href={at('after', thread.later)} list="comments" label="More comments" />
  const root = thread.branch && thread.comments[0]
  return (
    <>
      {cut === 'after' && earlier}
      {cut === 'after' && root?.earlier && (
        <a class="continue" href={`${post.href}?thread=${root.id}&before=${root.earlier}`}>
          Earlier replies
        </a>
      )}
      <ThreadBox>
        {cut !== 'after' && earlier}
        {thread.comments.map((comment) => (
          <CommentItem {...props} comment={comment} level={level} />
        ))}
        {cut !== 'before' && later}
      </ThreadBox>
      {cut === 'before' && later}
    </>
  )
}

const earlierWords = (order: Order) => (order === 'newest' ? 'Newer comments' : 'Earlier comments')

function CommentItem(props: ThreadProps & { comment: CommentNode }) {
  const { comment, level, slug, post, thread, cut, now } = props
  const { id, author, replies, repliesCount, reactions, reactors } = comment
  // a page of one comment's replies puts the link that leads back outside, as ThreadList does
  const isPaged = cut !== null && thread.branch?.id === id
  const branch = `${post.href}?thread=${id}`
  const onward =
    level >= LEVELS && repliesCount > 0
      ? `${branch}#comment-${id}`
      : isPaged && cut === 'before' && comment.later
        ? `${branch}&after=${comment.later}#comments`
        : null
  const isAsker = author?.username === post.author.username
  return (
    <Comment
      comment={{
        ...comment,
        href: commentPath(slug, post.id, id),
        html: author ? toHtml(comment.content, 'markdown', comment.mentions) : '',
      }}
      files={<AttachedFiles files={comment.attachments} full />}
      now={now}
      target={thread.target === id}
      badge={
        <>
          {isAsker && <Badge>Author</Badge>}
          {comment.role && <RoleBadge role={comment.role} />}
        </>
      }
      foot={
        <Slot name={`foot-${id}`}>
          {mayAnswer(props) ? (
            <OwnFoot comment={comment} slug={slug} postId={post.id} />
          ) : (
            <Reactions target={{ type: 'comment', id }} {...{ reactions, reactors }} />
          )}
        </Slot>
      }
      menu={
        <Slot name={`menu-${id}`}>
          {props.standing === 'staff' && <CommentMenu slug={slug} id={id} mayEdit={false} />}
        </Slot>
      }
      replies={
        level < LEVELS
          ? replies.map((reply) => <CommentItem {...props} comment={reply} level={level + 1} />)
          : []
      }
      repliesCount={repliesCount}
      earlier={
        comment.earlier &&
        !(isPaged && cut === 'after') && (
          <More {...props} query={`before=${comment.earlier}`}>
            Earlier replies
          </More>
        )
      }
      later={level < LEVELS && !(isPaged && cut === 'before') && later(props)}
      continueHref={onward}
    />
  )
}

/** What follows the replies shown: more of them, or all of them where only one was asked for. */
function later(props: ThreadProps & { comment: CommentNode }) {
  const { comment, thread, post, cut } = props
  const { id, replies, repliesCount, earlier, later: cursor } = comment
  const hidden = repliesCount - replies.length
  const isPart = earlier !== null || (cut !== null && thread.branch?.id === id)
  if (cursor)
    return (
      <More {...props} query={`after=${cursor}`}>
        {isPart ? 'More replies' : count(hidden, 'more')}
      </More>
    )
  if (isPart || hidden <= 0) return null
  if (replies.length === 0)
    return (
      <More {...props} query="">
        {count(hidden)}
      </More>
    )
  return (
    <a class="continue" href={`${post.href}?thread=${id}#comment-${id}`}>
      {count(hidden, 'other')}
    </a>
  )
}

function count(n: number, word = '') {
  const some = n >= COUNTED ? 'Many' : n
  return [some, word, n === 1 ? 'reply' : 'replies'].filter(Boolean).join(' ')
}

type MoreProps = ThreadProps & { comment: CommentNode; query: string; children: string | string[] }

function More({ post, comment, level, query, children }: MoreProps) {
  const path = `${post.href}?thread=${comment.id}${query && `&${query}`}`
  return (
    <MoreReplies href={`${path}#comments`} inline={`${path}&level=${level}`} of={comment.id}>
      {children}
    </MoreReplies>
  )
}

/** Whether everyone who shares the page may answer and react. */
const mayAnswer = ({ post, standing }: ThreadProps) =>
  canComment(anyoneWho(standing), post.space) && post.publishedAt !== null

type FootProps = {
  slug: string
  postId: string
  comment: Pick<CommentNode, 'id' | 'reactions' | 'reactors'>
  mine?: ReactionKind[]
  /** the reply that was begun, to be shown open */
  children?: Child
}

/** What a member finds below a comment: their reactions, and the way to answer. */
export function OwnFoot({ comment, slug, postId, mine = [], children }: FootProps) {
  const { id, reactions, reactors } = comment
  return (
    <>
      <Reactions
        target={{ type: 'comment', id }}
        {...{ reactions, reactors, mine }}
        community={slug}
      />
      <ReplyDisclosure
        id={`reply-${id}`}
        href={`/${slug}/posts/${postId}?reply=${id}`}
        open={children}
      />
    </>
  )
}
