import type { Locator, Page } from 'playwright-core'
import { call, type Visitor } from '../visitor.ts'

/** Modules with the titles of their lessons, in their order. */
export type Titles = Record<string, string[]>

/** A course in the making, in a community of its own; gives its path. */
export async function draft({ page }: Visitor, modules: Titles): Promise<string> {
  const made = (path: string, fields: object) => call<{ id: string }>(page, 'POST', path, fields)
  const slug = `build-${crypto.randomUUID().slice(0, 8)}`
  await made('/communities', { name: 'A school', slug })
  await made(`/${slug}/spaces`, { name: 'Classes', slug: 'classes', spaceType: 'course' })
  const { id } = await made(`/${slug}/s/classes/courses`, { title: 'A garden in a year' })
  const course = `/${slug}/courses/${id}`
  for (const [title, lessons] of Object.entries(modules)) {
    const module = await made(`${course}/modules`, { title })
    for (const lesson of lessons)
      await made(`${course}/modules/${module.id}/lessons`, { title: lesson })
  }
  return course
}

/** The outline as the page shows it. */
export const shown = (page: Page): Promise<Titles> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[data-kind=module]')].map((module) => {
        const [title = '', ...lessons] = [...module.querySelectorAll('input.build-title')].map(
          (input) => (input instanceof HTMLInputElement ? input.value : ''),
        )
        return [title, lessons]
      }),
    ),
  )

/** The outline as the server has it. */
export async function stored(page: Page, course: string): Promise<Titles> {
  type Built = { outline: { title: string; lessons: { title: string }[] }[] }
  const { outline } = await call<Built>(page, 'GET', `${course}/edit`)
  return Object.fromEntries(
    outline.map(({ title, lessons }) => [title, lessons.map((lesson) => lesson.title)]),
  )
}

/** The row of a lesson or a module, by its title. */
export function rowOf(page: Page, title: string): Locator {
  const name = `> .build-name input[value="${title}"]`
  const has = page.locator(`:scope ${name}, :scope > .build-module-head ${name}`)
  return page.locator('[data-kind]', { has })
}
