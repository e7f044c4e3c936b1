import type { Role } from '../profiles/tables.ts'
import { Badge } from '../ui/badge.tsx'

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
