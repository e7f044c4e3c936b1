import type { Person } from '../../community.ts'
import { uploaded } from '../../uploads.ts'
import { zipOf } from '../../zips.ts'
import { type Kind, moderators, type World } from '../world.ts'

export const word: Record<Kind, string> = { public: 'open', private: 'quokka', paid: 'walrus' }

type Course = { id: string; module: string; lesson: string; file: string }

/** A course in a space that is as open as a kind, with a preview that anyone there may open. */
async function freshCourse({ home, schools }: World, kind: Kind): Promise<Course> {
  const space = schools[kind]
  const words = new TextEncoder().encode(`Some ${word[kind]} words of a file.`)
  const about = { purpose: 'lesson', community: home.slug, space, name: `${word[kind]}.txt` }
  const file = await uploaded(home.owner, words, about)
  const preview = { text: `Some ${word[kind]} words.`, files: [file.id], isPreview: true }
  const id = await home.course(space, {
    title: `A ${word[kind]} course`,
    lessons: [{ title: `A ${word[kind]} lesson`, ...preview }],
  })
  const { outline } = await home.owner.json<{
    outline: { id: string; lessons: { id: string }[] }[]
  }>(home.at(`/courses/${id}/edit`))
  const [module] = outline
  return { id, module: module?.id ?? '', lesson: module?.lessons[0]?.id ?? '', file: file.id }
}

const courses = new WeakMap<World, Map<Kind, Promise<Course>>>()

/** The same one each time, for those who only look at it. */
export function courseOf(world: World, kind: Kind): Promise<Course> {
  const known = courses.get(world) ?? new Map<Kind, Promise<Course>>()
  courses.set(world, known)
  const course = known.get(kind) ?? freshCourse(world, kind)
  known.set(kind, course)
  return course
}

export const ofCourse =
  (rest: (course: Course) => string) => async (world: World, _: unknown, kind: Kind) => {
    const course = await courseOf(world, kind)
    return world.home.at(`/courses/${course.id}${rest(course)}`)
  }

/** A draft that nothing else rests on. */
export const ofDraft = async (world: World, _: unknown, kind: Kind) => {
  const { home, schools } = world
  const made = await home.owner.post(home.at(`/s/${schools[kind]}/courses`), { title: 'A draft' })
  return home.at(`/courses/${(await made.json<{ id: string }>()).id}`)
}

/** One that is open whenever it is asked for. */
export const ofOpened = async (world: World, _: unknown, kind: Kind) => {
  const { id } = await courseOf(world, kind)
  await world.home.owner.put(world.home.at(`/courses/${id}/publication`))
  return world.home.at(`/courses/${id}`)
}

export const ofLesson = (rest = '') => ofCourse(({ lesson }) => `/lessons/${lesson}${rest}`)
export const ofFreshLesson = async (world: World, _: unknown, kind: Kind) => {
  const { id, module } = await courseOf(world, kind)
  return world.home.at(`/courses/${id}/lessons/${await world.home.lesson(id, module, 'A lesson')}`)
}
export const ofFreshModule = async (world: World, _: unknown, kind: Kind) => {
  const at = world.home.at(`/courses/${(await courseOf(world, kind)).id}/modules`)
  const made = await world.home.owner.post(at, { title: 'A module' })
  return `${at}/${(await made.json<{ id: string }>()).id}`
}
export const ofModule = (rest = '') => ofCourse(({ module }) => `/modules/${module}${rest}`)

export const inSchool =
  (rest: string) =>
  ({ home, schools }: World, _: unknown, kind: Kind) =>
    home.at(`/s/${schools[kind]}${rest}`)

/** A zip with a course, uploaded by who asks; none for those who are refused before it is read. */
export async function zipOfCourse({ home, schools, people }: World, viewer: Person, kind: Kind) {
  if (!moderators.some((name) => people[name] === viewer)) return []
  const said = { format: 'opencircle-course', version: 1, title: 'Bread', modules: [] }
  const about = { purpose: 'lesson', community: home.slug, space: schools[kind], name: 'c.zip' }
  return [(await uploaded(viewer, zipOf('course.json', JSON.stringify(said)), about)).id]
}

export const build = { allow: moderators, kinds: true } as const
