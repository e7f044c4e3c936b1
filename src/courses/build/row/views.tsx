import { Button } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { MAX_TITLE } from '../rules.ts'

type Rename = { action: string; title: string; label: string }

/** A title that is changed where it stands: a script saves it when it is left. */
export const RenameForm = ({ action, title, label }: Rename) => (
  <ActionForm
    action={action}
    method="PATCH"
    class="build-name"
    data-rename={action}
    enhance={false}
  >
    <input
      type="text"
      class="build-title"
      name="title"
      value={title}
      required
      maxlength={MAX_TITLE}
      aria-label={label}
      autocomplete="off"
      dir="auto"
    />
    <button type="submit" hidden>
      Save
    </button>
  </ActionForm>
)

type Moves = { action: string; name: string; isFirst: boolean; isLast: boolean }

/** A place up or down: what dragging does, for a keyboard and for who cannot drag. */
export const MoveButtons = ({ action, name, isFirst, isLast }: Moves) => (
  <ActionForm action={action} method="PUT" class="build-moves">
    <Button
      look="plain"
      size="small"
      icon="arrowUp"
      label={`Move ${name} up`}
      name="move"
      value="up"
      disabled={isFirst}
    />
    <Button
      look="plain"
      size="small"
      icon="arrowDown"
      label={`Move ${name} down`}
      name="move"
      value="down"
      disabled={isLast}
    />
  </ActionForm>
)

/** The same within a menu, where a row has no room for them. */
export const MoveLines = ({ action, isFirst, isLast }: Omit<Moves, 'name'>) => (
  <ActionForm action={action} method="PUT" class="build-lines">
    {(
      [
        ['up', 'arrowUp', isFirst],
        ['down', 'arrowDown', isLast],
      ] as const
    ).map(([way, icon, isEnd]) => (
      <button type="submit" class="menu-item" name="move" value={way} disabled={isEnd}>
        <Icon name={icon} size={18} />
        <span>Move {way}</span>
      </button>
    ))}
    <hr class="menu-line" />
  </ActionForm>
)
