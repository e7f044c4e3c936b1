import { Button } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Menu, MenuAction, MenuLine, MenuLink } from '../../../ui/menu.tsx'
import type { Member } from '../queries.ts'
import type { ActsOn } from '../rules.ts'

type Props = {
  slug: string
  member: Pick<Member, 'username' | 'fullName'>
  acts: ActsOn
}

/** The answer to what someone waits for: to be let in, or in again. */
export function MemberAnswer({ slug, member, acts }: Props) {
  const at = `/${slug}/members/${member.username}`
  return (
    <div class="flex gap-2">
      {acts.approve && (
        <ActionForm action={`${at}/approval`} method="PUT">
          <Button look="primary" size="small">
            Let in
          </Button>
        </ActionForm>
      )}
      {acts.approve && (
        <ActionForm action={at} method="DELETE">
          <Button size="small">Decline</Button>
        </ActionForm>
      )}
      {acts.unban && (
        <ActionForm action={`${at}/ban`} method="DELETE">
          <Button size="small">Lift the ban</Button>
        </ActionForm>
      )}
    </div>
  )
}

/** Whatever else staff may do about one row of the directory. */
export function MemberMenu({ slug, member, acts }: Props) {
  const at = `/${slug}/members/${member.username}`
  const name = member.fullName
  if (!acts.remove && !acts.ban && !acts.comp && acts.roles.length === 0) return null
  return (
    <Menu label={`What to do about ${name}`}>
      {acts.roles.map((role) => (
        <MenuAction
          action={`${at}/role`}
          method="PUT"
          values={{ role }}
          icon={role === 'member' ? 'user' : 'shield'}
          confirm={`Make ${name} ${role === 'admin' ? 'an' : 'a'} ${role}?`}
        >
          Make {role}
        </MenuAction>
      ))}
      {acts.comp && (
        <MenuLink href={`${at}/tiers`} icon="gift">
          Give a tier
        </MenuLink>
      )}
      {(acts.roles.length > 0 || acts.comp) && (acts.remove || acts.ban) && <MenuLine />}
      {acts.remove && (
        <MenuAction
          action={at}
          method="DELETE"
          icon="removeUser"
          confirm={`Remove ${name}? They may join again.`}
        >
          Remove
        </MenuAction>
      )}
      {acts.ban && (
        <MenuAction
          action={`${at}/ban`}
          method="PUT"
          values={{ content: 'keep' }}
          icon="ban"
          danger
          confirm={`Ban ${name}? They are out at once; what they wrote stays.`}
        >
          Ban
        </MenuAction>
      )}
      {acts.ban && (
        <MenuAction
          action={`${at}/ban`}
          method="PUT"
          values={{ content: 'remove' }}
          icon="trash"
          danger
          confirm={`Ban ${name} and delete everything they wrote here?`}
        >
          Ban and delete their posts
        </MenuAction>
      )}
    </Menu>
  )
}
