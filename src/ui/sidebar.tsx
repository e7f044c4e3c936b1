import { Avatar } from './avatar.tsx'
import type { FrameCommunity, SharedFrame } from './frame.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { Mark } from './mark.tsx'
import { Menu, MenuLine, MenuLink } from './menu.tsx'
import { Slot } from './slots.tsx'
import { SpaceList } from './spacelink.tsx'

/** The wide screen's navigation. Its head and foot stand still, its middle scrolls. */
export function Sidebar({ frame }: { frame: SharedFrame }) {
  const { community, path } = frame
  const base = community ? `/${community.slug}` : ''
  return (
    <nav class="sidebar" aria-label={community?.name ?? 'OpenCircle'}>
      <div class="sidebar-head">
        {community ? (
          <CommunityMenu community={community} />
        ) : (
          <a class="wordmark" href="/">
            <Mark /> OpenCircle
          </a>
        )}
      </div>
      <div class="sidebar-body">
        {community && (
          <div class="nav-group">
            <NavLink href={base} icon="home" path={path}>
              Home
            </NavLink>
            <Slot name="nav-badge" />
          </div>
        )}
        {!community && (
          <div class="nav-group">
            <NavLink href="/" icon="compass" path={path}>
              Your communities
            </NavLink>
            <Slot name="nav-badge" />
          </div>
        )}
        {community && (
          <>
            <div class="nav-group">
              <h2 class="nav-title">Spaces</h2>
              <Slot name="nav-spaces">
                <SpaceList slug={community.slug} spaces={frame.spaces} path={path} />
              </Slot>
            </div>
            <div class="nav-group">
              <NavLink href={`${base}/members`} icon="users" path={path}>
                Members
              </NavLink>
              <Slot name="nav-plans">
                {frame.hasPlans && <PlansLink slug={community.slug} path={path} />}
              </Slot>
              <Slot name="nav-staff" />
            </div>
          </>
        )}
      </div>
      <div class="sidebar-foot">
        <Slot name="nav-me">
          <a
            class="btn btn-primary btn-block"
            href={`/sign-in?return_to=${encodeURIComponent(path)}`}
          >
            <span>Sign in</span>
          </a>
        </Slot>
      </div>
    </nav>
  )
}

function CommunityMenu({ community }: { community: FrameCommunity }) {
  const base = `/${community.slug}`
  const trigger = (
    <>
      <Avatar name={community.name} url={community.logoUrl} size={32} square />
      <span class="truncate">{community.name}</span>
      <Icon name="down" size={16} />
    </>
  )
  return (
    <Menu
      label={`${community.name}: menu`}
      trigger={trigger}
      place="start"
      class="community-button"
    >
      <MenuLink href={`${base}/about`} icon="info">
        About
      </MenuLink>
      <MenuLink href={`${base}/members`} icon="users">
        Members
      </MenuLink>
      <Slot name="nav-community" />
      <MenuLine />
      <MenuLink href="/" icon="compass">
        Your communities
      </MenuLink>
    </Menu>
  )
}

/** Where memberships are bought. */
export const PlansLink = ({ slug, path }: { slug: string; path: string }) => (
  <NavLink href={`/${slug}/plans`} icon="ticket" path={path}>
    Plans
  </NavLink>
)

type LinkProps = { href: string; icon: IconName; path: string; children: string }

/** A row of the sidebar. */
export function NavLink({ href, icon, path, children }: LinkProps) {
  return (
    <a class="nav-item" href={href} aria-current={path === href ? 'page' : undefined}>
      <span class="nav-glyph">
        <Icon name={icon} size={18} />
      </span>
      <span class="truncate">{children}</span>
    </a>
  )
}
