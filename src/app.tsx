import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { errorPage, notFoundPage } from './errors.tsx'
import { guard, logged, personal, secured } from './gateway.tsx'
import { homeRoutes } from './home/routes.tsx'
import { shell } from './home/shell/routes.tsx'
import { sessionRoutes } from './profiles/sessions/routes.tsx'

/** The gateway: what every request passes, in order, and then the rooms. */
export const app = new Hono<{ Bindings: Env }>()
  .use(requestId({ headerName: '' }))
  .use(logged)
  .use(secured)
  .use(personal)
  .use(guard)
  .use(shell)
  .route('/', sessionRoutes)
  .route('/', homeRoutes)
  .notFound(notFoundPage)
  .onError(errorPage)
