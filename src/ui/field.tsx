import type { JSX, PropsWithChildren } from 'hono/jsx'
import { Icon } from './icon.tsx'

type About = {
  label: string
  name: string
  hint?: string
  /** what is wrong and what to do about it */
  error?: string
  optional?: boolean
  /** hides the label from the eye, not from screen readers */
  bare?: boolean
}

type FieldProps = PropsWithChildren<About & { id?: string; max?: number }>

/** Label, control, hint, error and counter in their fixed order. Most forms want TextField or its siblings. */
export function Field({
  label,
  name,
  hint,
  error,
  optional,
  bare,
  id = name,
  max,
  children,
}: FieldProps) {
  return (
    <div class="field" data-invalid={error ? '' : undefined}>
      <div class="field-head">
        <label class={bare ? 'sr-only' : 'label'} for={id}>
          {label}
          {optional && <span class="optional"> optional</span>}
        </label>
        {max && <output class="counter" data-counter={id} data-max={max} for={id} />}
      </div>
      {children}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="error" size={16} />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

type InputProps = About & { prefix?: string } & Omit<JSX.IntrinsicElements['input'], 'prefix'>
type TextareaProps = About & JSX.IntrinsicElements['textarea'] & { value?: string }
type SelectProps = About & {
  value?: string
  options: { value: string; label: string }[]
} & JSX.IntrinsicElements['select']

/** One line of text. With `maxlength` it counts; `prefix` shows a fixed beginning, such as a path. */
export function TextField({
  label,
  hint,
  error,
  optional,
  bare,
  prefix,
  id,
  ...input
}: InputProps) {
  const key = id ?? input.name
  const control = (
    <input class="input" type="text" {...input} id={key} {...described(key, hint, error)} />
  )
  return (
    <Field
      {...{ label, name: input.name, hint, error, optional, bare, id: key }}
      max={counted(input.maxlength)}
    >
      {prefix ? (
        <div class="input-group">
          <span class="input-prefix">{prefix}</span>
          {control}
        </div>
      ) : (
        control
      )}
    </Field>
  )
}

/** Many lines of text; grows with what is written where the browser can. */
export function TextareaField({
  label,
  hint,
  error,
  optional,
  bare,
  id,
  value,
  ...area
}: TextareaProps) {
  const key = id ?? area.name
  return (
    <Field
      {...{ label, name: area.name, hint, error, optional, bare, id: key }}
      max={counted(area.maxlength)}
    >
      <textarea class="input textarea" rows={4} {...area} id={key} {...described(key, hint, error)}>
        {value ?? ''}
      </textarea>
    </Field>
  )
}

/** One of a few, in a menu. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  bare,
  id,
  value,
  options,
  ...select
}: SelectProps) {
  const key = id ?? select.name
  return (
    <Field {...{ label, name: select.name, hint, error, optional, bare, id: key }}>
      <span class="select">
        <select class="input" {...select} id={key} {...described(key, hint, error)}>
          {options.map((option) => (
            <option value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" size={16} />
      </span>
    </Field>
  )
}

function counted(max: unknown) {
  return typeof max === 'number' ? max : undefined
}

function described(id: string, hint?: string, error?: string) {
  const parts = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean)
  return {
    'aria-describedby': parts.length ? parts.join(' ') : undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
  }
}
