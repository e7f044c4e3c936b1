import type { Attached } from '../../../files/attached/rules.ts'
import { Uploader } from '../../../files/uploader/views.tsx'
import { attachmentError } from '../../../posts/attachments/rules.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, PageHead } from '../../../ui/card.tsx'
import { TextareaField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Prose } from '../../../ui/prose.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { coursePath } from '../../rules.ts'
import { MAX_FILES, MAX_WORK, type Task } from '../rules.ts'
import type { Submission } from '../view/rules.ts'
import { Thread, Versions } from '../view/views.tsx'

export type Shared = {
  title: string
  /** the lesson's path */
  href: string
  /** what is asked, as HTML */
  html: string
  task: Task
  slug: string
  space: string
  course: { id: string; title: string }
  now: Date
}

export type Mine = {
  submission: Submission | null
  typed: Typed
  errors: Errors
  files: Attached[]
}

/** One's own work for an assignment: what is asked, what one handed in, and what was said to it. */
export const WorkPage: Page<Shared, Mine> = {
  styles: ['learning.css'],
  title: ({ title }) => title,
  Body: ({ title, href, html, slug, course }) => (
    <>
      <nav class="crumbs" aria-label="Where this is">
        <a href={coursePath(slug, course.id)}>{course.title}</a>
        <Icon name="right" size={16} />
        <a href={href}>{title}</a>
      </nav>
      <PageHead title="Your work">{title}</PageHead>
      {html && (
        <details class="work-task card">
          <summary class="label">What is asked</summary>
          <Prose html={html} />
        </details>
      )}
      <Slot name="work" />
    </>
  ),
  mine: (mine, shared) => ({ work: <Work {...mine} shared={shared} /> }),
}

function Work({ shared, ...mine }: Mine & { shared: Shared }) {
  const { submission } = mine
  const { task, now, href } = shared
  const again = submission?.status === 'returned' || Object.keys(mine.errors).length > 0
  return (
    <>
      {submission?.status === 'returned' && (
        <Notice kind="warning" title="Returned for changes">
          Read what was said, and hand in a new version when you are ready.
        </Notice>
      )}
      {!submission && <HandIn {...mine} shared={shared} />}
      {submission && (
        <>
          <Versions submission={submission} points={task.points} now={now} />
          <Thread submission={submission} now={now} action={`${href}/submission/notes`} />
          {submission.status !== 'accepted' && (
            <details class="work-again" open={again}>
              <summary class="btn btn-quiet">Hand in a new version</summary>
              <HandIn {...mine} shared={shared} />
            </details>
          )}
        </>
      )}
    </>
  )
}

function HandIn({ shared, submission, typed, errors, files }: Mine & { shared: Shared }) {
  const { task, href, slug, space } = shared
  const seen = submission?.versions[0]?.number ?? 0
  return (
    <Card class="work-form">
      <ActionForm action={`${href}/submission`} method="PUT" enhance={false} class="form">
        <input type="hidden" name="seen" value={seen} />
        {task.takes !== 'files' && (
          <TextareaField
            name="content"
            label="Your words"
            value={typeof typed.content === 'string' ? typed.content : ''}
            error={errors.content}
            maxlength={MAX_WORK}
            rows={8}
            hint="Markdown works here."
            dir="auto"
          />
        )}
        {task.takes !== 'text' && (
          <Uploader
            purpose="submission"
            community={slug}
            space={space}
            files={files}
            most={MAX_FILES}
            keep={`${href}/submission`}
            back={`${href}/submission`}
            error={attachmentError(errors)}
          />
        )}
        {errors.seen && <Notice kind="error" title={errors.seen} />}
        <div class="form-actions">
          <Button look="primary" icon="send">
            Hand in
          </Button>
        </div>
      </ActionForm>
    </Card>
  )
}
