import { env } from 'cloudflare:test'
import { connect } from '../src/db/connect.ts'
import type { Community, Person } from './community.ts'

type Fields = Record<string, unknown>

export const db = connect(env)

/** A course of one test, published, with its lessons in one module unless they say another. */
export type TestCourse = {
  id: string
  href: string
  space: string
  lessons: string[]
  modules: string[]
}

async function made(response: Response): Promise<string> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`)
  return (await response.json<{ id: string }>()).id
}

/** A lesson at the end of a module, published unless it says otherwise; gives its id. */
export async function lesson(
  owner: Person,
  course: { href: string },
  module: string,
  fields: Fields = {},
): Promise<string> {
  const { title = 'A lesson', lessonType = 'text', ...more } = fields
  const id = await made(
    await owner.post(`${course.href}/modules/${module}/lessons`, { title, lessonType }),
  )
  await made(await owner.patch(`${course.href}/lessons/${id}`, { isPublished: true, ...more }))
  return id
}

/** A published course in a space of its own. @param lessons the fields of each lesson */
export async function course(
  home: Community,
  lessons: Fields[],
  { space, ...fields }: Fields & { space?: string } = {},
): Promise<TestCourse> {
  const { owner } = home
  const slug = space ?? (await home.space({ spaceType: 'course' }))
  const id = await made(await owner.post(home.at(`/s/${slug}/courses`), { title: 'A course' }))
  const href = home.at(`/courses/${id}`)
  if (Object.keys(fields).length) await made(await owner.patch(href, fields))
  const module = await made(await owner.post(`${href}/modules`, { title: 'A module' }))
  const ids: string[] = []
  for (const one of lessons) ids.push(await lesson(owner, { href }, module, one))
  await made(await owner.put(`${href}/publication`))
  return { id, href, space: slug, lessons: ids, modules: [module] }
}

/** Someone new who belongs and is enrolled. */
export async function learner(home: Community, { href }: { href: string }, name = 'Lea') {
  const person = await home.join(name)
  await made(await person.put(`${href}/enrolment`))
  return person
}
