import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'

/** The owner gives the community to someone else and stays as an admin. */
export function HandOverCard(props: { slug: string; error?: string; typed?: unknown }) {
  return (
    <Card title="Hand it over" id="hand-over">
      <ActionForm
        action={`/${props.slug}/owner`}
        method="PUT"
        class="form"
        confirm="Hand the community over? You stay as an admin, and only they can give it back."
      >
        <TextField
          name="username"
          label="New owner"
          prefix="@"
          required
          autocomplete="off"
          autocapitalize="off"
          value={String(props.typed ?? '')}
          error={props.error}
          hint="A member's username. You become an admin."
        />
        <div class="form-actions">
          <Button icon="crown">Hand over</Button>
        </div>
      </ActionForm>
    </Card>
  )
}

/** Deleting asks for the name, so that nobody does it by accident. */
export function CloseCard(props: { slug: string; name: string; error?: string }) {
  return (
    <Card title="Delete this community" id="close">
      <ActionForm action={`/${props.slug}`} method="DELETE" class="form" enhance={false}>
        <TextField
          name="name"
          id="close-name"
          label={`Type its name, ${props.name}`}
          required
          autocomplete="off"
          error={props.error}
          hint="Everything in it is gone at once, for everyone. Nobody else can take its address."
        />
        <div class="form-actions">
          <Button look="danger" icon="trash">
            Delete it
          </Button>
        </div>
      </ActionForm>
    </Card>
  )
}
