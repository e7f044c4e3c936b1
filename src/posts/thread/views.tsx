import { type Door, joinWords } from '../../communities/door/rules.ts'
import { JoinButton } from '../../communities/door/views.tsx'
import type { Viewer } from '../../communities/rules.ts'
import type { Community } from '../../communities/tables.ts'
import { TopicLevel } from '../../notifications/levels/views.tsx'
import type { Level } from '../../spaces/tables.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { short } from '../../ui/count.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Page } from '../../ui/respond.tsx'
import { type Fills, Slot } from '../../ui/slots.tsx'
import { CommentBox, CommentMenu, type Refused, ReplyForm } from '../comments/views.tsx'
import type { ReactionKind } from '../reactions/rules.ts'
import { type MyPost, nameOf } from '../rules.ts'
import { PostItem, postFills } from '../views.tsx'
import { OwnFoot, ThreadList, type ThreadProps } from './list/views.tsx'
import { allComments, type Thread } from './rules.ts'

export type Shared = ThreadProps

export type Mine = {
  profile: Viewer['profile']
  door: Door
  joining: Community['joining']
  mayComment: boolean
  post: MyPost
  /** the viewer's own, by comment */
  reactions: Record<string, ReactionKind[]>
  /** the comment that is being answered, or null for the post, and what was refused */
  answering: (Refused & { parentId: string | null }) | null
  /** how much of it the viewer wants to be told; null goes with its space */
  level: Level | null
}

/** A post in full, and what was said about it. */
export const PostPage: Page<Shared, Mine> = {
  title: ({ post }) => nameOf(post),
  scripts: ['posts.js'],
  Body: PostBody,
  mine: (mine, shared) => ({
    ...postFills(shared.post, mine.post, shared),
    ...commentFills(mine, shared),
    write: <WritePlace mine={mine} shared={shared} />,
    ...(mine.profile && { level: <TopicLevel at={shared.post.href} level={mine.level} /> }),
  }),
}

function PostBody(shared: Shared) {
  const { post, thread } = shared
  return (
    <>
      <PostItem {...shared} full />
      <Card
        class="card-thread"
        title={post.commentsCount > 0 ? `Comments · ${short(post.commentsCount)}` : 'Comments'}
        action={
          <div class="thread-tools">
            {post.commentsCount > 1 && !thread.branch && <Orders {...shared} />}
            <Slot name="level" />
          </div>
        }
      >
        <div class="flex flex-col gap-4">
          {thread.isMissing && (
            <Notice kind="warning" title="That comment is gone">
              It was deleted, or the link is not whole. Here is the discussion from its start.
            </Notice>
          )}
          {thread.branch && <BranchHead href={post.href} branch={thread.branch} />}
          <ThreadList {...shared} />
          {thread.comments.length === 0 && (
            <p class="hint">No comments yet. Be the first to say something.</p>
          )}
          <Slot name="write">
            <LinkButton href={`/sign-in?return_to=${encodeURIComponent(post.href)}`} icon="signIn">
              Sign in to reply
            </LinkButton>
          </Slot>
        </div>
      </Card>
    </>
  )
}

/** Which comments come first, as links. */
function Orders({ post, order }: Shared) {
  return (
    <nav class="facts" aria-label="Order of comments">
      {(['oldest', 'newest'] as const).map((name) =>
        name === order ? (
          <span aria-current="true">{orderWords[name]}</span>
        ) : (
          <a
            class="fact-link"
            href={`${post.href}${name === 'newest' ? '?sort=newest' : ''}#comments`}
          >
            {orderWords[name]}
          </a>
        ),
      )}
    </nav>
  )
}

const orderWords = { oldest: 'Oldest first', newest: 'Newest first' }

/** Says that only one branch is shown, and leads up and out of it. */
function BranchHead({ href, branch }: { href: string; branch: NonNullable<Thread['branch']> }) {
  const { id, parentId, topId, depth } = branch
  return (
    <Notice title={depth > 0 ? `A conversation, ${depth} replies deep` : 'One conversation'}>
      <span class="facts">
        <a class="text-link" href={`${href}#comments`}>
          All comments
        </a>
        {topId && topId !== id && (
          <a class="text-link" href={`${href}?comment=${topId}#comment-${topId}`}>
            Its start
          </a>
        )}
        {parentId && (
          <a class="text-link" href={`${href}?comment=${parentId}#comment-${parentId}`}>
            What this answers
          </a>
        )}
      </span>
    </Notice>
  )
}

/** What is the viewer's own beside each comment: reactions, the answer begun, the menu of an author. */
function commentFills(mine: Mine, { thread, post, slug }: Shared): Fills {
  const fills: Fills = {}
  const { profile, mayComment, answering } = mine
  if (!profile || !mayComment) return fills
  const place = { slug, space: post.space.slug, postId: post.id, me: profile.id }
  for (const comment of allComments(thread)) {
    const { id, author } = comment
    if (!author) continue
    const isAnswered = answering?.parentId === id
    if (isAnswered || mine.reactions[id])
      fills[`foot-${id}`] = (
        <OwnFoot comment={comment} slug={slug} postId={post.id} mine={mine.reactions[id]}>
          {isAnswered && (
            <ReplyForm {...place} {...answering} parentId={id} name={author.fullName} />
          )}
        </OwnFoot>
      )
    if (author.username === profile.username)
      fills[`menu-${id}`] = <CommentMenu slug={slug} id={id} mayEdit />
  }
  return fills
}

/** The box to write in; or what stands in the way. */
function WritePlace({ mine, shared }: { mine: Mine; shared: Shared }) {
  const { slug, post } = shared
  const { profile, door, joining, mayComment, answering } = mine
  if (!profile)
    return (
      <LinkButton href={`/sign-in?return_to=${encodeURIComponent(post.href)}`} icon="signIn">
        Sign in to reply
      </LinkButton>
    )
  if (post.space.isArchived)
    return (
      <Notice title="This space is archived">
        It can be read, and nothing can be added until it is restored.
      </Notice>
    )
  if (mayComment)
    return (
      <CommentBox
        slug={slug}
        space={post.space.slug}
        postId={post.id}
        me={profile.id}
        {...(answering?.parentId === null && answering)}
      />
    )
  if (!post.publishedAt) return null
  return (
    <Notice
      title={door === 'waiting' ? 'You have asked to join' : 'Join to reply'}
      action={<JoinButton door={door} community={{ slug, name: '', joining }} />}
    >
      {door === 'waiting' ? 'Once you are let in, you can reply here.' : joinWords[joining].line}
    </Notice>
  )
}
