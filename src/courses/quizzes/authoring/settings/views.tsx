import { Button } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import { Checkbox } from '../../../../ui/choice.tsx'
import { SelectField, TextField } from '../../../../ui/field.tsx'
import { ActionForm } from '../../../../ui/form.tsx'
import type { Errors, Typed } from '../../../../ui/input.ts'
import { REVEALS } from '../../rules.ts'

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
const isOn = (value: unknown): boolean => value === true || value === 'true' || value === 'on'

type Props = { at: string; typed: Typed; errors: Errors }

/** How a quiz is taken: what passes, how often, how long. */
export function SettingsCard({ at, typed, errors }: Props) {
  const field = (name: string) => ({ name, value: text(typed[name]), error: errors[name] })
  return (
    <Card title="How it is taken" class="quiz-settings">
      <ActionForm action={at} method="PATCH" enhance={false} class="form">
        <div class="field-pair">
          <TextField {...field('passMark')} label="Percent to pass" inputmode="numeric" required />
          <TextField
            {...field('minutes')}
            label="Minutes"
            optional
            inputmode="numeric"
            hint="Empty: as long as they like."
          />
        </div>
        <div class="field-pair">
          <TextField
            {...field('attempts')}
            label="Attempts"
            optional
            inputmode="numeric"
            hint="Empty: as often as they like."
          />
          <SelectField
            {...field('reveal')}
            label="Show the right answers"
            options={Object.entries(REVEALS).map(([value, label]) => ({ value, label }))}
          />
        </div>
        <Checkbox
          name="shuffle"
          value="true"
          checked={isOn(typed.shuffle)}
          label="Shuffle"
          hint="Questions and answers come in another order each time."
        />
        <Checkbox
          name="isPartial"
          value="true"
          checked={isOn(typed.isPartial)}
          label="Points for part of an answer"
          hint="Half of the pairs right is half of the points."
        />
        <div class="form-actions">
          <Button look="primary">Save</Button>
        </div>
      </ActionForm>
    </Card>
  )
}
