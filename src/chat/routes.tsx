import { Hono } from 'hono'
import { archiveRoutes } from './archive/routes.tsx'
import { choiceRoutes } from './choices/routes.tsx'
import { deviceRoutes } from './devices/routes.tsx'
import { blockRoutes } from './direct/blocks/routes.tsx'
import { talkFileRoutes } from './direct/files/routes.tsx'
import { talkKeyRoutes } from './direct/keys/routes.tsx'
import { messageRoutes } from './direct/list/routes.tsx'
import { talkRoutes } from './direct/talk/routes.tsx'
import { keyRoutes } from './keys/routes.tsx'
import { markRoutes } from './marks/routes.tsx'
import { mentionRoutes } from './mentions/routes.tsx'
import { moderationRoutes } from './moderation/routes.tsx'
import { recoveryRoutes } from './recovery/routes.tsx'
import { reportRoutes } from './reports/routes.tsx'

export const chatRoutes = new Hono<{ Bindings: Env }>()
  .route('/', keyRoutes)
  .route('/', recoveryRoutes)
  .route('/', deviceRoutes)
  .route('/', markRoutes)
  .route('/', moderationRoutes)
  .route('/', mentionRoutes)
  .route('/', archiveRoutes)
  .route('/', reportRoutes)
  .route('/', choiceRoutes)
  .route('/', blockRoutes)
  .route('/', messageRoutes)
  .route('/', talkRoutes)
  .route('/', talkKeyRoutes)
  .route('/', talkFileRoutes)
