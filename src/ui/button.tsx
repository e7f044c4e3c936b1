import type { JSX, PropsWithChildren } from 'hono/jsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export type Look = 'primary' | 'quiet' | 'plain' | 'danger'

type Shared = PropsWithChildren<{
  look?: Look
  size?: 'small' | 'large'
  icon?: IconName
  /** the words for screen readers when only the icon is shown */
  label?: string
}>

type ButtonProps = Shared & Omit<JSX.IntrinsicElements['button'], 'size'>
type LinkProps = Shared & Omit<JSX.IntrinsicElements['a'], 'size'>

/** A button that acts. `primary` once per view; `quiet` is bordered, `plain` bare. Shows its pending state by itself. */
export function Button({
  look = 'quiet',
  size,
  icon,
  label,
  children,
  class: extra,
  type = 'submit',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={classes(look, size, Boolean(children), extra)}
      aria-label={label}
      title={label}
    >
      {icon && <Icon name={icon} size={size === 'small' ? 16 : 18} />}
      {children && <span>{children}</span>}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere, it never changes anything. */
export function LinkButton({
  look = 'quiet',
  size,
  icon,
  label,
  href,
  children,
  class: extra,
  ...rest
}: LinkProps) {
  return (
    <a
      {...rest}
      href={href}
      class={classes(look, size, Boolean(children), extra)}
      aria-label={label}
      title={label}
    >
      {icon && <Icon name={icon} size={size === 'small' ? 16 : 18} />}
      {children && <span>{children}</span>}
    </a>
  )
}

function classes(look: Look, size: Shared['size'], worded: boolean, extra: unknown) {
  return ['btn', `btn-${look}`, size && `btn-${size}`, !worded && 'btn-icon', extra]
    .filter(Boolean)
    .join(' ')
}
