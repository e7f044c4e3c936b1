import type { Page } from 'playwright-core'
import { call } from '../visitor.ts'

export type Lesson = { id: string; at: string }
export type Made = { at: string; module: string; lessons: Lesson[] }

const WORDS: Record<string, string> = {
  text: 'Flour, water, time',
  video: 'The first bed',
  audio: 'Felix on heat',
  download: 'The calendar',
  quiz: 'What do you know?',
  assignment: 'Show us your own bed',
}

/** A course in the space `classes`, as a draft, with a lesson of each of these types. */
export async function makeCourse(
  page: Page,
  slug: string,
  { title, types, ...fields }: { title: string; types: readonly string[] } & object,
): Promise<Made> {
  const { id } = await made(page, `/${slug}/s/classes/courses`, { title })
  const at = `/${slug}/courses/${id}`
  if (Object.keys(fields).length) await call(page, 'PATCH', at, fields)
  const course: Made = { at, module: '', lessons: [] }
  if (types.length) course.module = (await made(page, `${at}/modules`, { title: 'Week one' })).id
  for (const type of types) await makeLesson(page, course, { title: WORDS[type] ?? '', type })
  return course
}

export async function makeLesson(
  page: Page,
  course: Made,
  { title, type }: { title: string; type: string },
): Promise<Lesson> {
  const path = `${course.at}/modules/${course.module}/lessons`
  const { id } = await made(page, path, { title, lessonType: type })
  const lesson = { id, at: `${course.at}/lessons/${id}` }
  course.lessons.push(lesson)
  return lesson
}

type File = { name: string; body: Uint8Array; space: string }

/** A file for a lesson, sent as a script would; gives its id. */
export async function sendFile(page: Page, slug: string, file: File): Promise<string> {
  const { name, body, space } = file
  const about = { name, size: body.length, purpose: 'lesson', community: slug, space }
  const { id } = await made(page, '/uploads', about)
  const answer = await page.request.fetch(`/uploads/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    data: Buffer.from(body),
  })
  if (!answer.ok()) throw new Error(`sending ${name}: ${answer.status()}`)
  return id
}

export const made = (page: Page, path: string, fields: object = {}) =>
  call<{ id: string }>(page, 'POST', path, fields)
