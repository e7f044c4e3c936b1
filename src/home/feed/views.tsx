import type { Standing } from '../../edge/rules.ts'
import type { MyPost, PostData } from '../../posts/rules.ts'
import { listFills, PostList } from '../../posts/views.tsx'
import type { Person } from '../../ui/avatar.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ComposePrompt } from '../../ui/prompt.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { About, type AboutData } from './about/views.tsx'
import type { Newcomer } from './queries.ts'

export type Shared = {
  community: { slug: string; name: string; description: string; coverUrl: string | null }
  about: AboutData | null
  /** none for those to whom the directory is closed */
  newcomers: Newcomer[]
  standing: Standing
  /** whether there is anything to read before one has joined */
  isOpen: boolean
  isFirst: boolean
  isFollowing: boolean
  posts: PostData[]
  next: string | null
  now: Date
}

export type Mine = {
  profile: Person | null
  isMember: boolean
  canWrite: boolean
  posts: Record<string, MyPost>
}

/** The home of a community: what was said in all the spaces one may enter. */
export const FeedPage: Page<Shared, Mine> = {
  title: ({ community }) => community.name,
  Body: Feed,
  Aside: About,
  mine: (mine, shared) => ({
    ...listFills(shared.posts, mine.posts, {
      ...shared,
      slug: shared.community.slug,
    }),
    ...(mine.profile && shared.isOpen && { 'feed-head': <OwnHead {...shared} mine={mine} /> }),
  }),
}

function Feed({ community, isOpen, isFirst, isFollowing, standing, posts, next, now }: Shared) {
  const { slug, name, description, coverUrl } = community
  const join = <LinkButton href={`/${slug}/about`}>About this community</LinkButton>
  return (
    <>
      {isFirst && (
        <PageHead title={name} cover={coverUrl}>
          {description}
        </PageHead>
      )}
      {isOpen && (
        <Slot name="feed-head">
          <div class="guest-door">{join}</div>
        </Slot>
      )}
      <PostList {...{ slug, standing, posts, next, now }}>
        {isOpen ? (
          <Nothing isFirst={isFirst} isFollowing={isFollowing} />
        ) : (
          <EmptyState icon="lock" title="This community is for its members" action={join}>
            Join it, or sign in if you already belong, and you will see what is said here.
          </EmptyState>
        )}
      </PostList>
    </>
  )
}

function Nothing({ isFirst, isFollowing }: { isFirst: boolean; isFollowing: boolean }) {
  if (!isFirst) return <EmptyState icon="check" title="You have reached the end" />
  if (isFollowing)
    return (
      <EmptyState icon="bell" title="Nothing from those you follow yet">
        Follow a space from its page, or a person from theirs, and what they post gathers here.
      </EmptyState>
    )
  return (
    <EmptyState icon="discussion" title="Nothing has been said yet">
      Questions, finds, news: what members post in the spaces gathers here.
    </EmptyState>
  )
}

function OwnHead({ community, isFirst, isFollowing, mine }: Shared & { mine: Mine }) {
  const { profile, canWrite, isMember } = mine
  const path = `/${community.slug}`
  return (
    <>
      {!isMember && <LinkButton href={`${path}/about`}>Join this community</LinkButton>}
      {profile && canWrite && isFirst && (
        <ComposePrompt me={profile} href={`${path}/new`}>
          What would you like to share?
        </ComposePrompt>
      )}
      <Tabs
        label="Which posts"
        tabs={[
          { href: path, label: 'All', current: !isFollowing },
          { href: `${path}?show=following`, label: 'Following', current: isFollowing },
        ]}
      />
    </>
  )
}
