import type { Child } from 'hono/jsx'
import { EmptyState } from '../../ui/empty.tsx'
import { Slot } from '../../ui/slots.tsx'
import { CardFoot, CourseCard } from './card/views.tsx'
import type { Card } from './rules.ts'

/** The courses of a space; how the viewer stands to each is theirs to fill in. */
export function Catalogue({ cards }: { cards: Card[] }) {
  return (
    <>
      {cards.length > 0 && (
        <Cards>
          {cards.map((card) => (
            <CourseCard card={card}>
              <Slot name={`course-${card.id}`}>
                <CardFoot card={card} state={null} />
              </Slot>
            </CourseCard>
          ))}
        </Cards>
      )}
      <Slot name="course-drafts">
        {cards.length === 0 && (
          <EmptyState icon="course" title="No courses yet">
            They appear here as soon as the first one is published.
          </EmptyState>
        )}
      </Slot>
    </>
  )
}

export const Cards = ({ children }: { children: Child }) => <ul class="course-cards">{children}</ul>
