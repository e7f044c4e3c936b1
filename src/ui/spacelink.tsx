import type { FrameSpace } from './frame.ts'
import { Icon } from './icon.tsx'

type Props = { slug: string; space: FrameSpace; path: string }

/** One space in the navigation: emoji or the icon of its kind, name, and a place of fixed size for lock or dot. */
function SpaceLink({ slug, space, path }: Props) {
  const href = `/${slug}/s/${space.slug}`
  const current = path === href || path.startsWith(`${href}/`)
  return (
    <a class="nav-item" href={href} aria-current={current ? 'page' : undefined}>
      <span class="nav-glyph">{space.emoji || <Icon name={space.spaceType} size={18} />}</span>
      <span class="truncate">{space.name}</span>
      <span class="nav-end">
        <SpaceMark locked={space.locked} unread={space.unread && !current} />
      </span>
    </a>
  )
}

type ListProps = { slug: string; spaces: FrameSpace[]; path: string }

/** Spaces in the owner's order. In the frame: those a guest may know; in the slot `nav-spaces`: the viewer's. */
export function SpaceList({ slug, spaces, path }: ListProps) {
  return (
    <>
      {spaces.map((space) => (
        <SpaceLink slug={slug} space={space} path={path} />
      ))}
    </>
  )
}

/** A lock while the viewer may not enter, a dot when something is new. */
function SpaceMark({ locked, unread }: { locked?: boolean; unread?: boolean }) {
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
        <span class="sr-only">something new</span>
      </>
    )
  return null
}
