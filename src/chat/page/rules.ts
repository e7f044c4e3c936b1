import type { Viewer } from '../../communities/rules.ts'
import { isMember, isStaff } from '../../communities/rules.ts'
import { asset } from '../../ui/assets.ts'
import { type Network, networkOf } from '../network/rules.ts'

/** What the page's script has to know before it asks for keys. */
export type ChatConfig = {
  /** the bundle that does it all */
  script: string
  /** what shows a picture in its size */
  gallery: string
  /** the address of the space or conversation, to which what it asks for is added */
  at: string
  channel: string
  /** the community, whose members can be named; null in conversations */
  slug: string | null
  name: string
  me: { id: string; username: string; fullName: string; avatarUrl: string | null }
  isStaff: boolean
  network: Network
}

type Given = Parameters<typeof networkOf>[0] & { CHAT_MASTER_SECRET?: string }

/** What a member's page of a chat is given: null for those who only look, 'off' where there is none. */
export function chatFor(
  env: Given,
  viewer: Viewer,
  { slug, space }: { slug: string; space: { id: string; slug: string; name: string } },
): ChatConfig | 'off' | null {
  const network = networkOf(env)
  if (!network || !env.CHAT_MASTER_SECRET) return 'off'
  if (!viewer.profile || !isMember(viewer)) return null
  const { id, username, fullName, avatarUrl } = viewer.profile
  return {
    ...{ script: asset('room.js'), gallery: asset('gallery.js') },
    ...{ at: `/${slug}/s/${space.slug}`, channel: space.id, slug },
    ...{ name: space.name, me: { id, username, fullName, avatarUrl } },
    ...{ isStaff: isStaff(viewer), network },
  }
}
