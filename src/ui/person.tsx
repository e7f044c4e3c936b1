import type { Child } from 'hono/jsx'
import { Avatar, type Person } from './avatar.tsx'

type RowProps = { person: Person; line?: Child; badge?: Child; action?: Child }

/** Someone in a list: face, name, a line about them, what can be done. */
export function PersonRow({ person, line, badge, action }: RowProps) {
  return (
    <div class="row">
      <Avatar name={person.fullName} url={person.avatarUrl} />
      <div class="row-words">
        <div class="row-name">
          <a class="name-link truncate" href={`/@${person.username}`}>
            {person.fullName}
          </a>
          {badge}
        </div>
        <div class="hint truncate">{line ?? `@${person.username}`}</div>
      </div>
      {action}
    </div>
  )
}

type BylineProps = { person: Person; badge?: Child; children?: Child; size?: 32 | 40 }

/** Who wrote something, over a line of small facts (space, time, "edited") parted by dots. */
export function Byline({ person, badge, children, size = 40 }: BylineProps) {
  return (
    <div class="byline">
      <Avatar name={person.fullName} url={person.avatarUrl} size={size} />
      <div class="row-words">
        <div class="row-name">
          <a class="name-link truncate" href={`/@${person.username}`}>
            <bdi>{person.fullName}</bdi>
          </a>
          {badge}
        </div>
        <div class="facts">{children}</div>
      </div>
    </div>
  )
}
