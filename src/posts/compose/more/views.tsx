import type { Child } from 'hono/jsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icons.ts'
import type { Errors, Typed } from '../../../ui/input.ts'
import { wallTime, zoneNames } from '../../zones/rules.ts'
import { MAX_OPTION, MAX_OPTIONS, MAX_TITLE } from '../rules.ts'

type Props = { typed: Typed; errors: Errors; isOut: boolean }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What few posts need, folded away: a poll, a time to appear at, plain text. */
export function MoreFields({ typed, errors, isOut }: Props) {
  const format = text(typed.contentFormat) || 'markdown'
  return (
    <div class="more">
      {!isOut && <PollFields typed={typed} errors={errors} />}
      {!isOut && <TimeFields typed={typed} errors={errors} />}
      <Fold icon="settings" title="Format" open={format !== 'markdown'}>
        <SelectField
          label="The text is"
          name="contentFormat"
          value={format}
          error={errors.contentFormat}
          options={[
            { value: 'markdown', label: 'Markdown' },
            { value: 'plain', label: 'Plain text' },
          ]}
        />
      </Fold>
    </div>
  )
}

type FoldProps = { icon: IconName; title: string; open?: boolean; children: Child }

function Fold({ icon, title, open, children }: FoldProps) {
  return (
    <details class="more-fold" open={open}>
      <summary class="more-line">
        <Icon name={icon} size={18} />
        <span>{title}</span>
      </summary>
      <div class="more-fields">{children}</div>
    </details>
  )
}

function PollFields({ typed, errors }: Omit<Props, 'isOut'>) {
  const options: unknown[] = Array.isArray(typed.pollOptions) ? typed.pollOptions : []
  const hasPoll = text(typed.pollQuestion) !== '' || options.some(Boolean)
  return (
    <Fold icon="poll" title="Poll" open={hasPoll}>
      <input type="hidden" name="whole" value="on" />
      <TextField
        label="Question"
        name="pollQuestion"
        value={text(typed.pollQuestion)}
        error={errors.pollQuestion}
        maxlength={MAX_TITLE}
        dir="auto"
      />
      <div class="answers">
        {Array.from({ length: MAX_OPTIONS }, (_, at) => (
          <TextField
            label={`Answer ${at + 1}`}
            id={`answer-${at + 1}`}
            name="pollOptions[]"
            bare
            placeholder={`Answer ${at + 1}`}
            value={text(options[at])}
            error={at === 0 ? optionError(errors) : undefined}
            maxlength={MAX_OPTION}
            dir="auto"
          />
        ))}
      </div>
      <Checkbox
        label="Several answers may be chosen"
        name="pollMultiple"
        checked={typed.pollMultiple === true || typed.pollMultiple === 'on'}
      />
      <Moment label="Closes" name="pollClosesAt" typed={typed} errors={errors} />
    </Fold>
  )
}

function optionError(errors: Errors): string | undefined {
  const key = Object.keys(errors).find((name) => name.startsWith('pollOptions'))
  return key && errors[key]
}

function TimeFields({ typed, errors }: Omit<Props, 'isOut'>) {
  const zone = text(typed.zone)
  return (
    <Fold icon="clock" title="Post later" open={Boolean(typed.scheduledAt)}>
      <Moment label="Appears" name="scheduledAt" typed={typed} errors={errors} />
      <SelectField
        label="Times are those of"
        name="zone"
        value={zone || 'UTC'}
        error={errors.zone}
        options={zoneNames().map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
        data-zone={isTyped(typed) ? undefined : ''}
      />
    </Fold>
  )
}

type MomentProps = {
  label: string
  name: 'pollClosesAt' | 'scheduledAt'
  typed: Typed
  errors: Errors
}

/** A date and a time on the wall of the chosen zone; an instant is shown in UTC until a script knows better. */
function Moment({ label, name, typed, errors }: MomentProps) {
  const value = text(typed[name])
  const instant = /Z$/.test(value) ? value : undefined
  return (
    <TextField
      label={label}
      name={name}
      type="datetime-local"
      optional
      value={instant ? wallTime(new Date(instant), 'UTC') : value}
      data-at={instant}
      error={errors[name]}
    />
  )
}

/** Whether a person chose the zone, in a form that comes back to them. */
const isTyped = ({ zone, scheduledAt, pollClosesAt }: Typed) =>
  Boolean(zone) && ![scheduledAt, pollClosesAt].some((at) => /Z$/.test(text(at)))
