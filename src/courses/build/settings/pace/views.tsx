import { zoneNames } from '../../../../posts/zones/rules.ts'
import { Checkbox, Choices, Radio } from '../../../../ui/choice.tsx'
import { SelectField } from '../../../../ui/field.tsx'
import type { PartProps } from '../about/views.tsx'

const MODES = [
  ['none', 'All at once', 'People choose their own order.', 'unlock'],
  [
    'sequential',
    'One after the other',
    'A lesson opens when the one before it is done.',
    'ordered',
  ],
  ['timed', 'So many days after they enrol', 'You set the days in each lesson.', 'clock'],
  ['scheduled', 'On dates', 'The same for everyone; you set the date in each lesson.', 'events'],
] as const

/** How lessons open, and by whose clocks. */
export function Pace({ shared: { course }, errors, typed }: PartProps) {
  const shown = { ...course, ...typed }
  return (
    <>
      <Choices label="How do lessons open?" error={errors.unlockMode}>
        {MODES.map(([value, label, hint, icon]) => (
          <Radio
            name="unlockMode"
            checked={shown.unlockMode === value}
            {...{ value, label, hint, icon }}
          />
        ))}
      </Choices>
      <SelectField
        name="timeZone"
        label="Time zone"
        value={String(shown.timeZone)}
        error={errors.timeZone}
        hint="By these clocks lessons open."
        options={zoneNames().map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
      />
      <div>
        <input type="hidden" name="certificate" value="no" />
        <Checkbox
          name="certificate"
          value="yes"
          checked={course.settings.certificate !== false}
          label="Who finishes gets a certificate"
          hint="To print, with an address at which anyone can check it."
        />
      </div>
    </>
  )
}
