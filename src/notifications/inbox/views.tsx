import { asset } from '../../ui/assets.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Pager } from '../../ui/pager.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { InboxRow } from './queries.ts'
import { NoticeRow } from './row/views.tsx'
import { TABS, type Tab } from './rules.ts'

export { NoticeRow }

type Mine = {
  tab: Tab
  notices: InboxRow[]
  /** the address of the next page */
  next: string | null
  /** the first page: what it shows first is the newest there is */
  isFirst: boolean
  now: Date
}

/** What happened to you in all your communities; all of it is the viewer's own. */
export const InboxPage: Page<Record<never, never>, Mine> = {
  title: () => 'Inbox',
  styles: ['inbox.css'],
  Body: () => <Slot name="inbox" />,
  mine: (mine) => ({ inbox: <Inbox {...mine} /> }),
}

// the keys are those of the record
const tabs = Object.entries(TABS) as [Tab, (typeof TABS)[Tab]][]

function Inbox({ tab, notices, next, isFirst, now }: Mine) {
  const newest = isFirst && tab === 'all' ? notices[0] : undefined
  return (
    <>
      <PageHead
        title="Inbox"
        actions={
          <>
            <LinkButton href="/messages" icon="mail" label="Messages" />
            {newest && notices.some(({ isRead }) => !isRead) && <ReadAll before={newest.id} />}
            <LinkButton
              href="/settings/notifications"
              icon="settings"
              label="Choose what you are told"
            />
          </>
        }
      />
      <Tabs
        label="Inbox"
        tabs={tabs.map(([name, { label }]) => ({
          href: name === 'all' ? '/inbox' : `/inbox?show=${name}`,
          label,
          current: tab === name,
        }))}
      />
      {notices.length === 0 ? (
        <Empty tab={tab} />
      ) : (
        <div class="notices" id="notices" data-script={asset('inbox.js')}>
          {notices.map((notice) => (
            <NoticeRow notice={notice} now={now} />
          ))}
          <Pager href={next} list="notices" />
        </div>
      )}
      {notices.length > 0 && <Keys />}
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

/** What the keyboard does, for those who have one. */
function Keys() {
  const keys = [
    ['j', 'next'],
    ['k', 'before'],
    ['Enter', 'open'],
    ['e', 'read'],
    ['m', 'mute'],
  ]
  return (
    <p class="hint keys">
      {keys.map(([key, does]) => (
        <span>
          <kbd>{key}</kbd> {does}
        </span>
      ))}
    </p>
  )
}

function Empty({ tab }: { tab: Tab }) {
  return tab === 'all' ? (
    <EmptyState icon="inbox" title="Quiet so far">
      When someone replies to you, mentions you, follows you or posts in a space you follow, you
      read it here.
    </EmptyState>
  ) : (
    <EmptyState
      icon="success"
      title={tab === 'unread' ? 'You are all caught up' : 'Nothing of this kind'}
    >
      {tab === 'unread'
        ? 'Nothing waits for you. What you have read stays under All.'
        : 'What comes stands here for half a year.'}
    </EmptyState>
  )
}
