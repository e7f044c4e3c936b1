import { Button } from './button.tsx'
import { Checkbox, Radio } from './choice.tsx'
import { Count } from './count.tsx'
import { ActionForm } from './form.tsx'
import { Icon } from './icon.tsx'
import { relative } from './time.tsx'

export type PollView = {
  /** unique on the page */
  id: string
  question: string
  multiple: boolean
  /** votes are null as long as they are not to be known */
  options: { id: string; label: string; votes: number | null; mine?: boolean }[]
  voters: number
  closesAt: Date | string | null
}

type Props = {
  poll: PollView
  now: Date | string
  /** where votes are PUT; left out for those who may only look */
  action?: string
  /** results show after one's own vote, and to all when it is closed */
  voted?: boolean
}

/** A question with its answers: a form until you voted, then results that you may still change. */
export function Poll({ poll, now, action, voted }: Props) {
  const closed = poll.closesAt !== null && new Date(poll.closesAt) <= new Date(now)
  const open = action && !closed
  return (
    <section class="poll" id={`poll-${poll.id}`} aria-label={`Poll: ${poll.question}`} data-region>
      <h3 class="poll-question" dir="auto">
        {poll.question}
      </h3>
      {voted || closed ? (
        <Results poll={poll} />
      ) : action ? (
        <Ballot poll={poll} action={action} />
      ) : (
        <Options poll={poll} />
      )}
      <div class="poll-foot">
        <span class="facts">
          <Count n={poll.voters} of={poll.multiple ? ['voter', 'voters'] : ['vote', 'votes']} />
          {poll.multiple && <span>choose several</span>}
          {poll.closesAt && (
            <span>{closed ? 'closed' : `closes ${closing(poll.closesAt, now)}`}</span>
          )}
        </span>
        {open && voted && (
          <details class="poll-change">
            <summary class="text-link">Change your vote</summary>
            <Ballot poll={poll} action={action} />
          </details>
        )}
      </div>
    </section>
  )
}

function Ballot({ poll, action }: { poll: PollView; action: string }) {
  const Choice = poll.multiple ? Checkbox : Radio
  return (
    <ActionForm action={action} method="PUT" class="poll-ballot">
      <fieldset>
        <legend class="sr-only">{poll.question}</legend>
        {poll.options.map((option) => (
          <Choice
            label={option.label}
            name={poll.multiple ? 'options[]' : 'options'}
            value={option.id}
            checked={option.mine}
            required={!poll.multiple}
          />
        ))}
      </fieldset>
      <Button>Vote</Button>
    </ActionForm>
  )
}

/** What may be chosen, for those who may not. */
function Options({ poll }: { poll: PollView }) {
  return (
    <ul class="poll-results">
      {poll.options.map((option) => (
        <li class="poll-result">
          <span class="poll-bar" />
          <span class="poll-label" dir="auto">
            {option.label}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Results({ poll }: { poll: PollView }) {
  const most = Math.max(...poll.options.map((option) => option.votes ?? 0))
  return (
    <ul class="poll-results">
      {poll.options.map((option) => {
        const votes = option.votes ?? 0
        const share = poll.voters ? Math.round((votes / poll.voters) * 100) : 0
        return (
          <li
            class="poll-result"
            data-mine={option.mine ? '' : undefined}
            data-most={votes === most && most > 0 ? '' : undefined}
          >
            <progress class="poll-bar" value={share} max={100} aria-label={option.label} />
            <span class="poll-label" dir="auto">
              {option.label}
              {option.mine && (
                <>
                  <Icon name="success" size={16} />
                  <span class="sr-only">your vote</span>
                </>
              )}
            </span>
            <span class="poll-share" title={`${votes} votes`}>
              {share} %
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function closing(at: Date | string, now: Date | string) {
  const words = relative(new Date(at), new Date(now))
  return words.startsWith('in ') ? words : `on ${words}`
}
