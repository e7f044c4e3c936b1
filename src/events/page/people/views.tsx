import { Avatar, type Person } from '../../../ui/avatar.tsx'
import { hasEnded } from '../rules.ts'
import type { Shared } from '../views.tsx'

type Props = Pick<Shared, 'event' | 'names' | 'now'> & { mayRun?: boolean }

const FACES = 12

/** Who comes: faces and names as far as they may be read, else how many. */
export function Guests({ event, names, now, mayRun }: Props) {
  const { going } = event
  if (!going) return null
  return (
    <section class="event-part">
      <h2 class="event-label">
        {`${going} ${verbOf(event, now)}`}
        {mayRun && (
          <a class="text-link" href={`${event.href}/guests`}>
            Guest list
          </a>
        )}
      </h2>
      {names.length > 0 ? (
        <>
          <span class="faces" aria-hidden="true">
            {names.slice(0, FACES).map((one) => (
              <Avatar name={one.fullName} url={one.avatarUrl} size={32} />
            ))}
          </span>
          <p class="hint event-names">
            <Names names={names} going={going} />
          </p>
        </>
      ) : (
        <p class="hint">{why[event.guestNames]}</p>
      )}
    </section>
  )
}

function verbOf(event: Props['event'], now: Date): string {
  if (event.isCancelled) return event.going === 1 ? 'was going' : 'were going'
  return hasEnded(event, now) ? 'went' : 'going'
}

const why = {
  everyone: 'Who comes is not shown yet.',
  members: 'Members see who comes.',
  going: 'Those who are going see each other’s names.',
  hosts: 'Only the hosts see who comes.',
}

const FEW = 3

function Names({ names, going }: { names: Person[]; going: number }) {
  const shown = names.slice(0, FEW)
  const rest = going - shown.length
  return (
    <>
      {shown.map((one, at) => (
        <>
          {at > 0 && (rest === 0 && at === shown.length - 1 ? ' and ' : ', ')}
          <a class="name-link" href={`/@${one.username}`}>
            <bdi>{one.fullName}</bdi>
          </a>
        </>
      ))}
      {rest > 0 && ` and ${rest} ${rest === 1 ? 'other' : 'others'}`}
    </>
  )
}
