import type { Child } from 'hono/jsx'
import { Button } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { MAX_FORM, sizeOf } from '../../../rules.ts'

type FormProps = {
  /** the hidden fields of the claim */
  sent: Record<string, string>
  title?: string
  label: string
  hint: string
  /** bytes at most, where it is less than a form takes */
  most?: number
  accept?: string
  /** another field */
  more?: Child
  children: string
}

/** One file by a plain form, as far as one goes. */
export function FileForm({ sent, title, label, hint, most = MAX_FORM, ...rest }: FormProps) {
  const { accept, more, children } = rest
  const id = `file-${sent.purpose}`
  return (
    <form action="/files" method="post" enctype="multipart/form-data" class="form card">
      {title && <h2 class="card-title">{title}</h2>}
      {Object.entries(sent).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Field label={label} name="file" id={id} hint={`${hint} Up to ${sizeOf(most)}.`}>
        <input
          class="input"
          type="file"
          name="file"
          id={id}
          accept={accept}
          required
          aria-describedby={`${id}-hint`}
        />
      </Field>
      {more}
      <div class="form-actions">
        <Button>{children}</Button>
      </div>
    </form>
  )
}
