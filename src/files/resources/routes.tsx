import { Hono } from 'hono'
import { editRoutes } from './edit/routes.tsx'
import { orderRoutes } from './order/routes.tsx'
import { pageRoutes } from './page/routes.tsx'
import { searchRoutes } from './search/routes.tsx'

export const resourceRoutes = new Hono<{ Bindings: Env }>()
  .route('/', editRoutes)
  .route('/', orderRoutes)
  .route('/', searchRoutes)
  .route('/', pageRoutes)
