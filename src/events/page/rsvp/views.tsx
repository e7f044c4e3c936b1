import { JoinButton } from '../../../communities/door/views.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { isOpen, seatWords } from '../../rsvps/rules.ts'
import type { RsvpStatus } from '../../rsvps/tables.ts'
import { hasEnded } from '../rules.ts'
import type { Mine, Shared } from '../views.tsx'

/** What a guest finds where members say whether they come. */
export function AnswerGuest({ event, now }: Shared) {
  const isTaken = isOpen(event, now)
  return (
    <section class="event-answer" aria-label="Are you coming?">
      <h2 class="event-answer-title">{titleOf(event, now)}</h2>
      <p class="hint">{countWords(event, now)}</p>
      {isTaken && (
        <LinkButton
          look="primary"
          class="btn-block"
          href={`/sign-in?return_to=${encodeURIComponent(event.href)}`}
        >
          Sign in to come
        </LinkButton>
      )}
    </section>
  )
}

function titleOf(event: Shared['event'], now: Date): string {
  if (event.isCancelled) return 'Cancelled'
  if (hasEnded(event, now)) return 'This event is over'
  if (event.isDraft) return 'Not published yet'
  return 'Are you coming?'
}

function countWords(event: Shared['event'], now: Date): string {
  const { going, maybe } = event
  if (event.isDraft) return ''
  const people = `${going} ${going === 1 ? 'person' : 'people'}`
  if (event.isCancelled) return going ? `${people} ${going === 1 ? 'was' : 'were'} going.` : ''
  if (hasEnded(event, now)) return going ? `${people} went.` : ''
  const parts = [going ? `${people} going` : 'Be the first', maybe ? `${maybe} maybe` : '']
  return [...parts, seatWords(event)].filter(Boolean).join(' · ')
}

const YES: Partial<Record<RsvpStatus, string>> = {
  going: 'You are going',
  waitlist: 'You are on the waitlist',
  maybe: 'Maybe you come',
  not_going: 'You are not coming',
}

/** The viewer's own answer, and how to give another. */
export function AnswerCard({ mine, shared }: { mine: Mine; shared: Shared }) {
  const { event, now } = shared
  const { answer, link, mayAnswer } = mine
  const status = mayAnswer ? answer?.status : undefined
  return (
    <section class="event-answer" id="event-answer" data-region aria-label="Are you coming?">
      <h2 class="event-answer-title">
        {status === 'going' && <Icon name="success" size={20} />}
        {status === 'waitlist' && <Icon name="clock" size={20} />}
        {(status && YES[status]) ?? titleOf(event, now)}
      </h2>
      <p class="hint">
        {status === 'waitlist' ? waitWords(answer?.ahead ?? 0) : countWords(event, now)}
      </p>
      {link && !hasEnded(event, now) && (
        <LinkButton
          look={status === 'going' ? 'primary' : 'quiet'}
          icon="external"
          class="btn-block"
          href={link}
          rel="noreferrer"
        >
          Join online
        </LinkButton>
      )}
      {mayAnswer && <Answers event={event} status={status} />}
      {mayAnswer && <ForAll shared={shared} status={status} />}
      {!mayAnswer && isOpen(event, now) && mine.door !== 'inside' && (
        <JoinButton
          door={mine.door}
          community={{ slug: shared.at.slug, name: event.community.name, joining: mine.joining }}
        />
      )}
    </section>
  )
}

const ALL = { going: 'Going to', maybe: 'Maybe to', not_going: 'Can’t go to' } as const

/** The same answer to the rest of a series. */
function ForAll({
  shared: { event, dates },
  status = 'going',
}: {
  shared: Shared
  status?: RsvpStatus
}) {
  const isSeries = dates.some((date) => !date.isCancelled && date.startsAt > event.startsAt)
  if (!isSeries) return null
  const said = status === 'waitlist' ? 'going' : status
  return (
    <ActionForm action={`${event.href}/rsvp`} method="PUT">
      <input type="hidden" name="status" value={said} />
      <input type="hidden" name="following" value="on" />
      <Button look="plain" size="small" class="btn-block">{`${ALL[said]} all that follow`}</Button>
    </ActionForm>
  )
}

const waitWords = (ahead: number) =>
  ahead === 0
    ? 'You are next: a seat that comes free is yours, and you are told.'
    : `${ahead} ${ahead === 1 ? 'person is' : 'people are'} before you. Seats come in order.`

const ANSWERS = [
  { status: 'going', words: 'Going' },
  { status: 'maybe', words: 'Maybe' },
  { status: 'not_going', words: 'Can’t go' },
] as const

function Answers({ event, status }: { event: Shared['event']; status?: RsvpStatus }) {
  const isFull = event.capacity !== null && event.going >= event.capacity
  const isIn = status === 'going' || status === 'waitlist'
  return (
    <ActionForm class="answers-row" action={`${event.href}/rsvp`} method="PUT">
      {ANSWERS.map((one) => {
        const isMine = one.status === status || (one.status === 'going' && status === 'waitlist')
        const words = one.status === 'going' && isFull && !isIn ? 'Join the waitlist' : one.words
        return (
          <Button
            name="status"
            value={one.status}
            look={one.status === 'going' && !status ? 'primary' : 'quiet'}
            aria-pressed={isMine ? 'true' : 'false'}
          >
            {status === 'waitlist' && one.status === 'going' ? 'Waiting' : words}
          </Button>
        )
      })}
    </ActionForm>
  )
}
