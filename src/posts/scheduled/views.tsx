import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Prose } from '../../ui/prose.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import type { PostData } from '../rules.ts'

type Shared = { slug: string; now: Date }
type Mine = { posts: PostData[] }

/** What the viewer wrote that is yet to appear. */
export const ScheduledPage: Page<Shared, Mine> = {
  title: () => 'Your scheduled posts',
  // its script forgets the draft of what has just been scheduled
  scripts: ['posts.js'],
  Body: () => (
    <>
      <PageHead title="Your scheduled posts">
        They appear by themselves when their time comes.
      </PageHead>
      <Slot name="scheduled" />
    </>
  ),
  mine: ({ posts }, shared) => ({ scheduled: <Scheduled {...shared} posts={posts} /> }),
}

function Scheduled({ slug, posts, now }: Shared & Mine) {
  if (!posts.length)
    return (
      <EmptyState
        icon="clock"
        title="Nothing is waiting"
        action={<LinkButton href={`/${slug}/new`}>Write a post</LinkButton>}
      >
        Write now and choose “Post later”: it will stand here until then.
      </EmptyState>
    )
  return (
    <div class="feed">
      {posts.map((post) => (
        <Waiting post={post} now={now} />
      ))}
    </div>
  )
}

/** In UTC until the script says it in the reader's own time. */
const UTC = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

/** A tick or two may pass before a post whose time has come appears. */
const PATIENCE = 5 * 60_000

function Waiting({ post, now }: { post: PostData; now: Date }) {
  const { href, space, scheduledAt } = post
  const isLate = scheduledAt !== null && now.getTime() - scheduledAt.getTime() > PATIENCE
  return (
    <Card class="post">
      <p class="facts">
        <span>{`${space.emoji} ${space.name}`.trim()}</span>
        {scheduledAt && (
          <span>
            {isLate ? 'was to appear' : 'appears'}{' '}
            <time datetime={scheduledAt.toISOString()} data-local>
              {UTC.format(scheduledAt)} UTC
            </time>
          </span>
        )}
      </p>
      {post.title && (
        <h2 class="post-title" dir="auto">
          {post.title}
        </h2>
      )}
      {post.html && <Prose html={post.html} clamp />}
      {isLate && (
        <Notice kind="warning">
          It could not appear: posting is not open to you in this space now. It waits until it is.
        </Notice>
      )}
      <div class="form-actions mt-3">
        <LinkButton href={`${href}/edit`} icon="pencil" size="small">
          Edit
        </LinkButton>
        {!isLate && (
          <ActionForm action={`${href}/publication`} method="PUT">
            <Button size="small" icon="send">
              Post now
            </Button>
          </ActionForm>
        )}
        <ActionForm
          action={href}
          method="DELETE"
          confirm="Delete this post? It has not appeared yet."
        >
          <Button size="small" icon="trash">
            Delete
          </Button>
        </ActionForm>
      </div>
    </Card>
  )
}
