import { Button } from '../../../../../ui/button.tsx'
import { Icon } from '../../../../../ui/icon.tsx'
import { MAX_LINE, MAX_OPTIONS } from '../../rules.ts'

type Column = { name: string; label: string; values: unknown }
type Props = {
  legend: string
  columns: Column[]
  /** the numbers of the rows that are right, where rows can be; undefined where there is nothing to tick */
  ticks?: unknown
  /** whether one row alone can be right */
  isSingle?: boolean
  error?: string
}

const FEWEST = 4

const listed = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** Rows of fields: some empty ones at the end, more by a script; what stays empty is left out. */
export function Rows({ legend, columns, error, ...more }: Props) {
  const [first] = columns
  const filled = listed(first?.values).length
  const count = Math.min(MAX_OPTIONS, Math.max(FEWEST, filled + 1))
  const hasTicks = 'ticks' in more
  const ticked = listed(more.ticks).map(Number)
  return (
    <fieldset
      class="quiz-rows"
      data-rows
      data-most={MAX_OPTIONS}
      data-invalid={error ? '' : undefined}
    >
      <legend class="label">{legend}</legend>
      {Array.from({ length: count }, (_, at) => (
        <div class={hasTicks ? 'quiz-row quiz-row-ticked' : 'quiz-row'}>
          {hasTicks && (
            <span class={`choice-bare ${more.isSingle ? 'choice-radio' : 'choice-check'}`}>
              <input
                type={more.isSingle ? 'radio' : 'checkbox'}
                name="right[]"
                value={at}
                checked={ticked.includes(at)}
                aria-label={`Answer ${at + 1} is right`}
              />
            </span>
          )}
          {columns.map(({ name, label, values }) => (
            <input
              class="input"
              type="text"
              name={`${name}[]`}
              value={String(listed(values)[at] ?? '')}
              maxlength={MAX_LINE}
              placeholder={label}
              aria-label={`${label} ${at + 1}`}
              autocomplete="off"
              dir="auto"
            />
          ))}
        </div>
      ))}
      {error && (
        <p class="field-error">
          <Icon name="error" size={16} />
          <span>{error}</span>
        </p>
      )}
      <Button type="button" look="plain" size="small" icon="plus" data-more hidden>
        One more
      </Button>
    </fieldset>
  )
}
