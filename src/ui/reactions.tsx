import { Count } from './count.tsx'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'

export type Reaction = {
  kind: string
  emoji: string
  label: string
  count: number
  mine?: boolean
  /** the names of those who gave it, for its title */
  who?: string
}

type Props = {
  /** of the bar, which is renewed alone when a reaction is given */
  id: string
  /** every kind that may be given, in its order; the first is a thumb, always there for who may press it */
  reactions: Reaction[]
  /** the address of one reaction: PUT gives it, DELETE takes it back. Left out for those who may only look */
  action?: (kind: string) => string
}

type Action = (kind: string) => string

/** Emoji with their counts; pressed ones are the viewer's own. One form for all: its buttons say where it goes. */
export function ReactionBar({ id, reactions, action }: Props) {
  const [first, ...others] = reactions
  const shown = (
    <>
      {first && (action || first.count > 0) && (
        <React reaction={first} action={action}>
          <Icon name="like" size={18} />
        </React>
      )}
      {others
        .filter((reaction) => reaction.count > 0)
        .map((reaction) => (
          <React reaction={reaction} action={action}>
            <span class="reaction-emoji">{reaction.emoji}</span>
          </React>
        ))}
    </>
  )
  if (!action || !first)
    return (
      <div class="reactions" id={id}>
        {shown}
      </div>
    )
  return (
    <form class="reactions" id={id} method="post" data-enhance="" data-region="">
      {shown}
      <Menu label="Add a reaction" place="start" class="reaction" trigger={<PickerFace />}>
        <div class="picker">
          {others.map((reaction) => (
            <button
              type="submit"
              class="picker-item"
              formaction={pathOf(reaction, action)}
              aria-label={reaction.label}
              aria-pressed={reaction.mine ? 'true' : undefined}
            >
              {reaction.emoji}
            </button>
          ))}
        </div>
      </Menu>
    </form>
  )
}

function React({
  reaction,
  action,
  children,
}: {
  reaction: Reaction
  action?: Action
  children: unknown
}) {
  const content = (
    <>
      {children}
      {reaction.count > 0 && <Count n={reaction.count} />}
    </>
  )
  if (action)
    return (
      <button class="reaction" {...pressed(reaction, action)}>
        {content}
      </button>
    )
  return (
    <span class="reaction" role="img" aria-label={named(reaction)} title={titled(reaction)}>
      {content}
    </span>
  )
}

const pathOf = ({ kind, mine }: Reaction, action: Action) =>
  `${action(kind)}?_method=${mine ? 'DELETE' : 'PUT'}`

function pressed(reaction: Reaction, action: Action) {
  return {
    type: 'submit' as const,
    formaction: pathOf(reaction, action),
    'aria-label': named(reaction),
    'aria-pressed': reaction.mine ? ('true' as const) : ('false' as const),
    title: titled(reaction),
  }
}

const named = ({ label, count }: Reaction) => (count > 0 ? `${label}, ${count}` : label)

const titled = ({ label, who }: Reaction) => (who ? `${label}: ${who}` : label)

function PickerFace() {
  return (
    <>
      <Icon name="react" size={18} />
      <span class="sr-only">Add a reaction</span>
    </>
  )
}
