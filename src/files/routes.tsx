import { Hono } from 'hono'
import { downloadRoutes } from './downloads/routes.tsx'
import { formRoutes } from './uploads/form/routes.tsx'
import { uploadRoutes } from './uploads/routes.tsx'
import { zipRoutes } from './zip/routes.tsx'

export const fileRoutes = new Hono<{ Bindings: Env }>()
  .route('/', formRoutes)
  .route('/', uploadRoutes)
  .route('/', zipRoutes)
  .route('/', downloadRoutes)
