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
  { key: 'settings', label: 'General' },
  { key: 'spaces', label: 'Spaces' },
  { key: 'tiers', label: 'Tiers' },
  { key: 'revenue', label: 'Revenue' },
  { key: 'invites', label: 'Invites' },
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
      tabs={tabs.map(({ key, label }) => ({
        href: `/${slug}/${key}`,
        label,
        current: key === current,
      }))}
    />
  )
}
