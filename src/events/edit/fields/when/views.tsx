import { zoneNames } from '../../../../posts/zones/rules.ts'
import { SelectField, TextField } from '../../../../ui/field.tsx'
import { type FieldsProps, text } from '../rules.ts'

const wall = (value: unknown) => text(value).slice(0, 16)

/** Times on the wall of a zone. */
export function WhenFields({ id, typed, errors }: FieldsProps) {
  const zone = text(typed.timezone)
  const names = zoneNames()
  const all = !zone || names.includes(zone) ? names : [zone, ...names]
  return (
    <fieldset class="event-group">
      <legend class="event-label">When</legend>
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          name="startsAt"
          label="Begins"
          type="datetime-local"
          required
          value={wall(typed.startsAt)}
          error={errors.startsAt}
        />
        <TextField
          name="endsAt"
          label="Ends"
          type="datetime-local"
          value={wall(typed.endsAt)}
          error={errors.endsAt}
          hint="An hour later, if you leave it empty."
        />
      </div>
      <SelectField
        name="timezone"
        label="On the clocks of"
        value={zone || 'UTC'}
        error={errors.timezone}
        options={all.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
        data-here={!id && !zone ? '' : undefined}
        hint="Everyone else sees it on their own clocks, too."
      />
    </fieldset>
  )
}
