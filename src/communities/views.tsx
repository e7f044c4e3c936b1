import type { Role } from '../profiles/tables.ts'
import { Badge } from '../ui/badge.tsx'
import { Tabs } from '../ui/tabs.tsx'

const words = { moderator: 'Moderator', admin: 'Admin', owner: 'Owner' }

/** What someone is in a community; nothing for a member like any other. */
export function RoleBadge({ role }: { role: Role }) {
  if (role === 'member') return null
  return (
    <Badge
      tone={role === 'owner' ? 'brand' : 'neutral'}
      icon={role === 'owner' ? 'crown' : 'shield'}
    >
      {words[role]}
    </Badge>
  )
}

const tabs = [
  { key: 'settings', label: 'General', path: '/settings' },
  { key: 'spaces', label: 'Spaces', path: '/spaces' },
  { key: 'tiers', label: 'Tiers', path: '/tiers' },
  { key: 'revenue', label: 'Revenue', path: '/revenue' },
  { key: 'payments', label: 'Payments', path: '/settings/payments' },
  { key: 'chat', label: 'Chat', path: '/settings/chat' },
  { key: 'invites', label: 'Invites', path: '/invites' },
] as const

/** The pages from which a community is run. */
export function ManageTabs({
  slug,
  current,
}: {
  slug: string
  current: (typeof tabs)[number]['key']
}) {
  return (
    <Tabs
      label="Manage"
      tabs={tabs.map(({ key, label, path }) => ({
        href: `/${slug}${path}`,
        label,
        current: key === current,
      }))}
    />
  )
}
