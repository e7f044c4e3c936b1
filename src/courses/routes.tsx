import { Hono } from 'hono'
import { buildRoutes } from './build/routes.tsx'
import { discussionRoutes } from './discussion/routes.tsx'
import { learningRoutes } from './learning/routes.tsx'
import { lessonRoutes } from './lesson/routes.tsx'
import { mediaRoutes } from './media/routes.tsx'
import { previewRoutes } from './page/preview/routes.tsx'
import { pageRoutes } from './page/routes.tsx'
import { exportRoutes } from './transfer/export/routes.tsx'
import { importRoutes } from './transfer/import/routes.tsx'

export const courseRoutes = new Hono<{ Bindings: Env }>()
  .route('/', buildRoutes)
  .route('/', learningRoutes)
  .route('/', pageRoutes)
  .route('/', previewRoutes)
  .route('/', lessonRoutes)
  .route('/', mediaRoutes)
  .route('/', discussionRoutes)
  .route('/', exportRoutes)
  .route('/', importRoutes)
