import { Checkbox, Radio } from '../../../../ui/choice.tsx'
import { SelectField, TextField } from '../../../../ui/field.tsx'
import { type Answer, fieldOf } from '../../answers/rules.ts'
import type { Asked } from '../page/rules.ts'

type Props = { asked: Asked; answer: Answer }

/** The controls of one question, as its kind needs them. */
export function AnswerFields({ asked, answer }: Props) {
  const name = fieldOf(asked.id)
  switch (asked.kind) {
    case 'single':
      return <Several {...{ asked, answer }} />
    case 'multiple':
      return <Several {...{ asked, answer }} many />
    case 'truth':
      return (
        <div class="choices">
          <Radio name={name} value="true" label="True" checked={answer === true} />
          <Radio name={name} value="false" label="False" checked={answer === false} />
        </div>
      )
    case 'text':
      return <Typed {...{ asked, answer }} label="Your answer" />
    case 'number':
      return (
        <Typed
          {...{ asked, answer }}
          label={asked.unit ? `Your answer, in ${asked.unit}` : 'Your answer, a number'}
        />
      )
    case 'order':
      return <Places {...{ asked, answer }} />
    case 'match':
      return <Pairs {...{ asked, answer }} />
  }
}

function Several({ asked: { id, options }, answer, many }: Props & { many?: boolean }) {
  const Control = many ? Checkbox : Radio
  const name = many ? `${fieldOf(id)}[]` : fieldOf(id)
  return (
    <div class="choices">
      {options.map((option) => (
        <Control
          name={name}
          value={option.id}
          label={option.text}
          checked={[answer].flat().includes(option.id)}
        />
      ))}
    </div>
  )
}

function Typed({ asked: { id, kind }, answer, label }: Props & { label: string }) {
  return (
    <TextField
      name={fieldOf(id)}
      label={label}
      value={typeof answer === 'string' ? answer : ''}
      maxlength={kind === 'number' ? 40 : 500}
      inputmode={kind === 'number' ? 'decimal' : undefined}
      autocomplete="off"
      dir="auto"
    />
  )
}

const partOf = (answer: Answer, id: string): string =>
  (typeof answer === 'object' && answer !== null && !Array.isArray(answer) && answer[id]) || ''

/** Places to choose; a script makes a list of it that is moved about. */
function Places({ asked: { id, options }, answer }: Props) {
  const places = options.map((_, at) => ({ value: `${at + 1}`, label: `${at + 1}` }))
  return (
    <ol class="quiz-order" data-order>
      {options.map((option) => (
        <li class="quiz-place">
          <SelectField
            bare
            name={fieldOf(id, option.id)}
            label={`Place of ${option.text}`}
            value={partOf(answer, option.id)}
            options={[{ value: '', label: '–' }, ...places]}
          />
          <span dir="auto">{option.text}</span>
        </li>
      ))}
    </ol>
  )
}

function Pairs({ asked: { id, options, rights }, answer }: Props) {
  return (
    <ul class="quiz-pairs">
      {options.map((left) => (
        <li class="quiz-pair">
          <span dir="auto">{left.text}</span>
          <SelectField
            bare
            name={fieldOf(id, left.id)}
            label={`What belongs to ${left.text}`}
            value={partOf(answer, left.id)}
            options={[
              { value: '', label: 'Choose…' },
              ...rights.map((right) => ({ value: right.id, label: right.text })),
            ]}
          />
        </li>
      ))}
    </ul>
  )
}
