import { Icon } from '../../../../ui/icon.tsx'
import { Prose } from '../../../../ui/prose.tsx'
import { pointsText } from '../../words/rules.ts'
import type { Reviewed } from './rules.ts'

const STATES = {
  right: { icon: 'success', words: 'Right' },
  partly: { icon: 'info', words: 'Partly right' },
  wrong: { icon: 'error', words: 'Not right' },
} as const

const stateOf = ({ points, of }: Reviewed['mark']): keyof typeof STATES =>
  points === of ? 'right' : points > 0 ? 'partly' : 'wrong'

/** The questions of an attempt that is over, with what was answered and what there is to say of it. */
export function Review({ review }: { review: (Reviewed & { html: string })[] }) {
  return (
    <ol class="quiz-review">
      {review.map((one, at) => (
        <Question one={one} number={at + 1} />
      ))}
    </ol>
  )
}

function Question({ one, number }: { one: Reviewed & { html: string }; number: number }) {
  const { html, mark, given, feedback, solution } = one
  const state = stateOf(mark)
  const { icon, words } = STATES[state]
  return (
    <li class={`card quiz-question quiz-${state}`}>
      <div class="quiz-question-head">
        <span class="quiz-number">{`Question ${number}`}</span>
        <span class="quiz-mark">
          <Icon name={icon} size={16} />
          {words}
          <span class="hint">{`${mark.points} of ${pointsText(mark.of)}`}</span>
        </span>
      </div>
      <Prose html={html} />
      <dl class="quiz-said">
        <dt>Your answer</dt>
        <dd dir="auto">
          {given.length ? <Lines lines={given} /> : <span class="hint">No answer</span>}
        </dd>
        {solution && state !== 'right' && (
          <>
            <dt>Right answer</dt>
            <dd dir="auto">
              <Lines lines={solution} />
            </dd>
          </>
        )}
      </dl>
      {feedback.map((line) => (
        <p class="quiz-feedback" dir="auto">
          {line}
        </p>
      ))}
    </li>
  )
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <>
      {lines.map((line) => (
        <span class="quiz-line">{line}</span>
      ))}
    </>
  )
}
