import { Button } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, MenuAction } from '../../../ui/menu.tsx'
import type { StepRow } from '../../outline/queries.ts'
import type { Outline } from '../../outline/rules.ts'
import { lessonType } from '../../tables.ts'
import { TYPES } from '../../words/rules.ts'
import type { BuildCourse } from '../head/views.tsx'
import { BuildLesson } from '../lessons/views.tsx'
import { MoveButtons, MoveLines, RenameForm } from '../row/views.tsx'
import { MAX_TITLE } from '../rules.ts'

type Props = {
  /** the course's path */
  at: string
  course: BuildCourse
  module: Outline<StepRow>[number]
  isFirst: boolean
  isLast: boolean
}

/** A module with its lessons, and a row to add one more. */
export function BuildModule({ at, course, module, isFirst, isLast }: Props) {
  const { id, title, lessons } = module
  const here = `${at}/modules/${id}`
  return (
    <li class="build-module card" data-id={id} data-kind="module" id={`module-${id}`}>
      <div class="build-row build-module-head">
        <span class="build-grip" data-grip aria-hidden="true">
          <Icon name="grip" />
        </span>
        <RenameForm action={here} title={title} label="Title of the module" />
        <MoveButtons action={`${here}/position`} name={title} {...{ isFirst, isLast }} />
        <Menu label={`More for ${title}`}>
          <MoveLines action={`${here}/position`} {...{ isFirst, isLast }} />
          <MenuAction
            action={here}
            method="DELETE"
            icon="trash"
            danger
            confirm={`Delete “${title}” with all its lessons, and what people did in them?`}
          >
            Delete the module
          </MenuAction>
        </Menu>
      </div>
      <ol class="build-lessons" data-lessons aria-label={`Lessons of ${title}`}>
        {lessons.map((lesson, index) => (
          <BuildLesson
            {...{ at, course, lesson }}
            isFirst={isFirst && index === 0}
            isLast={isLast && index === lessons.length - 1}
          />
        ))}
      </ol>
      <ActionForm action={`${here}/lessons`} class="build-add">
        <span class="select build-kind">
          <select class="input" name="lessonType" aria-label="Kind of lesson">
            {lessonType.enumValues.map((type) => (
              <option value={type}>{TYPES[type].words}</option>
            ))}
          </select>
          <Icon name="down" size={16} />
        </span>
        <input
          type="text"
          class="input"
          name="title"
          required
          maxlength={MAX_TITLE}
          placeholder="A new lesson"
          aria-label={`Title of a new lesson in ${title}`}
          autocomplete="off"
        />
        <Button icon="plus">Add</Button>
      </ActionForm>
    </li>
  )
}
