import { Hono } from 'hono'
import { show } from '../../ui/respond.tsx'
import { lookedAfter } from '../people/gate/routes.tsx'
import { courseNumbers, enrolmentsByWeek, lessonNumbers } from './queries.ts'
import { dropOff } from './rules.ts'
import { StatisticsPage } from './views.tsx'

export const statisticsRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/courses/:course/statistics',
  async (c) => {
    const { built, rows } = await lookedAfter(c, (db, me, courseId) => [
      courseNumbers(db, courseId, me),
      lessonNumbers(db, courseId, me),
      enrolmentsByWeek(db, courseId, me),
    ])
    const [[counted], lessons, weeks] = rows
    const none = { enrolled: 0, left: 0, finished: 0, active: 0, daysToFinish: null }
    const numbers = counted ?? none
    const mine = { numbers, lessons: dropOff(lessons, numbers.enrolled), weeks: weeks.rows }
    return show(c, StatisticsPage, built, mine)
  },
)
