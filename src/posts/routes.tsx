import { Hono } from 'hono'
import { composeRoutes } from './compose/routes.tsx'
import { historyRoutes } from './history/routes.tsx'
import { moderationRoutes } from './moderation/routes.tsx'
import { pollRoutes } from './polls/routes.tsx'
import { scheduledRoutes } from './scheduled/routes.tsx'

export const postRoutes = new Hono<{ Bindings: Env }>()
  .route('/', composeRoutes)
  .route('/', scheduledRoutes)
  .route('/', moderationRoutes)
  .route('/', historyRoutes)
  .route('/', pollRoutes)
