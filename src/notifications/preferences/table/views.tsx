import { Icon } from '../../../ui/icon.tsx'
import { KINDS, type MailWhen } from '../../kinds/rules.ts'
import { type Held, MAIL_WORDS } from '../rules.ts'

const mails: MailWhen[] = ['now', 'digest', 'off']

/** A row for each kind, a column for each way. */
export function KindTable({ held }: { held: Held }) {
  return (
    <div class="kinds">
      <div class="kinds-head" aria-hidden="true">
        <span />
        <span>
          <Icon name="inbox" size={16} /> Inbox
        </span>
        <span>
          <Icon name="mail" size={16} /> Mail
        </span>
        <span>
          <Icon name="bell" size={16} /> Push
        </span>
      </div>
      {held.kinds.map((of) => (
        <KindRow of={of} />
      ))}
    </div>
  )
}

function KindRow({ of }: { of: Held['kinds'][number] }) {
  const { kind, inbox, mail, push } = of
  const { words, hint } = KINDS[kind]
  return (
    <fieldset class="kind">
      <legend class="sr-only">{words}</legend>
      <div class="kind-words">
        <span class="choice-label">{words}</span>
        <span class="hint">{hint}</span>
      </div>
      <label class="kind-tick">
        <input type="checkbox" name={`${kind}.inbox`} checked={inbox} />
        <span>
          <span class="sr-only">{words}: </span>Inbox
        </span>
      </label>
      <span class="select kind-mail">
        <select class="input" name={`${kind}.mail`} aria-label={`${words}: mail`}>
          {mails.map((when) => (
            <option value={when} selected={when === mail}>
              {MAIL_WORDS[when]}
            </option>
          ))}
        </select>
        <Icon name="down" size={16} />
      </span>
      <label class="kind-tick">
        <input type="checkbox" name={`${kind}.push`} checked={push} />
        <span>
          <span class="sr-only">{words}: </span>Push
        </span>
      </label>
    </fieldset>
  )
}
