import type { Child, JSX } from 'hono/jsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

type Props = { label: string; hint?: string; icon?: IconName } & JSX.IntrinsicElements['input']

/** A tick box with its words on the same row. */
export function Checkbox(props: Props) {
  return <Choice {...props} kind="checkbox" look="check" />
}

/** One of several; give all the same `name`. */
export function Radio(props: Props) {
  return <Choice {...props} kind="radio" look="radio" />
}

/** Several Radios or Checkboxes under one question. */
export function Choices({
  label,
  error,
  children,
}: {
  label: string
  error?: string
  children: Child
}) {
  return (
    <fieldset class="choices" data-invalid={error ? '' : undefined}>
      <legend class="label">{label}</legend>
      {children}
      {error && (
        <p class="field-error">
          <Icon name="error" size={16} />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  )
}

function Choice({
  label,
  hint,
  icon,
  kind,
  look,
  ...input
}: Props & { kind: string; look: string }) {
  return (
    <label class={`choice choice-${look}`}>
      <input {...input} type={kind} />
      {icon && <Icon name={icon} />}
      <span class="choice-words">
        <span class="choice-label">{label}</span>
        {hint && <span class="hint">{hint}</span>}
      </span>
    </label>
  )
}
