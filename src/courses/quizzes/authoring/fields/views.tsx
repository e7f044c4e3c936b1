import { Checkbox, Choices, Radio } from '../../../../ui/choice.tsx'
import { TextareaField, TextField } from '../../../../ui/field.tsx'
import type { Errors, Typed } from '../../../../ui/input.ts'
import type { QuestionKind } from '../../rules.ts'
import { Rows } from './rows/views.tsx'

type Props = { kind: QuestionKind; typed: Typed; errors: Errors }

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
const isOn = (value: unknown): boolean => value === true || value === 'true' || value === 'on'

/** What is right, as each kind of question says it. */
export function KeyFields({ kind, typed, errors }: Props) {
  const field = (name: string) => ({ name, value: text(typed[name]), error: errors[name] })
  switch (kind) {
    case 'single':
    case 'multiple':
      return (
        <Rows
          legend={
            kind === 'single' ? 'Answers: mark the right one' : 'Answers: tick those that are right'
          }
          columns={[
            { name: 'texts', label: 'Answer', values: typed.texts },
            {
              name: 'feedbacks',
              label: 'Said to who chose it (optional)',
              values: typed.feedbacks,
            },
          ]}
          ticks={typed.right}
          isSingle={kind === 'single'}
          error={errors.texts ?? errors.right}
        />
      )
    case 'truth':
      return (
        <Choices label="The statement is" error={errors.isTrue}>
          <Radio name="isTrue" value="true" label="True" checked={isOn(typed.isTrue)} required />
          <Radio
            name="isTrue"
            value="false"
            label="False"
            checked={typed.isTrue === false || typed.isTrue === 'false'}
          />
        </Choices>
      )
    case 'text':
      return (
        <>
          <TextareaField
            {...field('accepted')}
            label="Accepted answers"
            hint="One on each line; any of them counts."
            rows={3}
            required
            dir="auto"
          />
          <Checkbox
            name="isStrict"
            value="true"
            checked={isOn(typed.isStrict)}
            label="To the letter"
            hint="Otherwise case, accents and punctuation around it do not count."
          />
        </>
      )
    case 'number':
      return (
        <div class="field-pair">
          <TextField {...field('value')} label="The number" inputmode="decimal" required />
          <TextField {...field('tolerance')} label="Give or take" optional inputmode="decimal" />
          <TextField {...field('unit')} label="Unit" optional maxlength={20} />
        </div>
      )
    case 'order':
      return (
        <Rows
          legend="Things, in their right order"
          columns={[{ name: 'texts', label: 'Thing', values: typed.texts }]}
          error={errors.texts}
        />
      )
    case 'match':
      return (
        <Rows
          legend="Pairs that belong together"
          columns={[
            { name: 'lefts', label: 'This', values: typed.lefts },
            { name: 'rights', label: 'belongs to this', values: typed.rights },
          ]}
          error={errors.lefts ?? errors.rights}
        />
      )
  }
}
