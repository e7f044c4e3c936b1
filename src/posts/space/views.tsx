import type { Child } from 'hono/jsx'
import { ChatRoom } from '../../chat/page/room/views.tsx'
import type { ChatConfig } from '../../chat/page/rules.ts'
import { ChatTools } from '../../chat/page/tools/views.tsx'
import { ChatOff, ChatPanel } from '../../chat/page/views.tsx'
import type { Standing } from '../../edge/rules.ts'
import { FolderHead } from '../../files/resources/list/head/views.tsx'
import { shelfFills } from '../../files/resources/list/mine/views.tsx'
import type { MyShelf, Shelf } from '../../files/resources/list/rules.ts'
import { ShelfList } from '../../files/resources/list/views.tsx'
import { FollowButton } from '../../spaces/follows/views.tsx'
import type { SpaceRow } from '../../spaces/manage/queries.ts'
import type { MapSpace } from '../../spaces/rules.ts'
import type { Person } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { Count } from '../../ui/count.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ComposePrompt } from '../../ui/prompt.tsx'
import type { Page } from '../../ui/respond.tsx'
import { type Fills, Slot } from '../../ui/slots.tsx'
import type { MyPost, PostData } from '../rules.ts'
import { listFills, PostList } from '../views.tsx'

type Space = Omit<SpaceRow, 'settings'>

export type Shared = {
  slug: string
  space: Space
  standing: Standing
  whoPosts: MapSpace['whoPosts']
  followers: number
  isFirst: boolean
  posts: PostData[]
  next: string | null
  /** of a space for resources */
  shelf: Shelf | null
  now: Date
}

type Mine = {
  profile: Person | null
  mayFollow: boolean
  isFollowing: boolean
  mayPost: boolean
  posts: Record<string, MyPost>
  shelf: MyShelf | null
  /** of a chat: null for those who only look, 'off' where there is none */
  chat: ChatConfig | 'off' | null
}

/** A space: its head, and what was posted in it, or lies in it. */
export const SpacePage: Page<Shared, Mine> = {
  title: ({ space, shelf }) => shelf?.folder?.title ?? space.name,
  Body: SpaceBody,
  scripts: ({ shelf, space }) =>
    shelf ? ['spaces.js', 'resources.js'] : space.spaceType === 'chat' ? ['chat.js'] : [],
  mine: (mine, shared) => ({
    ...listFills(shared.posts, mine.posts, shared),
    ...(shared.shelf && mine.shelf && shelfFills(shared.shelf, mine.shelf)),
    ...chatFills(shared.slug, mine.chat),
    ...(mine.mayFollow && {
      'space-actions': (
        <FollowButton
          at={`/${shared.slug}/s/${shared.space.slug}`}
          isFollowing={mine.isFollowing}
        />
      ),
    }),
    ...(mine.profile &&
      mine.mayPost &&
      shared.isFirst && {
        'space-prompt': (
          <ComposePrompt
            me={mine.profile}
            href={`/${shared.slug}/new?space=${shared.space.slug}`}
          >{`Post in ${shared.space.name}`}</ComposePrompt>
        ),
      }),
  }),
}

function chatFills(slug: string, chat: Mine['chat']): Fills {
  if (!chat) return {}
  if (chat === 'off') return { chat: <ChatOff /> }
  return {
    'chat-tools': <ChatTools slug={slug} isStaff={chat.isStaff} />,
    chat: <ChatRoom config={chat} />,
  }
}

function SpaceBody(shared: Shared) {
  const { slug, space, standing, followers, isFirst, posts, next, shelf, now } = shared
  if (space.spaceType === 'chat') return <ChatPanel {...{ slug, space }} />
  if (shelf?.folder)
    return (
      <>
        <FolderHead {...shelf} name={space.name} />
        <ShelfList {...{ shelf, now }} />
      </>
    )
  return (
    <>
      <SpaceHead space={space} actions={<Slot name="space-actions" />}>
        {space.description}
        {space.spaceType === 'discussion' && followers > 0 && (
          <span class="facts">
            <Count n={followers} of={['person follows', 'people follow']} />
          </span>
        )}
      </SpaceHead>
      {space.isArchived && (
        <Notice title="This space is archived">
          It can be read, and nothing can be added until it is restored.
        </Notice>
      )}
      {shelf && <ShelfList {...{ shelf, now }} />}
      {space.spaceType === 'discussion' && (
        <>
          <Slot name="space-prompt" />
          <PostList {...{ slug, standing, posts, next, now }} isAtHome>
            {isFirst ? (
              <EmptyState icon="discussion" title="Nothing has been posted here yet">
                Ask something, show something, or say hello: the first post sets the tone.
              </EmptyState>
            ) : (
              <EmptyState icon="check" title="You have reached the end" />
            )}
          </PostList>
        </>
      )}
      <NotOpenYet type={space.spaceType} />
    </>
  )
}

type HeadProps = {
  space: Pick<Space, 'name' | 'emoji' | 'coverUrl' | 'spaceType' | 'visibility'>
  actions?: Child
  children?: Child
}

function SpaceHead({ space, actions, children }: HeadProps) {
  const title = (
    <>
      {space.name} {space.visibility === 'private' && <Badge icon="lock">Private</Badge>}
      {space.visibility === 'paid' && <Badge icon="key">For tiers</Badge>}
    </>
  )
  return (
    <PageHead
      title={title}
      cover={space.coverUrl}
      glyph={space.emoji || <Icon name={space.spaceType} size={24} />}
      actions={actions}
    >
      {children}
    </PageHead>
  )
}

const soon = {
  course: 'Lessons, one after another, will live here.',
  events: 'Dates to meet, with who is coming, will live here.',
}

/** The types of space whose rooms are not built yet say so. */
function NotOpenYet({ type }: { type: Space['spaceType'] }) {
  if (type === 'discussion' || type === 'resources' || type === 'chat') return null
  return (
    <EmptyState icon={type} title="This space is not open yet">
      {soon[type]} There is nothing to do here for now.
    </EmptyState>
  )
}

type Locked = { slug: string; space: Space; tiers: string[]; isForSale: boolean }

/** A space that is for sale, to those who do not have it. */
export const LockedPage: Page<Locked, null> = {
  title: ({ space }) => space.name,
  Body: ({ slug, space, tiers, isForSale }) => (
    <>
      <SpaceHead space={space}>{space.description}</SpaceHead>
      <EmptyState
        icon="lock"
        title="This space is for some members"
        action={
          isForSale ? (
            <LinkButton look="primary" href={`/${slug}/plans`}>
              See the plans
            </LinkButton>
          ) : (
            <LinkButton href={`/${slug}/about`}>About this community</LinkButton>
          )
        }
      >
        {tiers.length > 0
          ? `It opens with ${new Intl.ListFormat('en', { type: 'disjunction' }).format(tiers)}.`
          : 'It opens with a membership that is not on offer now.'}{' '}
        {!isForSale && 'Ask the people who run this community.'}
      </EmptyState>
    </>
  ),
}
