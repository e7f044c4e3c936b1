import { Hono } from 'hono'
import { editRoutes } from './edit/routes.tsx'
import { feedRoutes } from './feeds/routes.tsx'
import { guestRoutes } from './guests/routes.tsx'
import { lifeRoutes } from './life/routes.tsx'
import { mineRoutes } from './mine/routes.tsx'
import { pageRoutes } from './page/routes.tsx'
import { recordingRoutes } from './recording/routes.tsx'
import { rsvpRoutes } from './rsvps/routes.tsx'

export const eventRoutes = new Hono<{ Bindings: Env }>()
  .route('/', mineRoutes)
  .route('/', feedRoutes)
  .route('/', editRoutes)
  .route('/', lifeRoutes)
  .route('/', recordingRoutes)
  .route('/', rsvpRoutes)
  .route('/', guestRoutes)
  .route('/', pageRoutes)
