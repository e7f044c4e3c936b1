import { Checkbox, Choices } from '../../../../ui/choice.tsx'
import { SelectField, TextField } from '../../../../ui/field.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { WEEKDAYS } from '../../../series/choice/rules.ts'
import { type FieldsProps, text, texts } from '../rules.ts'

const WORDS = [
  { value: '', label: 'Only once' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every week' },
  { value: 'fortnightly', label: 'Every second week' },
  { value: 'monthly', label: 'Every month on that day' },
  { value: 'nth', label: 'Every month on that weekday' },
  { value: 'yearly', label: 'Every year' },
]
const CUSTOM = { value: 'custom', label: 'By its own rule' }
const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** How it comes again. */
export function AgainFields({ typed, errors }: FieldsProps) {
  const repeat = text(typed.repeat)
  const days = texts(typed.days)
  const isCustom = repeat === 'custom'
  const error = errors.repeat ?? errors.until ?? errors.count ?? errors.rule
  return (
    <details class="event-group event-again" open={Boolean(repeat || error)}>
      <summary class="event-label">
        <Icon name="refresh" size={16} /> Repeat
      </summary>
      <SelectField
        name="repeat"
        label="How often"
        value={repeat}
        error={errors.repeat ?? errors.rule}
        options={isCustom ? [...WORDS, CUSTOM] : WORDS}
      />
      {isCustom && <input type="hidden" name="rule" value={text(typed.rule)} />}
      <Choices label="On these days, if it is weekly">
        <div class="weekdays">
          {WEEKDAYS.map((day, at) => (
            <Checkbox
              name="days[]"
              value={day}
              label={NAMES[at] ?? day}
              checked={days.includes(day)}
            />
          ))}
        </div>
      </Choices>
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          name="until"
          label="Until"
          type="date"
          optional
          value={text(typed.until)}
          error={errors.until}
        />
        <TextField
          name="count"
          label="Or so many times"
          type="number"
          min={1}
          max={500}
          optional
          value={text(typed.count)}
          error={errors.count}
        />
      </div>
    </details>
  )
}
