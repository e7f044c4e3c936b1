import { MAX_ADDRESS } from '../../../../communities/settings/rules.ts'
import { Choices, Radio } from '../../../../ui/choice.tsx'
import { SelectField, TextField } from '../../../../ui/field.tsx'
import { MAX_CAPACITY, MAX_LOCATION } from '../../rules.ts'
import { type FieldsProps, text, texts } from '../rules.ts'

const KINDS = [
  { value: 'online', label: 'Online', icon: 'globe' },
  { value: 'in_person', label: 'In person', icon: 'place' },
  { value: 'hybrid', label: 'Both', icon: 'users' },
] as const

const NAMES = [
  { value: 'everyone', label: 'Everyone who sees the event' },
  { value: 'members', label: 'Members' },
  { value: 'going', label: 'Those who are going' },
  { value: 'hosts', label: 'Hosts and staff only' },
]

/** Where it takes place, how many may come, and who sees them. */
export function WhereFields({ typed, errors }: FieldsProps) {
  const kind = text(typed.eventType) || 'online'
  return (
    <>
      <fieldset class="event-group">
        <legend class="event-label">Where</legend>
        <Choices label="Takes place" error={errors.eventType}>
          <div class="event-kinds">
            {KINDS.map((one) => (
              <Radio name="eventType" {...one} checked={one.value === kind} />
            ))}
          </div>
        </Choices>
        <TextField
          name="location"
          label="Place"
          optional
          maxlength={MAX_LOCATION}
          value={text(typed.location)}
          error={errors.location}
          hint="An address, which leads to a map; or a few words."
          dir="auto"
        />
        <TextField
          name="linkUrl"
          label="Link to join"
          optional
          inputmode="url"
          maxlength={MAX_ADDRESS}
          placeholder="https://"
          value={text(typed.linkUrl)}
          error={errors.linkUrl}
          hint="Only those who are going see it."
        />
      </fieldset>
      <fieldset class="event-group">
        <legend class="event-label">Who</legend>
        <TextField
          name="coHosts"
          label="Co-hosts"
          optional
          value={texts(typed.coHosts).join(', ')}
          error={errors.coHosts}
          placeholder="@ada, @ben"
          hint="Members who may change it, too."
        />
        <div class="grid gap-4 sm:grid-cols-2">
          <TextField
            name="capacity"
            label="Seats"
            type="number"
            min={1}
            max={MAX_CAPACITY}
            optional
            value={text(typed.capacity)}
            error={errors.capacity}
            hint="When they are taken, a waitlist begins."
          />
          <SelectField
            name="guestNames"
            label="Who sees who comes"
            value={text(typed.guestNames) || 'members'}
            error={errors.guestNames}
            options={NAMES}
          />
        </div>
      </fieldset>
    </>
  )
}
