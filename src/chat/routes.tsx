import { Hono } from 'hono'
import { deviceRoutes } from './devices/routes.tsx'
import { keyRoutes } from './keys/routes.tsx'
import { markRoutes } from './marks/routes.tsx'
import { mentionRoutes } from './mentions/routes.tsx'
import { moderationRoutes } from './moderation/routes.tsx'
import { reportRoutes } from './reports/routes.tsx'

export const chatRoutes = new Hono<{ Bindings: Env }>()
  .route('/', keyRoutes)
  .route('/', deviceRoutes)
  .route('/', markRoutes)
  .route('/', moderationRoutes)
  .route('/', mentionRoutes)
  .route('/', reportRoutes)
