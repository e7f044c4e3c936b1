import { RoleBadge } from '../../communities/views.tsx'
import type { Role } from '../../profiles/tables.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Count } from '../../ui/count.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pager } from '../../ui/pager.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { Time } from '../../ui/time.tsx'
import { FollowForm } from './follow/views.tsx'
import { shortLink } from './rules.ts'

type Person = {
  username: string
  fullName: string
  avatarUrl: string | null
  bio: string
  location: string
  links: string[]
  joinedAt: Date
  followers: number
  following: number
  /** where the page of posts begins */
  after: string | null
  /** what a guest may see of it; null for others, who have their own view */
  open: Listed | null
  now: Date
}

type PostLine = {
  id: string
  title: string
  excerpt: string
  publishedAt: Date | null
  likesCount: number
  commentsCount: number
  space: { slug: string; name: string; emoji: string }
  community: { slug: string; name: string }
}

type Shared = { slug: string; name: string; logoUrl: string | null; role: Role; isCommon: boolean }

type Listed = {
  communities: Shared[]
  posts: PostLine[]
  /** the address of the next page */
  next: string | null
}

type Mine = Listed & { isMe: boolean; isSignedIn: boolean; isFollowed: boolean }

/** Someone's profile; which communities and posts stand on it depends on who looks. */
export const PersonPage: Page<Person, Mine> = {
  title: ({ fullName }) => fullName,
  Body: (person) => (
    <>
      <Head {...person} />
      <Slot name="person-posts">{person.open && <Posts {...person.open} person={person} />}</Slot>
    </>
  ),
  Aside: ({ open, fullName }) => (
    <Slot name="person-communities">{open && <Communities {...open} name={fullName} />}</Slot>
  ),
  late: ['person-act', 'person-posts', 'person-communities'],
  mine: (mine, person) => ({
    'person-act': <Act {...mine} username={person.username} />,
    'person-posts': <Posts {...mine} person={person} />,
    'person-communities': <Communities {...mine} name={person.fullName} />,
  }),
}

function Head(person: Person) {
  return (
    <section class="profile" id="profile" data-region>
      <div class="profile-head">
        <Avatar name={person.fullName} url={person.avatarUrl} size={96} />
        <Slot name="person-act">
          <Act username={person.username} />
        </Slot>
      </div>
      <h1 class="profile-name">
        <bdi>{person.fullName}</bdi>
      </h1>
      <p class="profile-handle">@{person.username}</p>
      {person.bio && (
        <p class="profile-bio" dir="auto">
          {person.bio}
        </p>
      )}
      <ul class="profile-facts">
        {person.location && (
          <li>
            <Icon name="place" size={16} />
            <span>{person.location}</span>
          </li>
        )}
        {person.links.map((url) => (
          <li>
            <Icon name="link" size={16} />
            <a class="text-link truncate" href={url} rel="me nofollow ugc noopener">
              {shortLink(url)}
            </a>
          </li>
        ))}
        <li>
          <Icon name="events" size={16} />
          <span>Here since {monthOf(person.joinedAt)}</span>
        </li>
      </ul>
      <p class="profile-counts">
        <span>
          <b>
            <Count n={person.followers} />
          </b>{' '}
          {person.followers === 1 ? 'follower' : 'followers'}
        </span>
        <span>
          <b>
            <Count n={person.following} />
          </b>{' '}
          following
        </span>
      </p>
    </section>
  )
}

const monthOf = (at: Date) =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at)

function Act({ isMe, isSignedIn, isFollowed, username }: Partial<Mine> & { username: string }) {
  if (isMe)
    return (
      <LinkButton href="/settings" icon="settings">
        Edit profile
      </LinkButton>
    )
  if (!isSignedIn)
    return (
      <LinkButton
        href={`/sign-in?return_to=${encodeURIComponent(`/@${username}`)}`}
        icon="addUser"
        look="primary"
      >
        Follow
      </LinkButton>
    )
  return (
    <div class="page-actions">
      <LinkButton icon="mail" href={`/messages?to=${username}`}>
        Message
      </LinkButton>
      <FollowForm {...{ isFollowed, username }} />
    </div>
  )
}

function Posts({ posts, next, isMe, person }: Listed & { isMe?: boolean; person: Person }) {
  const { now } = person
  const first = person.fullName.split(' ')[0] ?? person.fullName
  return (
    <section class="profile-posts" aria-labelledby="posts-title">
      <h2 class="section-title" id="posts-title">
        Posts
      </h2>
      {posts.length === 0 ? (
        <EmptyState icon="discussion" title="Nothing to read yet">
          {isMe
            ? 'What you post in your communities gathers here, for those who may see it.'
            : `What ${first} posts where you may read appears here.`}
        </EmptyState>
      ) : (
        <div class="lines" id="person-posts">
          {posts.map((post) => (
            <Line post={post} now={now} />
          ))}
          <Pager href={next} list="person-posts" />
        </div>
      )}
    </section>
  )
}

function Line({ post, now }: { post: PostLine; now: Date }) {
  const { community, space } = post
  return (
    <article class="line">
      <h3 class="line-title" dir="auto">
        <a class="tile-link" href={`/${community.slug}/posts/${post.id}`}>
          {post.title || post.excerpt || 'A picture'}
        </a>
      </h3>
      {post.title && post.excerpt && (
        <p class="line-words" dir="auto">
          {post.excerpt}
        </p>
      )}
      <div class="facts">
        <span>{community.name}</span>
        <span>
          {space.emoji && `${space.emoji} `}
          {space.name}
        </span>
        {post.publishedAt && <Time at={post.publishedAt} now={now} />}
        {post.likesCount > 0 && <Count n={post.likesCount} of={['like', 'likes']} />}
        {post.commentsCount > 0 && <Count n={post.commentsCount} of={['comment', 'comments']} />}
      </div>
    </article>
  )
}

function Communities({ communities, name, isMe }: Listed & { name: string; isMe?: boolean }) {
  if (communities.length === 0) return null
  return (
    <Card title={isMe ? 'Your communities' : 'Communities'}>
      <ul class="faces" aria-label={`Communities of ${name}`}>
        {communities.map((community) => (
          <li class="row">
            <Avatar name={community.name} url={community.logoUrl} size={32} square />
            <div class="row-words">
              <a class="name-link" href={`/${community.slug}`}>
                {community.name}
              </a>
              {community.isCommon && !isMe && <div class="hint">You are both here</div>}
            </div>
            <RoleBadge role={community.role} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
