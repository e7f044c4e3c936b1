import { may, type Viewer } from '../communities/rules.ts'

/** Whether someone makes courses and looks after those who learn. */
export const mayBuild = (viewer: Viewer): boolean => may(viewer, 'courses')

export const coursePath = (slug: string, course: string): string => `/${slug}/courses/${course}`

export const lessonPath = (slug: string, course: string, lesson: string): string =>
  `${coursePath(slug, course)}/lessons/${lesson}`
