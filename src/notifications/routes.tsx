import { Hono } from 'hono'
import { inboxRoutes } from './inbox/routes.tsx'
import { levelRoutes } from './levels/routes.tsx'
import { mailRoutes } from './mail/routes.tsx'
import { preferenceRoutes } from './preferences/routes.tsx'
import { pushRoutes } from './push/routes.tsx'
import { zoneRoutes } from './zone/routes.tsx'

export const notificationRoutes = new Hono<{ Bindings: Env }>()
  .route('/', inboxRoutes)
  .route('/', levelRoutes)
  .route('/', preferenceRoutes)
  .route('/', pushRoutes)
  .route('/', mailRoutes)
  .route('/', zoneRoutes)
