import type { Child } from 'hono/jsx'
import { Badge } from '../../../ui/badge.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { CourseProgress } from '../../learning/views.tsx'
import { doorText, durationText, lessonsText } from '../../words/rules.ts'
import type { Card, CardState } from '../rules.ts'

type Props = { card: Card; href?: string; children: Child }

/** A course in a list: its cover, what it is, and how far the viewer is. */
export function CourseCard({ card, href = card.href, children }: Props) {
  return (
    <li class="card course-card">
      {card.coverUrl ? (
        <img
          class="course-card-cover"
          src={card.coverUrl}
          alt=""
          width={640}
          height={360}
          loading="lazy"
          decoding="async"
        />
      ) : (
        <span class="course-card-cover">
          <Icon name="course" size={24} />
        </span>
      )}
      <div class="course-card-words">
        <h2 class="course-card-title">
          <a class="tile-link" href={href} dir="auto">
            {card.title}
          </a>
        </h2>
        {card.line && (
          <p class="course-card-line" dir="auto">
            {card.line}
          </p>
        )}
        <p class="facts">
          {!card.isPublished && <Badge tone="amber">Draft</Badge>}
          <span>{lessonsText(card.lessons)}</span>
          {card.minutes > 0 && <span>{durationText(card.minutes)}</span>}
        </p>
        <div class="course-card-foot">{children}</div>
      </div>
    </li>
  )
}

/** What the course asks for, or how far the viewer is. @param state null for a guest */
export function CardFoot({ card, state }: { card: Card; state: CardState | null }) {
  if (state?.kind === 'learning')
    return (
      <>
        <CourseProgress done={state.done} total={state.total} small />
        <span class="course-card-act">
          {state.isCompleted ? 'Completed' : state.done > 0 ? 'Continue' : 'Start'}
        </span>
      </>
    )
  const door = doorText(card)
  if (state?.kind === 'open') return <span class="course-card-act">Start learning</span>
  return (
    <span class="course-card-door">
      {door && <Icon name={card.accessType === 'paid' ? 'card' : 'lock'} size={16} />}
      {door ?? 'Free for members'}
    </span>
  )
}
