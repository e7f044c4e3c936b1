import { ChatRoom } from '../../chat/page/room/views.tsx'
import type { ChatConfig } from '../../chat/page/rules.ts'
import { ChatTools } from '../../chat/page/tools/views.tsx'
import { ChatOff, ChatPanel } from '../../chat/page/views.tsx'
import { catalogueFills } from '../../courses/catalogue/mine/views.tsx'
import type { Card, MyCatalogue } from '../../courses/catalogue/rules.ts'
import { Catalogue } from '../../courses/catalogue/views.tsx'
import type { Standing } from '../../edge/rules.ts'
import type { Listing } from '../../events/lists/rules.ts'
import { FolderHead } from '../../files/resources/list/head/views.tsx'
import { shelfFills } from '../../files/resources/list/mine/views.tsx'
import type { MyShelf, Shelf } from '../../files/resources/list/rules.ts'
import { ShelfList } from '../../files/resources/list/views.tsx'
import type { MyPost, PostData } from '../../posts/rules.ts'
import { listFills, PostList } from '../../posts/views.tsx'
import { SpaceLevel } from '../../spaces/follows/views.tsx'
import type { SpaceRow } from '../../spaces/manage/queries.ts'
import type { MapSpace } from '../../spaces/rules.ts'
import type { Level } from '../../spaces/tables.ts'
import type { Person } from '../../ui/avatar.tsx'
import { Count } from '../../ui/count.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ComposePrompt } from '../../ui/prompt.tsx'
import type { Page } from '../../ui/respond.tsx'
import { type Fills, Slot } from '../../ui/slots.tsx'
import { type MyCalendar, ownCalendar, SpaceCalendar } from './events/views.tsx'
import { SpaceHead } from './head/views.tsx'

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
  /** of a space for courses */
  cards: Card[] | null
  /** of a space for events */
  calendar: Listing | null
  now: Date
}

type Mine = {
  profile: Person | null
  mayFollow: boolean
  level: Level
  mayPost: boolean
  posts: Record<string, MyPost>
  shelf: MyShelf | null
  catalogue: MyCatalogue | null
  calendar: MyCalendar | null
  /** of a chat: null for those who only look, 'off' where there is none */
  chat: ChatConfig | 'off' | null
}

/** A space: its head, and what was posted in it, or lies in it. */
export const SpacePage: Page<Shared, Mine> = {
  title: ({ space, shelf }) => shelf?.folder?.title ?? space.name,
  Body: SpaceBody,
  styles: ({ shelf, cards, space }) => {
    if (shelf) return ['resources.css']
    if (cards) return ['courses.css']
    return space.spaceType === 'chat' ? ['chat.css'] : []
  },
  scripts: ({ shelf, calendar, space }) => {
    if (shelf) return ['spaces.js', 'resources.js']
    if (calendar) return ['events.js']
    return space.spaceType === 'chat' ? ['chat.js'] : []
  },
  mine: (mine, shared) => ({
    ...listFills(shared.posts, mine.posts, shared),
    ...(shared.shelf && mine.shelf && shelfFills(shared.shelf, mine.shelf)),
    ...(shared.calendar && mine.calendar && ownCalendar(shared, shared.calendar, mine.calendar)),
    ...chatFills(shared.slug, mine.chat),
    ...(mine.mayFollow && {
      'space-actions': (
        <SpaceLevel at={`/${shared.slug}/s/${shared.space.slug}`} level={mine.level} />
      ),
    }),
    ...(shared.cards &&
      mine.catalogue &&
      catalogueFills(shared.cards, mine.catalogue, `/${shared.slug}/s/${shared.space.slug}`)),
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
  const { slug, space, standing, followers, isFirst, posts, next, shelf, cards, calendar, now } =
    shared
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
      {cards && <Catalogue cards={cards} />}
      {calendar && <SpaceCalendar calendar={calendar} now={now} />}
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
    </>
  )
}
