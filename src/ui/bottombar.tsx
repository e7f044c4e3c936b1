import type { SharedFrame } from './frame.ts'
import { Icon } from './icon.tsx'
import { Sheet, SheetButton } from './sheet.tsx'
import { NavLink, PlansLink } from './sidebar.tsx'
import { Slot } from './slots.tsx'
import { SpaceList } from './spacelink.tsx'

/** The phone's navigation: home, spaces, and the viewer's own three. */
export function BottomBar({ frame }: { frame: SharedFrame }) {
  const { community, path } = frame
  const base = community ? `/${community.slug}` : '/'
  return (
    <>
      <nav class="bottombar" aria-label="Main">
        <a class="tab-item" href={base} aria-current={path === base ? 'page' : undefined}>
          <Icon name="home" size={24} />
          <span>Home</span>
        </a>
        {community && (
          <SheetButton opens="spaces" class="tab-item">
            <Icon name="spaces" size={24} />
            <span>Spaces</span>
          </SheetButton>
        )}
        <Slot name="nav-tabs">
          <a class="tab-item" href={`/sign-in?return_to=${encodeURIComponent(path)}`}>
            <Icon name="signIn" size={24} />
            <span>Sign in</span>
          </a>
        </Slot>
      </nav>
      {community && (
        <Sheet id="spaces" title="Spaces">
          <Slot name="nav-spaces">
            <SpaceList slug={community.slug} spaces={frame.spaces} path={path} />
          </Slot>
          <hr class="menu-line" />
          <NavLink href={`/${community.slug}/members`} icon="users" path={path}>
            Members
          </NavLink>
          <Slot name="nav-plans">
            {frame.hasPlans && <PlansLink slug={community.slug} path={path} />}
          </Slot>
          <Slot name="nav-staff" />
        </Sheet>
      )}
    </>
  )
}
