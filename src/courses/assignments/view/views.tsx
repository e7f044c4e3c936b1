import { AttachedFiles } from '../../../files/attached/views.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextareaField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Byline } from '../../../ui/person.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { Time } from '../../../ui/time.tsx'
import { MAX_NOTE, STATES } from '../rules.ts'
import { gradeText, type Submission } from './rules.ts'

/** Where something that was handed in stands. */
export function State({ status }: { status: Submission['status'] }) {
  const { words, tone } = STATES[status]
  return <Badge tone={tone}>{words}</Badge>
}

type Props = { submission: Submission; points: number | null; now: Date }

/** What was handed in: the last version, and those before it folded away. */
export function Versions({ submission, points, now }: Props) {
  const [last, ...before] = submission.versions
  if (!last) return null
  return (
    <section class="card work">
      <div class="work-head">
        <span class="work-number">{`Version ${last.number}`}</span>
        <State status={submission.status} />
        {submission.grade !== null && points !== null && (
          <span class="work-grade">{gradeText(submission.grade, points)}</span>
        )}
        <span class="row-time">
          <Time at={last.at} now={now} />
        </span>
      </div>
      <Version version={last} />
      {before.map((version) => (
        <details class="work-before">
          <summary>
            {`Version ${version.number}`} <Time class="hint" at={version.at} now={now} />
          </summary>
          <Version version={version} />
        </details>
      ))}
    </section>
  )
}

function Version({ version: { html, files } }: { version: Submission['versions'][number] }) {
  return (
    <>
      {html && <Prose html={html} />}
      <AttachedFiles files={files} full />
    </>
  )
}

const SAID = { note: null, returned: 'Returned it for changes', accepted: 'Accepted it' } as const

type ThreadProps = { submission: Submission; now: Date; action: string; error?: string }

/** What was said about it, and the place to say more. */
export function Thread({ submission, now, action, error }: ThreadProps) {
  return (
    <section class="work-thread" id="notes" data-region>
      <h2 class="card-title">Feedback</h2>
      {submission.notes.length === 0 && (
        <p class="hint">Nobody has said anything yet. Only you two sides read this.</p>
      )}
      {submission.notes.map(({ id, kind, html, at, author }) => (
        <article class="work-note" id={`note-${id}`}>
          <Byline person={author} size={32}>
            <Time at={at} now={now} />
            {SAID[kind] && <strong>{SAID[kind]}</strong>}
          </Byline>
          {html && <Prose html={html} />}
        </article>
      ))}
      <ActionForm action={action} class="form">
        <TextareaField
          name="content"
          id="note"
          label="Add to it"
          bare
          placeholder="Ask or answer…"
          rows={2}
          maxlength={MAX_NOTE}
          required
          error={error}
          dir="auto"
        />
        <div class="form-actions">
          <Button icon="send">Send</Button>
        </div>
      </ActionForm>
    </section>
  )
}
