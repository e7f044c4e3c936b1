import { Button } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import { TextField } from '../../../../ui/field.tsx'
import { ActionForm } from '../../../../ui/form.tsx'
import { PersonRow } from '../../../../ui/person.tsx'
import type { CourseGuest } from '../../../grants/queries.ts'

type Props = { at: string; guests: CourseGuest[]; error?: string; typed?: unknown }

/** Who was let into the course by name, and a field to let in another. */
export const Guests = ({ at, guests, error, typed }: Props) => (
  <Card title="Let in by name" id="guests">
    <ActionForm action={`${at}/invitations`} class="form" enhance={false}>
      <TextField
        name="username"
        id="guest-username"
        label="Let someone in"
        prefix="@"
        required
        autocomplete="off"
        autocapitalize="off"
        value={String(typed ?? '')}
        error={error}
        hint="A member's username. They may learn here whatever the course asks of others."
      />
      <div class="form-actions">
        <Button icon="addUser">Let in</Button>
      </div>
    </ActionForm>
    <div class="rows">
      {guests.map((guest) => (
        <PersonRow
          person={guest}
          action={
            <ActionForm
              action={`${at}/invitations/${guest.username}`}
              method="DELETE"
              enhance={false}
            >
              <Button size="small">Take back</Button>
            </ActionForm>
          }
        />
      ))}
    </div>
  </Card>
)
