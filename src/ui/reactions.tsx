import { Count } from './count.tsx'
import { ActionForm } from './form.tsx'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'

export type Reaction = { kind: string; emoji: string; label: string; count: number; mine?: boolean }

type Props = {
  /** every kind that may be given, in its order; the first is the heart that is always shown */
  reactions: Reaction[]
  /** the address of one reaction: PUT gives it, DELETE takes it back. Left out for those who may only look */
  action?: (kind: string) => string
}

/** Hearts and emoji with their counts; pressed ones are the viewer's own. */
export function ReactionBar({ reactions, action }: Props) {
  const [heart, ...others] = reactions
  return (
    <div class="reactions">
      {heart && (
        <React reaction={heart} action={action}>
          <Icon name="heart" size={18} />
        </React>
      )}
      {others
        .filter((reaction) => reaction.count > 0)
        .map((reaction) => (
          <React reaction={reaction} action={action}>
            <span class="reaction-emoji">{reaction.emoji}</span>
          </React>
        ))}
      {action && others.length > 0 && <ReactionPicker reactions={others} action={action} />}
    </div>
  )
}

function React({
  reaction,
  action,
  children,
}: {
  reaction: Reaction
  action: Props['action']
  children: unknown
}) {
  const content = (
    <>
      {children}
      {reaction.count > 0 && <Count n={reaction.count} />}
    </>
  )
  const label = `${reaction.label}, ${reaction.count}`
  if (!action)
    return (
      <span class="reaction" role="img" aria-label={label} title={reaction.label}>
        {content}
      </span>
    )
  return (
    <ActionForm action={action(reaction.kind)} method={reaction.mine ? 'DELETE' : 'PUT'}>
      <button
        type="submit"
        class="reaction"
        aria-label={label}
        title={reaction.label}
        aria-pressed={reaction.mine ? 'true' : 'false'}
      >
        {content}
      </button>
    </ActionForm>
  )
}

function ReactionPicker({
  reactions,
  action,
}: {
  reactions: Reaction[]
  action: (kind: string) => string
}) {
  return (
    <Menu label="Add a reaction" place="start" class="reaction" trigger={<PickerFace />}>
      <div class="picker">
        {reactions.map((reaction) => (
          <ActionForm action={action(reaction.kind)} method={reaction.mine ? 'DELETE' : 'PUT'}>
            <button
              type="submit"
              class="picker-item"
              aria-label={reaction.label}
              title={reaction.label}
              aria-pressed={reaction.mine ? 'true' : 'false'}
            >
              {reaction.emoji}
            </button>
          </ActionForm>
        ))}
      </div>
    </Menu>
  )
}

function PickerFace() {
  return (
    <>
      <Icon name="react" size={18} />
      <span class="sr-only">Add a reaction</span>
    </>
  )
}
