import type { Child } from 'hono/jsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { PersonRow } from '../../ui/person.tsx'
import type { Guest } from '../grants/queries.ts'

type Props = { at: string; guests: Guest[]; error?: string; typed?: unknown; children: Child }

/** Who was let into a space by name, and a field to let in another. */
export function Guests({ at, guests, error, typed, children }: Props) {
  return (
    <Card title="Guests" id="guests">
      <ActionForm action={at} class="form">
        <TextField
          name="username"
          label="Let someone in"
          prefix="@"
          required
          autocomplete="off"
          autocapitalize="off"
          value={String(typed ?? '')}
          error={error}
          hint="A member's username."
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
              <ActionForm action={`${at}/${guest.username}`} method="DELETE">
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
