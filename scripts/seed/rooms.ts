import { events as seedEvents } from '../../local/seed/events.ts'
import { courses as seedCourses } from '../../local/seed/learning.ts'
import type { SeedCourse } from '../../local/seed/types.ts'
import {
  courseEnrollments,
  courseLessons,
  courseModules,
  courseProgress,
  courses,
} from '../../src/courses/tables.ts'
import type { Db } from '../../src/db/connect.ts'
import type { Made } from './community.ts'
import { eventOf } from './events.ts'
import { type People, personOf } from './people.ts'
import { shelfOf } from './shelf.ts'
import { DAY, idOf, type Statement } from './statements.ts'

export type Place = { db: Db; everyone: People; made: Made; now: Date }

/** What lies in spaces that are no discussions: events, courses, and what stands on a shelf. */
export const roomsOf = (place: Place): Statement[] => [
  ...eventsOf(place),
  ...seedCourses.flatMap((course) => courseOf(place, course)),
  ...shelfOf(place),
]

export const spaceIdOf = ({ made }: Place, slug: string): string => made.spaces.get(slug)?.id ?? ''

/** The events of a community, with who answered what. */
export const eventsOf = (place: Place): Statement[] =>
  seedEvents
    .filter(({ space }) => place.made.spaces.has(space))
    .flatMap((event) => eventOf(place, event))
const ago = ({ now }: Place, days: number): Date => new Date(now.getTime() - days * DAY)

function courseOf(place: Place, course: SeedCourse): Statement[] {
  const { db, everyone } = place
  const createdAt = ago(place, 130)
  const { title, description, priceCents } = course
  const courseId = idOf(createdAt)
  const modules = course.modules.map((module, sortOrder) => ({
    row: { id: idOf(createdAt), courseId, title: module.title, sortOrder, createdAt },
    lessons: module.lessons,
  }))
  const lessons = modules.flatMap(({ row, lessons: all }) =>
    all.map((lesson, sortOrder) => ({
      ...{ id: idOf(createdAt), moduleId: row.id, title: lesson.title, sortOrder, createdAt },
      lessonType: lesson.type,
      content: { body: lesson.body, ...(lesson.quiz && { quiz: lesson.quiz }) },
      durationMinutes: lesson.minutes,
      isPreview: lesson.preview,
      dripDelayDays: lesson.dripDays || null,
    })),
  )
  const progress = course.enrolled.map(({ username, daysAgo, lessonsDone }) => {
    const userId = personOf(everyone, username).id
    const enrolledAt = ago(place, daysAgo)
    const done = lessons.slice(0, lessonsDone).map((lesson, at) => {
      const completedAt = ago(place, daysAgo * (1 - (at + 1) / (lessonsDone + 1)))
      return { id: idOf(completedAt), userId, courseId, lessonId: lesson.id, completedAt }
    })
    const completedAt = done.length === lessons.length ? done.at(-1)?.completedAt : null
    return {
      done: done.map((row) => ({ ...row, createdAt: row.completedAt })),
      row: {
        id: idOf(enrolledAt),
        userId,
        courseId,
        enrolledAt,
        completedAt,
        createdAt: enrolledAt,
      },
    }
  })
  return [
    db.insert(courses).values({
      ...{ id: courseId, title, description, priceCents, createdAt },
      spaceId: spaceIdOf(place, course.space),
      coverUrl: course.cover,
      isPublished: course.published,
      accessType: 'space',
    }),
    db.insert(courseModules).values(modules.map(({ row }) => row)),
    db.insert(courseLessons).values(lessons),
    db.insert(courseEnrollments).values(progress.map(({ row }) => row)),
    db.insert(courseProgress).values(progress.flatMap(({ done }) => done)),
  ]
}
