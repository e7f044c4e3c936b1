import type { FileFacts } from '../../../files/rules.ts'
import { Editor } from '../../../posts/editor/views.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { MAX_TEXT } from '../../content/rules.ts'
import type { StepRow } from '../../outline/queries.ts'
import { coursePath, lessonPath } from '../../rules.ts'
import type { BuildCourse } from '../head/views.tsx'
import { MAX_TITLE } from '../rules.ts'
import { Files, Media } from './files/views.tsx'
import type { Held } from './rules.ts'
import { LessonSettings } from './settings/views.tsx'

export type EditorShared = {
  slug: string
  course: BuildCourse
  lesson: StepRow
  held: Held
  files: FileFacts[]
}

export type EditorMine = { errors?: Errors; typed?: Typed }

/** A lesson in the making: what it shows, and beside it when and to whom. */
export const LessonEditor: Page<EditorShared, EditorMine> = {
  styles: ['building.css'],
  title: ({ lesson }) => `Edit ${lesson.title}`,
  wide: true,
  scripts: ['posts.js', 'build.js'],
  Body: ({ slug, course, lesson }) => (
    <>
      <nav class="crumbs" aria-label="Where you are">
        <a href={`${coursePath(slug, course.id)}/edit`} dir="auto">
          {course.title}
        </a>
        <Icon name="right" size={16} />
        <span class="truncate" dir="auto">
          {lesson.title}
        </span>
      </nav>
      <h1 class="sr-only" dir="auto">{`Edit ${lesson.title}`}</h1>
      <Slot name="lesson-form" />
    </>
  ),
  mine: (mine, shared) => ({ 'lesson-form': <LessonForm {...mine} {...shared} /> }),
}

type Props = EditorMine & EditorShared

function LessonForm(props: Props) {
  const { slug, course, lesson, held, errors = {}, typed = {} } = props
  const at = lessonPath(slug, course.id, lesson.id)
  const type = lesson.lessonType
  return (
    <ActionForm action={at} method="PATCH" class="lesson-editor" enhance={false}>
      <div class="form card lesson-editor-main">
        {errors.form && <Notice kind="error">{errors.form}</Notice>}
        <TextField
          name="title"
          label="Title"
          required
          maxlength={MAX_TITLE}
          value={String(typed.title ?? lesson.title)}
          error={errors.title}
          class="input lesson-editor-title"
        />
        {(type === 'video' || type === 'audio') && <Media {...props} type={type} />}
        {type === 'download' && <Files {...props} />}
        <p class="label" aria-hidden="true">
          {LABELS[type]}
        </p>
        <Editor
          community={slug}
          space={course.space.slug}
          id="lesson-text"
          name="text"
          label={LABELS[type]}
          value={String(typed.text ?? held.text)}
          error={errors.text}
          max={MAX_TEXT}
          rows={type === 'text' ? 16 : 8}
          optional
          bare
        />
        {type === 'quiz' && (
          <Part title="The questions" href={`${at}/quiz/edit`}>
            Questions, answers and the pass mark have a page of their own.
          </Part>
        )}
        {type === 'assignment' && (
          <Part title="The task" href={`${at}/assignment/edit`}>
            What may be handed in, and what makes it done, has a page of its own.
          </Part>
        )}
        {type !== 'download' && <Files {...props} />}
      </div>
      <LessonSettings {...props} />
    </ActionForm>
  )
}

const LABELS = {
  video: 'Notes below the video',
  audio: 'Notes below the sound',
  text: 'The lesson',
  download: 'What is it, and how does one use it?',
  quiz: 'Words before the quiz',
  assignment: 'What is to be done?',
}

const Part = ({ title, href, children }: { title: string; href: string; children: string }) => (
  <div class="editor-part">
    <div class="row-words">
      <p class="label">{title}</p>
      <p class="hint">{children}</p>
    </div>
    <LinkButton icon="pencil" href={href}>
      Edit
    </LinkButton>
  </div>
)

/** Saves, at the end of the settings. */
export const SaveButtons = ({ at }: { at: string }) => (
  <div class="form-actions">
    <Button look="primary">Save</Button>
    <Button formaction={`${at}?then=see&_method=PATCH`}>Save and see it</Button>
  </div>
)
