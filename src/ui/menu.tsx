import type { Child, JSX } from 'hono/jsx'
import { ActionForm } from './form.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

type MenuProps = {
  /** the words for the button; required even when `trigger` shows more */
  label: string
  /** what is pressed; an ellipsis if left out */
  trigger?: Child
  /** where the panel opens from its button */
  place?: 'end' | 'start' | 'up'
  class?: string
  children: Child
}

/** A button that opens a short list. Works without JavaScript; on a phone it rises as a sheet. */
export function Menu({
  label,
  trigger,
  place = 'end',
  class: extra = 'btn btn-plain btn-icon',
  children,
}: MenuProps) {
  return (
    <details class="menu" data-menu>
      <summary
        class={extra}
        aria-label={trigger ? undefined : label}
        title={trigger ? undefined : label}
      >
        {trigger ?? <Icon name="more" />}
      </summary>
      <div class={`menu-panel menu-${place}`}>{children}</div>
    </details>
  )
}

type ItemProps = { href: string; icon?: IconName; current?: boolean; children: Child } & Omit<
  JSX.IntrinsicElements['a'],
  'href'
>

/** A row of a menu that goes somewhere. */
export function MenuLink({ href, icon, current, children, ...rest }: ItemProps) {
  return (
    <a {...rest} class="menu-item" href={href} aria-current={current ? 'page' : undefined}>
      {icon && <Icon name={icon} size={18} />}
      <span>{children}</span>
    </a>
  )
}

type ActionProps = {
  action: string
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  icon?: IconName
  danger?: boolean
  confirm?: string
  enhance?: boolean
  /** sent along as hidden fields */
  values?: Record<string, string>
  children: Child
}

/** A row of a menu that does something. */
export function MenuAction({
  action,
  method,
  icon,
  danger,
  confirm,
  enhance,
  values = {},
  children,
}: ActionProps) {
  return (
    <ActionForm action={action} method={method} confirm={confirm} enhance={enhance}>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={danger ? 'menu-item menu-danger' : 'menu-item'}>
        {icon && <Icon name={icon} size={18} />}
        <span>{children}</span>
      </button>
    </ActionForm>
  )
}

/** A hairline between groups of rows. */
export function MenuLine() {
  return <hr class="menu-line" />
}
