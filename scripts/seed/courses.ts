import { courses as seedCourses } from '../../local/seed/learning.ts'
import type { SeedCourse } from '../../local/seed/types.ts'
import { QUIZ_DEFAULTS, type Question } from '../../src/courses/quizzes/rules.ts'
import { quizzes } from '../../src/courses/quizzes/tables.ts'
import {
  courseEnrollments,
  courseLessons,
  courseModules,
  courseProgress,
  courses,
} from '../../src/courses/tables.ts'
import type { Db } from '../../src/db/connect.ts'
import type { Made } from './community.ts'
import { type People, personOf } from './people.ts'
import { DAY, idOf, type Statement } from './statements.ts'

type Place = { db: Db; everyone: People; made: Made; now: Date }

/** The courses of a community, and how far people are in them. */
export const coursesOf = (place: Place): Statement[] =>
  seedCourses.flatMap((course) => courseOf(place, course))

const ago = ({ now }: Place, days: number): Date => new Date(now.getTime() - days * DAY)

function courseOf(place: Place, course: SeedCourse): Statement[] {
  const { db, everyone } = place
  const createdAt = ago(place, 130)
  const { title, description, priceCents, unlockMode, timeZone } = course
  const courseId = idOf(createdAt)
  const modules = course.modules.map((module, sortOrder) => ({
    row: { id: idOf(createdAt), courseId, title: module.title, sortOrder, createdAt },
    lessons: module.lessons,
  }))
  const lessons = modules.flatMap(({ row, lessons: all }) =>
    all.map((lesson, sortOrder) => ({
      ...{ id: idOf(createdAt), moduleId: row.id, title: lesson.title, sortOrder, createdAt },
      lessonType: lesson.type,
      content: { text: lesson.body },
      durationMinutes: lesson.minutes,
      isPreview: lesson.preview,
      dripDelayDays: lesson.dripDays || null,
      publishedAt: createdAt,
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
      ...{ id: courseId, title, description, priceCents, unlockMode, timeZone, createdAt },
      spaceId: place.made.spaces.get(course.space)?.id ?? '',
      coverUrl: course.cover,
      isPublished: course.published,
      accessType: 'space',
    }),
    db.insert(courseModules).values(modules.map(({ row }) => row)),
    db.insert(courseLessons).values(lessons),
    ...quizzesOf(place, course, lessons),
    db.insert(courseEnrollments).values(progress.map(({ row }) => row)),
    db.insert(courseProgress).values(progress.flatMap(({ done }) => done)),
  ]
}

/** One version of each quiz: questions of one choice, the right one somewhere among the others. */
function quizzesOf(
  { db }: Place,
  course: SeedCourse,
  lessons: { id: string; title: string; createdAt: Date }[],
): Statement[] {
  const all = course.modules.flatMap((module) => module.lessons)
  return all.flatMap((lesson, at) => {
    const row = lessons[at]
    if (!lesson.quiz || !row) return []
    const questions: Question[] = lesson.quiz.map(({ question, choices, answer }, index) => ({
      ...{ id: `q${index + 1}`, kind: 'single', prompt: question, points: 1 },
      ...{ whenRight: '', whenWrong: '' },
      options: choices.map((text, place) => ({
        ...{ id: 'abcdef'[place] ?? '', text, isRight: place === answer, feedback: '' },
      })),
    }))
    const { createdAt } = row
    const values = { id: idOf(createdAt), lessonId: row.id, settings: QUIZ_DEFAULTS, questions }
    return [db.insert(quizzes).values({ ...values, createdAt })]
  })
}
