import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Page } from '../../../ui/respond.tsx'
import type { StepRow } from '../../outline/queries.ts'
import type { Outline } from '../../outline/rules.ts'
import { coursePath } from '../../rules.ts'
import { type BuildCourse, BuildHead } from '../head/views.tsx'
import { BuildModule } from '../modules/views.tsx'
import { MAX_TITLE } from '../rules.ts'

export type OutlineShared = { slug: string; course: BuildCourse; outline: Outline<StepRow> }

/** The outline of a course in the making: dragged, or moved by buttons; renamed where it stands. */
export const OutlinePage: Page<OutlineShared, null> = {
  styles: ['building.css'],
  title: ({ course }) => `Build ${course.title}`,
  scripts: ['build.js'],
  Body: ({ slug, course, outline }) => {
    const at = coursePath(slug, course.id)
    return (
      <>
        <BuildHead slug={slug} course={course} current="edit" />
        <div id="build" data-region class="build">
          <ol class="build-modules" data-outline aria-label="Modules in their order">
            {outline.map((module, index) => (
              <BuildModule
                {...{ at, course, module }}
                isFirst={index === 0}
                isLast={index === outline.length - 1}
              />
            ))}
          </ol>
          {outline.length === 0 && (
            <EmptyState icon="course" title="Begin with a first module">
              A course has modules, such as weeks or chapters, and modules have lessons.
            </EmptyState>
          )}
          <ActionForm action={`${at}/modules`} class="build-add">
            <input
              type="text"
              class="input"
              name="title"
              required
              maxlength={MAX_TITLE}
              placeholder={outline.length ? 'Another module' : 'Week one'}
              aria-label="Title of a new module"
              autocomplete="off"
            />
            <Button icon="plus">Add a module</Button>
          </ActionForm>
        </div>
      </>
    )
  },
}
