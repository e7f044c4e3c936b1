import { Hono } from 'hono'
import { makeRoutes } from './courses/routes.tsx'
import { editorRoutes } from './editor/routes.tsx'
import { invitationRoutes } from './invitations/routes.tsx'
import { moduleRoutes } from './modules/routes.tsx'
import { outlineRoutes } from './outline/routes.tsx'
import { settingsRoutes } from './settings/routes.tsx'

/** Making courses. */
export const buildRoutes = new Hono<{ Bindings: Env }>()
  .route('/', makeRoutes)
  .route('/', outlineRoutes)
  .route('/', moduleRoutes)
  .route('/', editorRoutes)
  .route('/', settingsRoutes)
  .route('/', invitationRoutes)
