import type { TierRow } from '../../../communities/tiers/queries.ts'
import { Guests } from '../../../spaces/guests/views.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import type { CourseGuest } from '../../grants/queries.ts'
import { coursePath } from '../../rules.ts'
import { type BuildCourse, BuildHead } from '../head/views.tsx'
import { About } from './about/views.tsx'
import { Door } from './door/views.tsx'
import { Pace } from './pace/views.tsx'

export type SettingsShared = {
  slug: string
  course: BuildCourse
  tiers: TierRow[]
  /** the spaces that it may be moved to */
  spaces: { id: string; slug: string; name: string }[]
  guests: CourseGuest[]
  mayPrice: boolean
  isEmpty: boolean
}

export type SettingsMine = { errors?: Errors; typed?: Typed }

/** Everything about a course but its lessons. */
export const SettingsPage: Page<SettingsShared, SettingsMine> = {
  styles: ['building.css'],
  title: ({ course }) => `Settings of ${course.title}`,
  Body: ({ slug, course }) => (
    <>
      <BuildHead slug={slug} course={course} current="settings" />
      <Slot name="course-settings" />
    </>
  ),
  mine: (mine, shared) => ({ 'course-settings': <Forms {...mine} shared={shared} /> }),
}

function Forms({ shared, errors = {}, typed = {} }: SettingsMine & { shared: SettingsShared }) {
  const { slug, course, guests, mayPrice } = shared
  const at = coursePath(slug, course.id)
  const parts = { shared, errors, typed }
  return (
    <>
      {errors.form && <Notice kind="error">{errors.form}</Notice>}
      <ActionForm action={at} method="PATCH" class="form card" enhance={false}>
        <About {...parts} />
        <Pace {...parts} />
        {mayPrice && <Door {...parts} />}
        <div class="form-actions">
          <Button look="primary">Save</Button>
        </div>
      </ActionForm>
      <Guests
        at={`${at}/invitations`}
        title="Let in by name"
        guests={guests}
        hint="A member's username. They may learn here whatever the course asks of others."
        error={errors.username}
        typed={typed.username}
        enhance={false}
      />
      <Card title="Take it with you">
        <p class="hint">
          The whole course as one zip, with its files: to keep, or to bring elsewhere.
        </p>
        <div class="form-actions">
          <a class="btn btn-quiet" href={`${at}/export`} download>
            <span>Export the course</span>
          </a>
        </div>
      </Card>
      <Card title="Take it away">
        <div class="form-actions">
          {course.isPublished && (
            <ActionForm action={`${at}/publication`} method="DELETE" enhance={false}>
              <Button icon="hidden">Make it a draft</Button>
            </ActionForm>
          )}
          <ActionForm
            action={at}
            method="DELETE"
            enhance={false}
            confirm={
              shared.isEmpty
                ? undefined
                : `Delete “${course.title}” with all its lessons, and what people did in them?`
            }
          >
            <Button look="danger" icon="trash">
              Delete the course
            </Button>
          </ActionForm>
        </div>
      </Card>
    </>
  )
}
