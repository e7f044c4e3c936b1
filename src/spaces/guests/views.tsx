import type { Child } from 'hono/jsx'
import type { Person } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { PersonRow } from '../../ui/person.tsx'

type Props = {
  /** the path of all guests; a guest's own is below it */
  at: string
  title: string
  guests: Person[]
  hint: string
  error?: string
  typed?: unknown
  enhance?: boolean
  children?: Child
}

/** Who was let in by name, and a field to let in another. */
export function Guests({ at, title, guests, hint, error, typed, enhance, children }: Props) {
  return (
    <Card title={title} id="guests">
      <ActionForm action={at} class="form" enhance={enhance}>
        <TextField
          name="username"
          label="Let someone in"
          prefix="@"
          required
          autocomplete="off"
          autocapitalize="off"
          value={String(typed ?? '')}
          error={error}
          hint={hint}
        />
        <div class="form-actions">
          <Button icon="addUser">Let in</Button>
        </div>
      </ActionForm>
      <div class="rows mt-4">
        {guests.map((guest) => (
          <PersonRow
            person={guest}
            action={
              <ActionForm action={`${at}/${guest.username}`} method="DELETE" enhance={enhance}>
                <Button size="small">Take back</Button>
              </ActionForm>
            }
          />
        ))}
      </div>
      {children}
    </Card>
  )
}
