import type { Person } from '../community.ts'
import { uploaded } from '../uploads.ts'
import { zipOf } from '../zips.ts'
import type { Row } from './row.ts'
import { everyone, type Kind, members, moderators, type World } from './world.ts'

const word: Record<Kind, string> = { public: 'open', private: 'quokka', paid: 'walrus' }

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
function courseOf(world: World, kind: Kind): Promise<Course> {
  const known = courses.get(world) ?? new Map<Kind, Promise<Course>>()
  courses.set(world, known)
  const course = known.get(kind) ?? freshCourse(world, kind)
  known.set(kind, course)
  return course
}

const ofCourse =
  (rest: (course: Course) => string) => async (world: World, _: unknown, kind: Kind) => {
    const course = await courseOf(world, kind)
    return world.home.at(`/courses/${course.id}${rest(course)}`)
  }

/** A draft that nothing else rests on. */
const ofDraft = async (world: World, _: unknown, kind: Kind) => {
  const { home, schools } = world
  const made = await home.owner.post(home.at(`/s/${schools[kind]}/courses`), { title: 'A draft' })
  return home.at(`/courses/${(await made.json<{ id: string }>()).id}`)
}

/** One that is open whenever it is asked for. */
const ofOpened = async (world: World, _: unknown, kind: Kind) => {
  const { id } = await courseOf(world, kind)
  await world.home.owner.put(world.home.at(`/courses/${id}/publication`))
  return world.home.at(`/courses/${id}`)
}

const ofLesson = (rest = '') => ofCourse(({ lesson }) => `/lessons/${lesson}${rest}`)
const ofFreshLesson = async (world: World, _: unknown, kind: Kind) => {
  const { id, module } = await courseOf(world, kind)
  return world.home.at(`/courses/${id}/lessons/${await world.home.lesson(id, module, 'A lesson')}`)
}
const ofFreshModule = async (world: World, _: unknown, kind: Kind) => {
  const at = world.home.at(`/courses/${(await courseOf(world, kind)).id}/modules`)
  const made = await world.home.owner.post(at, { title: 'A module' })
  return `${at}/${(await made.json<{ id: string }>()).id}`
}
const ofModule = (rest = '') => ofCourse(({ module }) => `/modules/${module}${rest}`)

const inSchool =
  (rest: string) =>
  ({ home, schools }: World, _: unknown, kind: Kind) =>
    home.at(`/s/${schools[kind]}${rest}`)

/** A zip with a course, uploaded by who asks; none for those who are refused before it is read. */
async function zipOfCourse({ home, schools, people }: World, viewer: Person, kind: Kind) {
  if (!moderators.some((name) => people[name] === viewer)) return []
  const said = { format: 'opencircle-course', version: 1, title: 'Bread', modules: [] }
  const about = { purpose: 'lesson', community: home.slug, space: schools[kind], name: 'c.zip' }
  return [(await uploaded(viewer, zipOf('course.json', JSON.stringify(said)), about)).id]
}

const build = { allow: moderators, kinds: true } as const

