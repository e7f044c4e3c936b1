import { Hono } from 'hono'
import { handingRoutes } from './handing/routes.tsx'
import { reviewRoutes } from './review/routes.tsx'
import { taskRoutes } from './task/routes.tsx'

export const assignmentRoutes = new Hono<{ Bindings: Env }>()
  .route('/', taskRoutes)
  .route('/', handingRoutes)
  .route('/', reviewRoutes)
