import type { Child } from 'hono/jsx'
import { RoleBadge } from '../communities/views.tsx'
import type { Standing } from '../edge/rules.ts'
import { AttachedFiles } from '../files/attached/views.tsx'
import { Menu, MenuAction, MenuLink } from '../ui/menu.tsx'
import { Pager } from '../ui/pager.tsx'
import { PostCard } from '../ui/post.tsx'
import { type Fills, Slot } from '../ui/slots.tsx'
import { PollBox } from './polls/views.tsx'
import { Reactions } from './reactions/views.tsx'
import { type MyPost, type PostData, sharedPost } from './rules.ts'

type Place = { slug: string; now: Date; standing: Standing }

type ItemProps = Place & {
  post: PostData
  /** in its own space, which then goes without saying */
  isAtHome?: boolean
  /** on its own page */
  full?: boolean
  /** to show the viewer's own parts at once, in a fragment that has no slots */
  fills?: Fills
}

/** A post in a list or on its own page; fill its slots with `postFills`. */
export function PostItem({ post, isAtHome, full, fills, ...place }: ItemProps) {
  const { slug, now, standing } = place
  const { id, space, publishedAt, scheduledAt, createdAt } = post
  const anyones = sharedPost(post, standing)
  const part = (name: keyof typeof parts) =>
    fills?.[`${name}-${id}`] ?? (
      <Slot name={`${name}-${id}`}>{parts[name](post, anyones, place)}</Slot>
    )
  return (
    <PostCard
      post={{
        ...post,
        createdAt: publishedAt ?? scheduledAt ?? createdAt,
        space: isAtHome ? undefined : { ...space, href: `/${slug}/s/${space.slug}` },
      }}
      now={now}
      full={full}
      badge={post.role && <RoleBadge role={post.role} />}
      files={<AttachedFiles files={post.attachments} full={full} />}
      poll={post.poll && part('poll')}
      reactions={part('reactions')}
      menu={part('menu')}
    />
  )
}

type At = Pick<Place, 'slug' | 'now'>

/** The parts of a post that may be someone's own. */
const parts = {
  reactions: (post: PostData, { mayReact, reactions }: MyPost, { slug }: At) => (
    <Reactions
      target={{ type: 'post', id: post.id }}
      {...post}
      community={mayReact ? slug : undefined}
      mine={reactions}
    />
  ),
  menu: (post: PostData, mine: MyPost, _at: At) => <PostMenu post={post} mine={mine} />,
  poll: (post: PostData, mine: MyPost, { now }: At) => {
    const poll = mine.poll ?? post.poll
    return poll && <PollBox post={post} poll={poll} now={now} mine={mine} />
  },
}

/** What the viewer's own state puts into the slots of a post; nothing where they have none. */
export function postFills(post: PostData, mine: MyPost | undefined, at: At): Fills {
  const fills: Fills = {}
  if (mine?.reactions.length) fills[`reactions-${post.id}`] = parts.reactions(post, mine, at)
  if (mine?.isAuthor) fills[`menu-${post.id}`] = parts.menu(post, mine, at)
  if (mine?.votes.length) fills[`poll-${post.id}`] = parts.poll(post, mine, at)
  return fills
}

function PostMenu({ post, mine }: { post: PostData; mine: MyPost }) {
  const { mayEdit, mayPin, mayDelete, maySeeHistory } = mine
  if (!mayEdit && !mayPin && !mayDelete) return null
  return (
    <Menu label="What can be done with this post">
      {mayEdit && (
        <MenuLink href={`${post.href}/edit`} icon="pencil">
          Edit
        </MenuLink>
      )}
      {maySeeHistory && (
        <MenuLink href={`${post.href}/history`} icon="history">
          History
        </MenuLink>
      )}
      {mayPin && (
        <MenuAction
          action={`${post.href}/pin`}
          method={post.isPinned ? 'DELETE' : 'PUT'}
          icon={post.isPinned ? 'unpin' : 'pin'}
        >
          {post.isPinned ? 'Unpin' : 'Pin'}
        </MenuAction>
      )}
      {mayDelete && (
        <MenuAction
          action={post.href}
          method="DELETE"
          icon="trash"
          danger
          confirm="Delete this post and its comments?"
        >
          Delete
        </MenuAction>
      )}
    </Menu>
  )
}

type ListProps = Place & {
  posts: PostData[]
  /** the address of the next page */
  next: string | null
  isAtHome?: boolean
  /** what stands there when there is none */
  children?: Child
}

/** A page of posts with "Load more". */
export function PostList({ posts, next, children, ...item }: ListProps) {
  if (!posts.length) return <>{children}</>
  return (
    <div class="feed" id="posts">
      {posts.map((post) => (
        <PostItem {...item} post={post} />
      ))}
      <Pager href={next} list="posts" />
    </div>
  )
}

/** What fills the slots of a whole list. */
export const listFills = (posts: PostData[], mine: Record<string, MyPost>, at: At): Fills =>
  Object.assign({}, ...posts.map((post) => postFills(post, mine[post.id], at)))
