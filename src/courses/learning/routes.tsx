import { Hono } from 'hono'
import { assignmentRoutes } from '../assignments/routes.tsx'
import { certificateRoutes } from '../certificates/routes.tsx'
import { peopleRoutes } from '../people/routes.tsx'
import { attemptRoutes } from '../quizzes/attempts/routes.tsx'
import { authoringRoutes } from '../quizzes/authoring/routes.tsx'
import { resultRoutes } from '../quizzes/results/routes.tsx'
import { statisticsRoutes } from '../statistics/routes.tsx'
import { enrolmentRoutes } from './enrolment/routes.tsx'
import { progressRoutes } from './progress/routes.tsx'

/** What learners do in a course, and what those who look after it see of that. */
export const learningRoutes = new Hono<{ Bindings: Env }>()
  .route('/', enrolmentRoutes)
  .route('/', progressRoutes)
  .route('/', certificateRoutes)
  .route('/', attemptRoutes)
  .route('/', authoringRoutes)
  .route('/', resultRoutes)
  .route('/', assignmentRoutes)
  .route('/', peopleRoutes)
  .route('/', statisticsRoutes)
