import { toHtml } from '../../ui/markdown.ts'
import type { ModuleRow, StepRow } from '../outline/queries.ts'
import { type Outline, outlineOf, published } from '../outline/rules.ts'
import type { CourseRow } from '../queries.ts'
import { coursePath } from '../rules.ts'

/** A course as everyone who may know of it sees it. */
export type CourseData = Omit<CourseRow, 'mayLearn' | 'description' | 'settings'> & {
  href: string
  /** its description, as HTML */
  html: string
  lessons: number
  /** of all lessons together, as far as someone said */
  minutes: number
  hasCertificate: boolean
}

export type CourseShared = { slug: string; course: CourseData; modules: Outline<StepRow> }

/** What many may share of a course: what learners know of, in its order; empty parts are left out. */
export function sharedFrom(
  slug: string,
  row: CourseRow,
  modules: ModuleRow[],
  all: StepRow[],
): CourseShared {
  const { mayLearn: _mine, description, settings, ...course } = row
  const steps = published(all)
  return {
    slug,
    course: {
      ...course,
      href: coursePath(slug, row.id),
      html: toHtml(description, 'markdown', []),
      lessons: steps.length,
      hasCertificate: settings.certificate !== false,
      minutes: steps.reduce((sum, { durationMinutes }) => sum + (durationMinutes ?? 0), 0),
    },
    modules: outlineOf(modules, steps).filter(({ lessons }) => lessons.length > 0),
  }
}
