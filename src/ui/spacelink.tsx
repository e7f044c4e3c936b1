import type { FrameCommunity, FrameSpace, SharedFrame } from './frame.ts'
import { Icon } from './icon.tsx'
import { Slot } from './slots.tsx'

type Props = { community: FrameCommunity; space: FrameSpace; path: string }

/** One space in the navigation: emoji or the icon of its kind, name, and a place of fixed size for lock or dot. */
export function SpaceLink({ community, space, path }: Props) {
  const href = `/${community.slug}/s/${space.slug}`
  const current = path === href || path.startsWith(`${href}/`)
  return (
    <a class="nav-item" href={href} aria-current={current ? 'page' : undefined}>
      <span class="nav-glyph">{space.emoji || <Icon name={space.spaceType} size={18} />}</span>
      <span class="truncate">{space.name}</span>
      <span class="nav-end">
        <Slot name={`space-${space.slug}`}>
          <SpaceMark locked={space.visibility !== 'public'} />
        </Slot>
      </span>
    </a>
  )
}

/** All spaces in the owner's order. */
export function SpaceList({ frame }: { frame: SharedFrame }) {
  const { community } = frame
  if (!community) return null
  return (
    <>
      {frame.spaces.map((space) => (
        <SpaceLink community={community} space={space} path={frame.path} />
      ))}
    </>
  )
}

/** Fills the slot `space-{slug}`: a lock while the viewer may not enter, a dot when something is new. */
export function SpaceMark({ locked, unread }: { locked?: boolean; unread?: boolean }) {
  if (locked)
    return (
      <>
        <Icon name="lock" size={16} />
        <span class="sr-only">locked</span>
      </>
    )
  if (unread)
    return (
      <>
        <span class="dot" />
        <span class="sr-only">new posts</span>
      </>
    )
  return null
}
