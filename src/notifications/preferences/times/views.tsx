import { SelectField } from '../../../ui/field.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import { zoneNames } from '../../../ui/zones.ts'
import type { Held } from '../rules.ts'

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: `${hour}`,
  label: `${`${hour}`.padStart(2, '0')}:00`,
}))

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

type Props = { held: Held; errors?: Errors; typed?: Typed }

/** The digest's hour, quiet hours, and whose clock they go by. */
export function Times({ held, errors = {}, typed = {} }: Props) {
  const of = (name: keyof Held & string) => `${typed[name] ?? held[name] ?? ''}`
  return (
    <div class="times">
      <SelectField
        label="Digest"
        name="digest"
        value={of('digest')}
        hint="Only what you have not seen; nothing when there is nothing."
        options={[
          { value: 'weekly', label: 'Once a week' },
          { value: 'daily', label: 'Once a day' },
          { value: 'off', label: 'Never' },
        ]}
      />
      <SelectField
        label="On"
        name="digestDay"
        value={of('digestDay')}
        hint="If it comes once a week."
        options={days.map((label, at) => ({ value: `${at + 1}`, label }))}
      />
      <SelectField label="At" name="digestHour" value={of('digestHour')} options={hours} />
      <SelectField
        label="Quiet from"
        name="quietFrom"
        value={of('quietFrom')}
        error={errors.quietFrom}
        hint="Mail and push wait until they end. Event reminders come all the same."
        options={[{ value: '', label: 'Never quiet' }, ...hours]}
      />
      <SelectField
        label="Until"
        name="quietTo"
        value={of('quietTo')}
        error={errors.quietTo}
        options={[{ value: '', label: 'Never quiet' }, ...hours]}
      />
      <SelectField
        label="By the clock of"
        name="zone"
        value={of('zone')}
        error={errors.zone}
        data-zone={held.isChosen ? undefined : ''}
        options={zoneNames().map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
      />
    </div>
  )
}
