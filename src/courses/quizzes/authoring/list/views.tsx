import { LinkButton } from '../../../../ui/button.tsx'
import { Card, PageHead } from '../../../../ui/card.tsx'
import { EmptyState } from '../../../../ui/empty.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import type { Errors, Typed } from '../../../../ui/input.ts'
import { excerpt } from '../../../../ui/markdown.ts'
import { Menu, MenuAction, MenuLine, MenuLink } from '../../../../ui/menu.tsx'
import type { Page } from '../../../../ui/respond.tsx'
import { Slot } from '../../../../ui/slots.tsx'
import { coursePath } from '../../../rules.ts'
import { KINDS, pointsOf, type Question, type QuestionKind, type Quiz } from '../../rules.ts'
import { pointsText } from '../../words/rules.ts'
import { SettingsCard } from '../settings/views.tsx'

export type Shared = {
  title: string
  /** the lesson's path */
  href: string
  course: { id: string; title: string; slug: string }
}

type Mine = { quiz: Quiz; typed: Typed; errors: Errors }

/** The questions of a quiz and how it is taken, for who builds the course. */
export const QuizEditPage: Page<Shared, Mine> = {
  styles: ['learning.css'],
  title: ({ title }) => `Quiz: ${title}`,
  Body: ({ title, href, course }) => (
    <>
      <AuthoringCrumbs {...{ title, href, course }} />
      <PageHead
        title="Quiz"
        actions={
          <>
            <LinkButton icon="chart" href={`${href}/quiz/results`}>
              Results
            </LinkButton>
            <LinkButton icon="eye" href={href}>
              See the lesson
            </LinkButton>
          </>
        }
      />
      <Slot name="quiz-edit" />
    </>
  ),
  mine: ({ quiz, typed, errors }, { href }) => ({
    'quiz-edit': (
      <>
        <Questions quiz={quiz} at={`${href}/quiz`} />
        <SettingsCard at={`${href}/quiz`} typed={typed} errors={errors} />
      </>
    ),
  }),
}

export function AuthoringCrumbs({ title, href, course }: Shared) {
  return (
    <nav class="crumbs" aria-label="Where this is">
      <a href={coursePath(course.slug, course.id)}>{course.title}</a>
      <Icon name="right" size={16} />
      <a href={`${href}/edit`}>{title}</a>
    </nav>
  )
}

function Questions({ quiz, at }: { quiz: Quiz; at: string }) {
  const { questions } = quiz
  if (questions.length === 0)
    return (
      <EmptyState
        icon="help"
        title="No questions yet"
        action={<Add at={at} look="btn btn-primary" />}
      >
        Begin with the one thing that they should take with them. Seven kinds are there to choose
        from.
      </EmptyState>
    )
  return (
    <Card
      title={`${questions.length} ${questions.length === 1 ? 'question' : 'questions'}, ${pointsText(pointsOf(questions))}`}
      action={<Add at={at} look="btn btn-quiet" />}
    >
      <ol class="rows" id="questions">
        {questions.map((question, index) => (
          <QuestionRow {...{ at, question, index }} isLast={index === questions.length - 1} />
        ))}
      </ol>
    </Card>
  )
}

function Add({ at, look }: { at: string; look: string }) {
  return (
    <Menu
      label="Add a question"
      class={look}
      trigger={
        <>
          <Icon name="plus" size={18} />
          <span>Add a question</span>
        </>
      }
    >
      {Object.entries(KINDS).map(([kind, { name, what }]) => (
        <a class="menu-item menu-item-tall" href={`${at}/questions/new?kind=${kind}`}>
          <span>
            {name}
            <span class="hint">{what}</span>
          </span>
        </a>
      ))}
    </Menu>
  )
}

type RowProps = { at: string; question: Question; index: number; isLast: boolean }

function QuestionRow({ at, question, index, isLast }: RowProps) {
  const here = `${at}/questions/${question.id}`
  const kinds: Record<QuestionKind, { name: string }> = KINDS
  const words = excerpt(question.prompt, 'markdown', 140)
  return (
    <li class="row">
      <span class="quiz-index">{index + 1}</span>
      <div class="row-words">
        <a class="row-title name-link" href={`${here}/edit`} dir="auto">
          {words}
        </a>
        <div class="hint">{`${kinds[question.kind].name}, ${pointsText(question.points)}`}</div>
      </div>
      <Menu label={`More about question ${index + 1}`}>
        <MenuLink href={`${here}/edit`} icon="pencil">
          Edit
        </MenuLink>
        {index > 0 && (
          <MenuAction
            action={`${here}/position`}
            method="PUT"
            icon="arrowUp"
            values={{ move: 'up' }}
          >
            Move up
          </MenuAction>
        )}
        {!isLast && (
          <MenuAction
            action={`${here}/position`}
            method="PUT"
            icon="arrowDown"
            values={{ move: 'down' }}
          >
            Move down
          </MenuAction>
        )}
        <MenuLine />
        <MenuAction
          action={here}
          method="DELETE"
          icon="trash"
          danger
          confirm="Delete this question?"
        >
          Delete
        </MenuAction>
      </Menu>
    </li>
  )
}
