import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty.tsx'
import { ActionForm } from '../ui/form.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icons.ts'
import { Pager } from '../ui/pager.tsx'
import type { Page } from '../ui/respond.tsx'
import { Slot } from '../ui/slots.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { Time } from '../ui/time.tsx'
import type { InboxRow } from './queries.ts'
import type { Tab } from './rules.ts'

type Mine = {
  tab: Tab
  notices: InboxRow[]
  /** the address of the next page */
  next: string | null
  /** the first page: what it shows first is the newest there is */
  isFirst: boolean
  now: Date
}

const icons: Record<InboxRow['type'], IconName> = {
  mention: 'mention',
  reply: 'reply',
  event_reminder: 'events',
  course_unlocked: 'course',
  membership_renewal: 'card',
  new_post: 'discussion',
  new_follower: 'addUser',
}

/** What happened to you in all your communities; all of it is the viewer's own. */
export const InboxPage: Page<Record<never, never>, Mine> = {
  styles: ['inbox.css'],
  title: () => 'Inbox',
  Body: () => <Slot name="inbox" />,
  mine: (mine) => ({ inbox: <Inbox {...mine} /> }),
}

function Inbox({ tab, notices, next, isFirst, now }: Mine) {
  const newest = isFirst ? notices[0] : undefined
  return (
    <>
      <PageHead
        title="Inbox"
        actions={newest && notices.some(({ isRead }) => !isRead) && <ReadAll before={newest.id} />}
      />
      <Tabs
        label="Inbox"
        tabs={[
          { href: '/inbox', label: 'All', current: tab === 'all' },
          { href: '/inbox?show=unread', label: 'Unread', current: tab === 'unread' },
        ]}
      />
      {notices.length === 0 ? (
        <Empty tab={tab} />
      ) : (
        <div class="notices" id="notices">
          {notices.map((notice) => (
            <NoticeRow notice={notice} now={now} />
          ))}
          <Pager href={next} list="notices" />
        </div>
      )}
    </>
  )
}

function ReadAll({ before }: { before: string }) {
  return (
    <ActionForm action="/inbox/read" method="PUT" enhance={false}>
      <input type="hidden" name="before" value={before} />
      <Button icon="checks">Mark all read</Button>
    </ActionForm>
  )
}

function Empty({ tab }: { tab: Tab }) {
  return tab === 'unread' ? (
    <EmptyState icon="success" title="You are all caught up">
      Nothing waits for you. What you have read stays under All.
    </EmptyState>
  ) : (
    <EmptyState icon="inbox" title="Quiet so far">
      When someone replies to you, mentions you, follows you or posts in a space you follow, you
      read it here.
    </EmptyState>
  )
}

/** One notice: pressing it marks it read and goes there; the tick only marks it. */
export function NoticeRow({ notice, now }: { notice: InboxRow; now: Date }) {
  const { id, actor, community, isRead } = notice
  const read = `/inbox/${id}/read`
  return (
    <article
      class="notice-row"
      id={`notice-${id}`}
      data-region
      data-unread={isRead ? undefined : ''}
    >
      <span class="notice-face">
        <Avatar name={actor?.fullName ?? community?.name ?? 'OpenCircle'} url={actor?.avatarUrl} />
        <span class="notice-kind">
          <Icon name={icons[notice.type]} size={16} />
        </span>
      </span>
      <ActionForm action={read} method="PUT" enhance={false} class="row-words">
        <button type="submit" class="notice-link">
          {notice.title}
        </button>
        {notice.body && (
          <p class="notice-body" dir="auto">
            {notice.body}
          </p>
        )}
        <div class="facts">
          {community && <span>{community.name}</span>}
          <Time at={notice.createdAt} now={now} />
        </div>
      </ActionForm>
      {!isRead && (
        <ActionForm action={read} method="PUT" class="notice-tick">
          <input type="hidden" name="stay" value="yes" />
          <Button look="plain" icon="check" label={`Mark read: ${notice.title}`} />
          <span class="dot" aria-hidden="true" />
        </ActionForm>
      )}
    </article>
  )
}
