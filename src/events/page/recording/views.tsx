import { isPlayed } from '../../../files/player/rules.ts'
import { Player } from '../../../files/player/views.tsx'
import { Uploader } from '../../../files/uploader/views.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Mine, Shared } from '../views.tsx'

/** What remains of an event that has been. */
export function Recording({ event, recording }: Shared) {
  const { recordingUrl, title } = event
  if (!recordingUrl) return null
  return (
    <section class="event-part">
      <h2 class="event-label">Recording</h2>
      {isPlayed(recording) ? (
        <Player kind={recording.kind} src={recording.url} title={title} remember={event.id} />
      ) : (
        <LinkButton icon="play" href={recordingUrl} rel="noreferrer nofollow ugc">
          {recording ? recording.name : 'See the recording'}
        </LinkButton>
      )}
    </section>
  )
}

type Again = Pick<Mine, 'uploaded' | 'errors'>

/** For those who held it: a file or an address. */
export function RecordingForm({ at, event, uploaded, errors }: Shared & Again) {
  const { href, recordingUrl, id } = event
  const link = uploaded ?? recordingUrl ?? ''
  return (
    <details class="event-part fold" open={Boolean(uploaded || errors)}>
      <summary class="fold-title">
        {recordingUrl ? 'Change the recording' : 'Add a recording'}
      </summary>
      <ActionForm class="form" action={`${href}/recording`} method="PUT" enhance={false}>
        <Uploader
          purpose="event"
          community={at.slug}
          space={at.space}
          files={[]}
          most={1}
          keep={`recording:${id}`}
          back={`${href}?recording=`}
        />
        <TextField
          name="url"
          label="Or its address"
          optional
          value={link}
          error={errors?.url}
          inputmode="url"
          placeholder="https://"
        />
        <div class="form-actions">
          <Button look="primary">Save</Button>
        </div>
      </ActionForm>
      {recordingUrl && (
        <ActionForm action={`${href}/recording`} method="DELETE" enhance={false}>
          <Button look="plain" size="small" icon="trash">
            Take it away
          </Button>
        </ActionForm>
      )}
    </details>
  )
}
