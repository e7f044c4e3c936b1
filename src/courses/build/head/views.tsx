import { Badge } from '../../../ui/badge.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import type { CourseRow } from '../../queries.ts'
import { coursePath } from '../../rules.ts'

export type BuildCourse = Omit<CourseRow, 'mayLearn'>

type Props = {
  slug: string
  course: BuildCourse
  current: 'edit' | 'settings' | 'people' | 'submissions' | 'statistics'
}

/** The head of all pages on which a course is made and looked after. */
export function BuildHead({ slug, course, current }: Props) {
  const at = coursePath(slug, course.id)
  const tabs = [
    ['edit', 'Outline'],
    ['people', 'Learners'],
    ['submissions', 'Submissions'],
    ['statistics', 'Numbers'],
    ['settings', 'Settings'],
  ] as const
  return (
    <>
      <nav class="crumbs" aria-label="Where you are">
        <Icon name="left" size={16} />
        <a href={`/${slug}/s/${course.space.slug}`} dir="auto">
          {course.space.name}
        </a>
      </nav>
      <div class="page-head build-head">
        <div class="page-words">
          <h1 class="page-title" dir="auto">
            {course.title}
          </h1>
          <p class="page-line">
            {course.isPublished ? (
              <Badge tone="green">Published</Badge>
            ) : (
              <Badge tone="amber">Draft</Badge>
            )}
          </p>
        </div>
        <div class="page-actions">
          <ActionForm action={`${at}/preview`} method="PUT" enhance={false}>
            <Button icon="eye">See it as a learner</Button>
          </ActionForm>
          {course.isPublished ? (
            <LinkButton href={at}>Open</LinkButton>
          ) : (
            <ActionForm action={`${at}/publication`} method="PUT" enhance={false}>
              <Button look="primary">Publish</Button>
            </ActionForm>
          )}
        </div>
      </div>
      <Tabs
        label="Parts of this course"
        tabs={tabs.map(([name, label]) => ({
          href: `${at}/${name}`,
          label,
          current: name === current,
        }))}
      />
    </>
  )
}
