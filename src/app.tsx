import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { trimTrailingSlash } from 'hono/trailing-slash'
import { paymentRoutes } from './billing/account/routes.tsx'
import { changeRoutes } from './billing/changes/routes.tsx'
import { checkoutRoutes } from './billing/checkout/routes.tsx'
import { checkRoutes } from './billing/drift/routes.tsx'
import { letterRoutes } from './billing/letters/routes.tsx'
import { moveRoutes } from './billing/moves/routes.tsx'
import { courseCheckoutRoutes } from './billing/once/routes.tsx'
import { planRoutes } from './billing/plans/routes.tsx'
import { portalRoutes } from './billing/portal/routes.tsx'
import { returnRoutes } from './billing/return/routes.tsx'
import { exportRoutes } from './billing/revenue/export/routes.tsx'
import { revenueRoutes } from './billing/revenue/routes.tsx'
import { subscriberRoutes } from './billing/revenue/subscribers/routes.tsx'
import { webhookRoutes } from './billing/webhook/routes.tsx'
import { chatRoutes } from './chat/routes.tsx'
import { doorRoutes } from './communities/door/routes.tsx'
import { foundingRoutes } from './communities/founding/routes.tsx'
import { inviteRoutes } from './communities/invites/routes.tsx'
import { memberActRoutes } from './communities/members/acts/routes.tsx'
import { settingsRoutes } from './communities/settings/routes.tsx'
import { courseRoutes } from './courses/routes.tsx'
import { forgetting } from './edge/touch.ts'
import { errorPage, notFoundPage } from './errors.tsx'
import { eventRoutes } from './events/routes.tsx'
import { resourceRoutes } from './files/resources/routes.tsx'
import { fileRoutes } from './files/routes.tsx'
import { guard, hinted, logged, personal, reaching, secured } from './gateway.tsx'
import { feedRoutes } from './home/feed/routes.tsx'
import { foundRoutes } from './home/founding/routes.tsx'
import { frontRoutes } from './home/front/routes.tsx'
import { installedRoutes } from './home/installed/routes.tsx'
import { membershipRoutes } from './home/membership/routes.tsx'
import { kept } from './home/pages/kept/routes.tsx'
import { pages } from './home/pages/routes.tsx'
import { peopleRoutes } from './home/people/routes.tsx'
import { homeRoutes } from './home/routes.tsx'
import { shell } from './home/shell/routes.tsx'
import { spaceRoutes } from './home/space/routes.tsx'
import { notificationRoutes } from './notifications/routes.tsx'
import { commentRoutes } from './posts/comments/routes.tsx'
import { reactionRoutes } from './posts/reactions/routes.tsx'
import { postRoutes } from './posts/routes.tsx'
import { threadRoutes } from './posts/thread/routes.tsx'
import { clerkRoutes } from './profiles/clerk/routes.tsx'
import { sessionRoutes } from './profiles/sessions/routes.tsx'
import { accountRoutes } from './profiles/settings/routes.tsx'
import { compRoutes } from './spaces/comps/routes.tsx'
import { memberRoutes } from './spaces/directory/routes.tsx'
import { editRoutes } from './spaces/edit/routes.tsx'
import { followRoutes } from './spaces/follows/routes.tsx'
import { guestRoutes } from './spaces/guests/routes.tsx'
import { spaceInviteRoutes } from './spaces/invites/routes.tsx'
import { manageRoutes } from './spaces/manage/routes.tsx'
import { tierRoutes } from './spaces/tiers/routes.tsx'

/** The gateway: what every request passes, in order, and then the rooms. */
export const app = new Hono<{ Bindings: Env }>()
  .use(requestId({ headerName: '' }))
  .use(logged)
  .use(reaching)
  .use(secured)
  .use(hinted)
  .use(personal)
  .use(guard)
  .use(trimTrailingSlash())
  .use(forgetting)
  .use(shell)
  .use(pages)
  .use(kept)
  .route('/', sessionRoutes)
  .route('/', clerkRoutes)
  .route('/', webhookRoutes)
  .route('/', accountRoutes)
  .route('/', notificationRoutes)
  .route('/', fileRoutes)
  .route('/', peopleRoutes)
  .route('/', frontRoutes)
  .route('/', foundingRoutes)
  .route('/', foundRoutes)
  .route('/', doorRoutes)
  .route('/', settingsRoutes)
  .route('/', inviteRoutes)
  .route('/', memberRoutes)
  .route('/', memberActRoutes)
  .route('/', membershipRoutes)
  .route('/', manageRoutes)
  .route('/', editRoutes)
  .route('/', followRoutes)
  .route('/', guestRoutes)
  .route('/', spaceInviteRoutes)
  .route('/', tierRoutes)
  .route('/', compRoutes)
  .route('/', planRoutes)
  .route('/', returnRoutes)
  .route('/', paymentRoutes)
  .route('/', changeRoutes)
  .route('/', checkoutRoutes)
  .route('/', courseCheckoutRoutes)
  .route('/', moveRoutes)
  .route('/', portalRoutes)
  .route('/', revenueRoutes)
  .route('/', exportRoutes)
  .route('/', subscriberRoutes)
  .route('/', checkRoutes)
  .route('/', letterRoutes)
  .route('/', threadRoutes)
  .route('/', courseRoutes)
  .route('/', commentRoutes)
  .route('/', chatRoutes)
  .route('/', resourceRoutes)
  .route('/', eventRoutes)
  .route('/', reactionRoutes)
  .route('/', postRoutes)
  .route('/', installedRoutes)
  .route('/', homeRoutes)
  .route('/', spaceRoutes)
  .route('/', feedRoutes)
  .notFound(notFoundPage)
  .onError(errorPage)
