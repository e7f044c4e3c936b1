import { Avatar, type Person } from './avatar.tsx'
import type { PersonalFrame, Theme } from './frame.ts'
import { Icon } from './icon.tsx'
import { Menu, MenuAction, MenuLine, MenuLink } from './menu.tsx'
import { NavLink } from './sidebar.tsx'
import { ThemeSwitch } from './theme.tsx'

/** Fills the slot `nav-me` at the sidebar's foot. */
export function NavMe({ me, theme }: { me: Person; theme: Theme }) {
  const trigger = (
    <>
      <Avatar name={me.fullName} url={me.avatarUrl} size={32} />
      <span class="me-names" data-me={me.username}>
        <span class="truncate">{me.fullName}</span>
        <span class="truncate me-handle">@{me.username}</span>
      </span>
      <Icon name="more" size={18} />
    </>
  )
  return (
    <Menu label="You" trigger={trigger} place="up" class="me-button">
      <MenuLink href={`/@${me.username}`} icon="user">
        Your profile
      </MenuLink>
      <MenuLink href="/settings" icon="settings">
        Settings
      </MenuLink>
      <MenuLine />
      <ThemeSwitch theme={theme} />
      <MenuLine />
      <MenuAction action="/sign-out" icon="signOut" enhance={false}>
        Sign out
      </MenuAction>
    </Menu>
  )
}

/** Fills the slot `nav-badge` in the sidebar: the inbox and how much in it is new. */
export function NavBadge({ unread, path }: { unread: number; path: string }) {
  return (
    <a
      class="nav-item"
      href="/inbox"
      id="nav-inbox"
      aria-current={path === '/inbox' ? 'page' : undefined}
    >
      <span class="nav-glyph">
        <Icon name="inbox" size={18} />
      </span>
      <span class="truncate">Inbox</span>
      <span class="nav-end">
        <UnreadCount unread={unread} />
      </span>
    </a>
  )
}

/** Stands below it: conversations, and in how many of them something is new. */
export function NavTalks({ talks, path }: { talks: number; path: string }) {
  return (
    <a
      class="nav-item"
      href="/messages"
      id="nav-talks"
      aria-current={path.startsWith('/messages') ? 'page' : undefined}
    >
      <span class="nav-glyph">
        <Icon name="mail" size={18} />
      </span>
      <span class="truncate">Messages</span>
      <span class="nav-end">
        <UnreadCount unread={talks} />
      </span>
    </a>
  )
}

/** Fills the slot `nav-rail`: the communities of someone who has several; nothing for others. */
export function NavRail({
  communities,
  slug,
}: {
  communities: PersonalFrame['communities']
  slug?: string
}) {
  if (communities.length < 2) return null
  return (
    <nav class="rail" aria-label="Your communities">
      {communities.map((community) => (
        <a
          class="rail-item"
          href={`/${community.slug}`}
          title={community.name}
          aria-current={community.slug === slug ? 'true' : undefined}
        >
          <Avatar name={community.name} url={community.logoUrl} size={40} square />
          <span class="sr-only">{community.name}</span>
        </a>
      ))}
      <a class="rail-item rail-add" href="/new" title="New community" aria-label="New community">
        <Icon name="plus" />
      </a>
    </nav>
  )
}

/** Fills the slot `nav-staff`: the links of moderators and owners. */
export function NavStaff({
  slug,
  path,
  isAdmin,
}: {
  slug: string
  path: string
  isAdmin: boolean
}) {
  return (
    <>
      {isAdmin && (
        <NavLink href={`/${slug}/spaces`} icon="spaces" path={path}>
          Manage spaces
        </NavLink>
      )}
      {isAdmin && (
        <NavLink href={`/${slug}/settings`} icon="settings" path={path}>
          Settings
        </NavLink>
      )}
    </>
  )
}

type TabsProps = { me: Person; unread: number; path: string; slug?: string; isMember: boolean }

/** Fills the slot `nav-tabs` of the phone's bottom bar: new, inbox, me. */
export function NavTabs({ me, unread, path, slug, isMember }: TabsProps) {
  return (
    <>
      {isMember && slug && (
        <a
          class="tab-item"
          href={`/${slug}/new`}
          aria-current={path === `/${slug}/new` ? 'page' : undefined}
        >
          <Icon name="edit" size={24} />
          <span>New</span>
        </a>
      )}
      <a class="tab-item" href="/inbox" aria-current={path === '/inbox' ? 'page' : undefined}>
        <Icon name="inbox" size={24} />
        <span>Inbox</span>
        <BottomBadge unread={unread} />
      </a>
      <a
        class="tab-item"
        href={`/@${me.username}`}
        aria-current={path === `/@${me.username}` ? 'page' : undefined}
      >
        <Avatar name={me.fullName} url={me.avatarUrl} size={24} />
        <span>You</span>
      </a>
    </>
  )
}

/** How much is new, on a tab of the bottom bar. */
export function BottomBadge({ unread }: { unread: number }) {
  return (
    <span class="tab-badge">
      <UnreadCount unread={unread} />
    </span>
  )
}

function UnreadCount({ unread }: { unread: number }) {
  if (unread === 0) return null
  return (
    <span class="unread">
      {unread > 99 ? '99+' : unread}
      <span class="sr-only"> new</span>
    </span>
  )
}
