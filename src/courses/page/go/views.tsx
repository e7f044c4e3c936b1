import type { Child } from 'hono/jsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { moneyText } from '../../../ui/money.ts'
import { Continue, CourseProgress, Enrol, Finished } from '../../learning/views.tsx'
import { lessonPath } from '../../rules.ts'
import { doorText, momentText } from '../../words/rules.ts'
import type { CourseData } from '../rules.ts'
import type { Go } from './rules.ts'

type Props = { slug: string; course: CourseData; go: Go }

/** The one next step: sign in, enrol, buy, go on. */
export function GoBox({ slug, course, go }: Props) {
  const { href, timeZone } = course
  if (go.kind === 'learn') return <Learning {...{ slug, course, go, timeZone }} />
  if (go.kind === 'draft')
    return <Box line="A draft: only those who build courses see it." act={null} />
  if (go.kind === 'enrol')
    return (
      <Box
        line={go.hasLeft ? 'What you did is still here.' : 'Yours to take, at your own pace.'}
        act={<Enrol at={href} hasLeft={go.hasLeft} />}
      />
    )
  if (go.kind === 'guest' || go.kind === 'join')
    return (
      <Box
        line={<DoorLine course={course} />}
        act={
          <LinkButton look="primary" href={`/${slug}/about`}>
            Join to take this course
          </LinkButton>
        }
      />
    )
  return <Box line={<DoorLine course={course} />} act={<Getting {...{ slug, course, go }} />} />
}

function Getting({ slug, course, go }: Props) {
  if (go.kind === 'paid')
    return (
      <ActionForm action={`${course.href}/checkout`} enhance={false}>
        <Button look="primary">
          {`Buy for ${moneyText(course.priceCents ?? 0, course.currency)}`}
        </Button>
      </ActionForm>
    )
  if (go.kind === 'tier')
    return (
      <LinkButton look="primary" href={`/${slug}/plans`}>
        See the plans
      </LinkButton>
    )
  return null
}

/** What the course asks for, before anything can be done about it. */
function DoorLine({ course }: { course: CourseData }) {
  if (course.accessType === 'invitation')
    return <>This course is by invitation. Ask the people who run this community.</>
  if (course.accessType === 'paid')
    return <>{moneyText(course.priceCents ?? 0, course.currency)}, paid once, yours to keep.</>
  const words = doorText(course)
  return (
    <>{words ? `It opens ${words[0]?.toLowerCase()}${words.slice(1)}.` : 'Free for members.'}</>
  )
}

const Box = ({ line, act }: { line: Child; act: Child }) => (
  <div class="go">
    <p class="go-line">{line}</p>
    {act}
  </div>
)

type LearningProps = {
  slug: string
  course: CourseData
  timeZone: string
  go: Extract<Go, { kind: 'learn' }>
}

function Learning({ slug, course, timeZone, go }: LearningProps) {
  const { done, total, next, opens, hasBegun, code } = go
  const mayCertify = course.hasCertificate
  return (
    <div class="go go-learning">
      <CourseProgress done={done} total={total} />
      {next && (
        <Continue
          href={lessonPath(slug, course.id, next.id)}
          title={next.title}
          isBegun={hasBegun}
        />
      )}
      {code && done < total && (
        <p class="go-line">
          You have finished it before more came.
          <a class="text-link" href={`/certificates/${code}`}>
            Your certificate
          </a>
        </p>
      )}
      {!next && done === total && <Finished at={course.href} {...{ code, mayCertify }} />}
      {!next && done < total && (
        <p class="go-line">
          <Icon name="clock" size={18} />
          {opens
            ? `The next lesson opens ${momentText(opens, timeZone)}.`
            : 'The next lesson has no date yet.'}
        </p>
      )}
    </div>
  )
}
