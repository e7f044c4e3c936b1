import type { Child } from 'hono/jsx'
import type { Person } from './avatar.tsx'
import { Count } from './count.tsx'
import { Icon } from './icon.tsx'
import { Byline } from './person.tsx'
import { Prose } from './prose.tsx'
import { Time } from './time.tsx'

export type PostView = {
  id: string
  href: string
  title: string | null
  /** rendered Markdown */
  html: string
  author: Person
  /** left out inside the space itself */
  space?: { name: string; href: string; emoji: string | null }
  createdAt: Date | string
  editedAt?: Date | string | null
  isPinned?: boolean
  commentsCount: number
}

type Props = {
  post: PostView
  now: Date | string
  /** on its own page: title as h1, nothing cut */
  full?: boolean
  /** a word beside the author's name: Host, Moderator */
  badge?: Child
  /** pictures, players and files that came with it */
  files?: Child
  poll?: Child
  /** the reaction bar; put the viewer's state in a slot */
  reactions?: Child
  /** the menu; put it in a slot */
  menu?: Child
}

/** A post in a feed, or in full on its own page. */
export function PostCard({ post, now, full, badge, files, poll, reactions, menu }: Props) {
  const Title = full ? 'h1' : 'h2'
  return (
    <article class={full ? 'card post post-full' : 'card post'} id={`post-${post.id}`} data-region>
      <header class="post-head">
        <Byline person={post.author} badge={badge}>
          {post.space && (
            <a class="fact-link truncate" href={post.space.href}>
              {post.space.emoji && `${post.space.emoji} `}
              {post.space.name}
            </a>
          )}
          <a class="fact-link" href={post.href}>
            <Time at={post.createdAt} now={now} />
          </a>
          {post.editedAt && <Edited at={post.editedAt} now={now} />}
        </Byline>
        <div class="post-corner">
          {post.isPinned && (
            <span class="pinned" title="Pinned">
              <Icon name="pin" size={16} />
              <span>Pinned</span>
            </span>
          )}
          {menu}
        </div>
      </header>
      {post.title && (
        <Title class={full ? 'post-title post-title-full' : 'post-title'} dir="auto">
          {full ? post.title : <a href={post.href}>{post.title}</a>}
        </Title>
      )}
      {post.html && (
        <Prose html={post.html} clamp={!full} class={full ? 'prose-full' : undefined} />
      )}
      {files}
      {poll}
      <footer class="post-foot">
        {reactions}
        {!full && (
          <a class="reaction post-comments" href={`${post.href}#comments`}>
            <Icon name="comment" size={18} />
            <Count n={post.commentsCount} of={['comment', 'comments']} />
          </a>
        )}
      </footer>
    </article>
  )
}

/** Says that a text was changed, and when. */
export function Edited({ at, now }: { at: Date | string; now: Date | string }) {
  return (
    <span>
      edited <Time at={at} now={now} />
    </span>
  )
}
