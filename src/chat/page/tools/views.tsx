import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, MenuLine, MenuLink } from '../../../ui/menu.tsx'
import { AboutChat } from '../about/views.tsx'

type Props = { slug: string; isStaff: boolean }

/** At the head of a chat: who is here, the search, and what else there is. */
export function ChatTools({ slug, isStaff }: Props) {
  return (
    <div class="chat-tools">
      <button
        type="button"
        class="chat-here hint"
        data-tool="here"
        popovertarget="chat-people"
        hidden
      >
        <span class="chat-dot" />
        <span>
          <span data-tool="count" />
          <span class="chat-here-word"> here</span>
        </span>
      </button>
      <div popover="auto" class="menu-panel chat-people" id="chat-people" data-tool="people" />
      <Button type="button" look="plain" icon="search" label="Search" data-tool="search" />
      <Menu label="More">
        <button type="button" class="menu-item" data-tool="silence" aria-pressed="false">
          <Icon name="muted" size={18} />
          <span>No notices from here</span>
        </button>
        <button type="button" class="menu-item" popovertarget="chat-about">
          <Icon name="shield" size={18} />
          <span>What is private here</span>
        </button>
        <MenuLink href="/settings/devices" icon="key">
          Your chat devices
        </MenuLink>
        {isStaff && (
          <>
            <MenuLine />
            <MenuLink href={`/${slug}/reports`} icon="flag">
              Reports
            </MenuLink>
          </>
        )}
      </Menu>
      <AboutChat />
    </div>
  )
}
