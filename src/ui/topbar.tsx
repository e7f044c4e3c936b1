import { Avatar } from './avatar.tsx'
import type { SharedFrame } from './frame.ts'
import { Mark } from './mark.tsx'

/** The phone's header: where you are, and search. Gone from 900 px, where the sidebar says it. */
export function TopBar({ frame }: { frame: SharedFrame }) {
  const { community } = frame
  return (
    <header class="topbar">
      <a class="topbar-home" href={community ? `/${community.slug}` : '/'}>
        {community ? (
          <Avatar name={community.name} url={community.logoUrl} size={32} square />
        ) : (
          <Mark />
        )}
        <span class="truncate">{community?.name ?? 'OpenCircle'}</span>
      </a>
    </header>
  )
}
