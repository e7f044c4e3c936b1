import { ActionForm } from './form.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { Menu } from './menu.tsx'

export type LevelOption = { value: string; label: string; hint: string; icon: IconName }

type Props = {
  id: string
  /** what is chosen, for whom only sees the menu */
  label: string
  action: string
  options: LevelOption[]
  /** what the button says */
  heading: string
  chosen: string
  /** which of them makes the button stand out */
  strong: string[]
}

/** A button that says how much one is told of a place, over a menu of what else there is. */
export function LevelMenu({ id, label, action, options, heading, chosen, strong }: Props) {
  const now = options.find(({ value }) => value === chosen) ?? options[0]
  if (!now) return null
  return (
    <div id={id} data-region>
      <Menu
        label={label}
        class={
          strong.includes(chosen) ? 'btn btn-quiet btn-small level-on' : 'btn btn-quiet btn-small'
        }
        trigger={
          <>
            <Icon
              name={strong.includes(chosen) || chosen === 'mute' ? now.icon : 'bell'}
              size={16}
            />
            {/* as wide as its longest word: nothing beside it moves when the choice comes late */}
            <span class="min-w-17 text-start">
              <span class="sr-only">{label}: </span>
              {heading}
            </span>
            <Icon name="down" size={16} />
          </>
        }
      >
        <ActionForm action={action} method="PUT" class="levels">
          {options.map(({ value, label: words, hint, icon }) => (
            <button
              type="submit"
              name="level"
              value={value}
              class="menu-item level"
              aria-pressed={value === chosen ? 'true' : 'false'}
            >
              <Icon name={icon} size={18} />
              <span class="choice-words">
                <span class="choice-label">{words}</span>
                <span class="hint">{hint}</span>
              </span>
              {value === chosen && <Icon name="check" size={18} />}
            </button>
          ))}
        </ActionForm>
      </Menu>
    </div>
  )
}
