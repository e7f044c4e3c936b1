import { may, type Viewer } from '../communities/rules.ts'

/** Whether someone makes courses and looks after those who learn. */
export const mayBuild = (viewer: Viewer): boolean => may(viewer, 'courses')

export const coursePath = (slug: string, course: string): string => `/${slug}/courses/${course}`

export const lessonPath = (slug: string, course: string, lesson: string): string =>
  `${coursePath(slug, course)}/lessons/${lesson}`

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An id in an address; null for what can be nobody's. */
export const idFrom = (text: string | null | undefined): string | null =>
  text && UUID.test(text) ? text : null
