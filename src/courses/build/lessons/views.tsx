import { Badge } from '../../../ui/badge.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, MenuAction, MenuLine, MenuLink } from '../../../ui/menu.tsx'
import type { StepRow } from '../../outline/queries.ts'
import { TYPES } from '../../words/rules.ts'
import type { BuildCourse } from '../head/views.tsx'
import { MoveButtons, MoveLines, RenameForm } from '../row/views.tsx'
import { opensText } from './rules.ts'

type Props = { at: string; course: BuildCourse; lesson: StepRow; isFirst: boolean; isLast: boolean }

/** A lesson of the outline, and what can be done with it. */
export function BuildLesson({ at, course, lesson, isFirst, isLast }: Props) {
  const { id, title, lessonType, isPreview, publishedAt } = lesson
  const here = `${at}/lessons/${id}`
  const opens = opensText(course.unlockMode, lesson)
  const { icon, words } = TYPES[lessonType]
  return (
    <li class="build-row build-lesson" data-id={id} data-kind="lesson" id={`lesson-${id}`}>
      <span class="build-grip" data-grip aria-hidden="true">
        <Icon name="grip" />
      </span>
      <span class="build-type" title={words}>
        <Icon name={icon} size={18} />
      </span>
      <RenameForm action={here} title={title} label={`Title of the lesson, ${words}`} />
      <span class="build-badges">
        {publishedAt === null && <Badge tone="amber">Draft</Badge>}
        {isPreview && <Badge tone="brand">Preview</Badge>}
        {opens && <Badge icon="clock">{opens}</Badge>}
      </span>
      <MoveButtons action={`${here}/position`} name={title} {...{ isFirst, isLast }} />
      <LinkButton
        look="plain"
        size="small"
        icon="pencil"
        label={`Edit ${title}`}
        href={`${here}/edit`}
      />
      <Menu label={`More for ${title}`}>
        <MoveLines action={`${here}/position`} {...{ isFirst, isLast }} />
        <MenuLink href={here} icon="eye">
          See the lesson
        </MenuLink>
        <MenuAction
          action={here}
          method="PATCH"
          icon={publishedAt ? 'hidden' : 'check'}
          values={{ isPublished: publishedAt ? 'no' : 'yes' }}
        >
          {publishedAt ? 'Make it a draft' : 'Publish it'}
        </MenuAction>
        <MenuAction action={`${here}/copies`} icon="copy">
          Duplicate
        </MenuAction>
        <MenuLine />
        <MenuAction
          action={here}
          method="DELETE"
          icon="trash"
          danger
          confirm={`Delete “${title}”, and what people did in it?`}
        >
          Delete
        </MenuAction>
      </Menu>
    </li>
  )
}
