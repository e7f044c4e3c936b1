import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import type { Fills } from '../../../ui/slots.tsx'
import { CardFoot, CourseCard } from '../card/views.tsx'
import type { Card, MyCatalogue } from '../rules.ts'
import { Cards } from '../views.tsx'

/** How the viewer stands to the courses of a space, and what only those who build see. */
export function catalogueFills(
  cards: Card[],
  { states, drafts }: MyCatalogue,
  /** the space's path */
  at: string,
): Fills {
  return {
    ...Object.fromEntries(
      cards.map((card) => [
        `course-${card.id}`,
        <CardFoot card={card} state={states[card.id] ?? null} />,
      ]),
    ),
    ...(drafts && {
      'space-actions': (
        <LinkButton look="primary" icon="plus" href={`${at}/courses/new`}>
          New course
        </LinkButton>
      ),
      'course-drafts': <Drafts drafts={drafts} isAlone={cards.length === 0} />,
    }),
  }
}

function Drafts({ drafts, isAlone }: { drafts: Card[]; isAlone: boolean }) {
  if (drafts.length > 0)
    return (
      <section class="course-drafts">
        <h2 class="lesson-sub">Drafts</h2>
        <Cards>
          {drafts.map((card) => (
            <CourseCard card={card} href={`${card.href}/edit`}>
              <span class="course-card-act">Go on building</span>
            </CourseCard>
          ))}
        </Cards>
      </section>
    )
  if (!isAlone) return null
  return (
    <EmptyState icon="course" title="Make the first course">
      Modules and lessons with videos, words, sounds, files, quizzes and assignments. Nobody sees it
      before you publish it.
    </EmptyState>
  )
}