/** Courses and their lessons: making them, and looking at them. */
export const courseRows: Record<string, Row> = {
  'GET /:community/s/:space/courses/new': {
    ...build,
    what: 'The form for a new course.',
    path: inSchool('/courses/new'),
  },
  'POST /:community/s/:space/courses': {
    ...build,
    what: 'Makes a course, as a draft.',
    path: inSchool('/courses'),
    body: () => ({ title: 'A new course' }),
  },
  'GET /:community/s/:space/courses/import': {
    ...build,
    what: 'The form for a course that was exported.',
    path: inSchool('/courses/import'),
  },
  'POST /:community/s/:space/courses/import': {
    ...build,
    what: 'Makes a course of an uploaded zip (`zip`, its id), as a draft.',
    path: inSchool('/courses/import'),
    body: async (world, viewer, kind) => ({
      zip: await zipOfCourse(world, viewer, kind),
    }),
  },
  'GET /:community/courses/:course/export': {
    ...build,
    what: 'The whole course as one zip.',
    path: ofCourse(() => '/export'),
  },
  'GET /:community/courses/:course': {
    what: 'A course: what it is, its lessons with their locks, and what to do next.',
    allow: everyone,
    path: ofCourse(() => ''),
    kinds: true,
  },
  'PATCH /:community/courses/:course': {
    ...build,
    what: 'Changes a course; who may take it, and for what price, is for admins to say.',
    path: ofCourse(() => ''),
    body: (_, __, kind) => ({ title: `A ${word[kind]} course` }),
  },
  'DELETE /:community/courses/:course': {
    ...build,
    what: 'Deletes a course with all its lessons, and what people did in them.',
    path: ofDraft,
  },
  'GET /:community/courses/:course/edit': {
    ...build,
    what: 'The outline as who builds sees it.',
    path: ofCourse(() => '/edit'),
  },
  'GET /:community/courses/:course/settings': {
    ...build,
    what: 'The settings of a course.',
    path: ofCourse(() => '/settings'),
  },
  'PUT /:community/courses/:course/publication': {
    ...build,
    what: 'Publishes a course.',
    path: ofCourse(() => '/publication'),
  },
  'DELETE /:community/courses/:course/publication': {
    ...build,
    what: 'Makes a course a draft again.',
    path: async (world, viewer, kind) => `${await ofOpened(world, viewer, kind)}/publication`,
    last: true,
  },
  'PUT /:community/courses/:course/preview': {
    ...build,
    what: 'Shows a course to its builder as a learner sees it, in this browser.',
    path: ofCourse(() => '/preview'),
  },
  'DELETE /:community/courses/:course/preview': {
    ...build,
    what: 'Ends that.',
    path: ofCourse(() => '/preview'),
  },
  'PUT /:community/courses/:course/outline': {
    ...build,
    what: 'Puts modules and lessons into an order: `modules` as `{ id, lessons: [ids] }`.',
    path: ofCourse(() => '/outline'),
    body: async (world, _, kind) => {
      const { module, lesson } = await courseOf(world, kind)
      return { modules: [{ id: module, lessons: [lesson] }] }
    },
  },
  'POST /:community/courses/:course/modules': {
    ...build,
    what: 'Adds a module.',
    path: ofCourse(() => '/modules'),
    body: () => ({ title: 'A module' }),
  },
  'PATCH /:community/courses/:course/modules/:module': {
    ...build,
    what: 'Renames a module.',
    path: ofModule(),
    body: () => ({ title: 'A module' }),
  },
  'DELETE /:community/courses/:course/modules/:module': {
    ...build,
    what: 'Deletes a module with its lessons.',
    path: ofFreshModule,
  },
  'PUT /:community/courses/:course/modules/:module/position': {
    ...build,
    what: 'Moves a module up or down.',
    path: ofModule('/position'),
    body: () => ({ move: 'up' }),
  },
  'POST /:community/courses/:course/modules/:module/lessons': {
    ...build,
    what: 'Adds a lesson; where learners see the course, as a draft.',
    path: ofModule('/lessons'),
    body: () => ({ title: 'A lesson', lessonType: 'video' }),
  },
  'GET /:community/courses/:course/lessons/:lesson': {
    what: 'A lesson: what it holds, or why it is locked and until when (403).',
    allow: everyone,
    path: ofLesson(),
    kinds: true,
  },
  'PATCH /:community/courses/:course/lessons/:lesson': {
    ...build,
    what: 'Changes any fields of a lesson; `media`, `captions` and `files` are ids of uploads.',
    path: ofLesson(),
    body: () => ({ durationMinutes: 5 }),
  },
  'DELETE /:community/courses/:course/lessons/:lesson': {
    ...build,
    what: 'Deletes a lesson, and what people did in it.',
    path: ofFreshLesson,
  },
  'GET /:community/courses/:course/lessons/:lesson/edit': {
    ...build,
    what: 'The editor of a lesson.',
    path: ofLesson('/edit'),
  },
  'PUT /:community/courses/:course/lessons/:lesson/position': {
    ...build,
    what: 'Moves a lesson up or down, over the edge of its module too.',
    path: ofLesson('/position'),
    body: () => ({ move: 'down' }),
  },
  'POST /:community/courses/:course/lessons/:lesson/copies': {
    ...build,
    what: 'Copies a lesson, as a draft right below it.',
    path: ofLesson('/copies'),
  },
  'GET /:community/courses/:course/lessons/:lesson/files/:file/:name': {
    what: 'A file of a lesson, for who may open the lesson; ranges and widths as for `/files`.',
    allow: everyone,
    path: ofCourse(({ lesson, file }) => `/lessons/${lesson}/files/${file}/words.txt`),
    kinds: true,
  },
  'POST /:community/courses/:course/lessons/:lesson/comments': {
    what: 'Says something under a lesson that is open; with `parentId` in answer to a comment.',
    allow: members,
    path: ofLesson('/comments'),
    body: (_, __, kind) => ({ content: `Some ${word[kind]} words.` }),
    kinds: true,
  },
  'DELETE /:community/courses/:course/lessons/:lesson/comments/:comment': {
    ...build,
    what: 'Takes a comment back: its author, or the staff.',
    path: async (world, _, kind) => {
      const { id, lesson } = await courseOf(world, kind)
      const at = world.home.at(`/courses/${id}/lessons/${lesson}/comments`)
      const said = await world.home.owner.post(at, { content: `Some ${word[kind]} words.` })
      return `${at}/${(await said.json<{ id: string }>()).id}`
    },
  },
  'POST /:community/courses/:course/invitations': {
    ...build,
    what: 'Lets a member (`username`) into a course, whatever it asks of others.',
    path: ofCourse(() => '/invitations'),
    body: ({ author }) => ({ username: author.username }),
  },
  'PUT /:community/courses/:course/invitations/:username': {
    ...build,
    what: 'The same.',
    path: async (world, _, kind) =>
      ofCourse(() => `/invitations/${world.author.username}`)(world, _, kind),
  },
  'DELETE /:community/courses/:course/invitations/:username': {
    ...build,
    what: 'Takes that back.',
    path: async (world, _, kind) => {
      const { id } = await courseOf(world, kind)
      const at = world.home.at(`/courses/${id}/invitations/${world.author.username}`)
      await world.home.owner.put(at)
      return at
    },
  },
}
