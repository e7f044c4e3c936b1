import { Button, LinkButton } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Menu, MenuAction, MenuLine, MenuLink } from '../../../ui/menu.tsx'
import { hasBegun } from '../rules.ts'
import type { Shared } from '../views.tsx'

/** What those who hold an event can do with it. */
export function RunMenu({ event, now }: Shared) {
  const { href, isDraft, isCancelled } = event
  const isSeries = event.again !== null
  const isOver = hasBegun(event, now)
  return (
    <div class="event-run">
      {isDraft && (
        <ActionForm action={`${href}/publication`} method="PUT">
          <Button look="primary" size="small" icon="megaphone">
            Publish
          </Button>
        </ActionForm>
      )}
      <LinkButton size="small" icon="pencil" href={`${href}/edit`}>
        Edit
      </LinkButton>
      <Menu label="More">
        <MenuLink href={`${href}/guests`} icon="users">
          Guests and check-in
        </MenuLink>
        <MenuLine />
        {!isDraft && !isOver && <Cancel {...{ href, isCancelled, isSeries }} />}
        <MenuAction
          action={href}
          method="DELETE"
          icon="trash"
          danger
          enhance={false}
          confirm={deleteQuestion(event, now)}
        >
          Delete
        </MenuAction>
        {isSeries && (
          <MenuAction
            action={href}
            method="DELETE"
            icon="trash"
            danger
            enhance={false}
            values={{ scope: 'following' }}
            confirm={
              isDraft
                ? 'Delete this draft and all that follow it in the series?'
                : 'Delete this event and all that follow it in the series? They vanish, answers and all. Those who come to what is still ahead are told that it is cancelled.'
            }
          >
            Delete this and those that follow
          </MenuAction>
        )}
      </Menu>
    </div>
  )
}

function deleteQuestion(event: Shared['event'], now: Date): string {
  if (event.isDraft) return 'Delete this draft?'
  const told = !event.isCancelled && !hasBegun(event, now)
  return `Delete this event? It vanishes, answers and all.${
    told ? ' Those who come are told that it is cancelled.' : ''
  }`
}

type CancelProps = { href: string; isCancelled: boolean; isSeries: boolean }

function Cancel({ href, isCancelled, isSeries }: CancelProps) {
  const action = `${href}/cancellation`
  if (isCancelled)
    return (
      <MenuAction action={action} method="DELETE" icon="restore" enhance={false}>
        It takes place after all
      </MenuAction>
    )
  return (
    <>
      <MenuAction
        action={action}
        method="PUT"
        icon="ban"
        enhance={false}
        confirm="Call this event off? Everyone who answered is told."
      >
        Call it off
      </MenuAction>
      {isSeries && (
        <MenuAction
          action={action}
          method="PUT"
          icon="ban"
          enhance={false}
          values={{ scope: 'following' }}
          confirm="Call off this event and all that follow it in the series? Everyone who answered is told."
        >
          Call off this and those that follow
        </MenuAction>
      )}
    </>
  )
}
