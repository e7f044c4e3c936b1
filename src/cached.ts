import { WorkerEntrypoint } from 'cloudflare:workers'
import { doorPage } from './communities/door/routes.tsx'
import { coursePage } from './courses/page/routes.tsx'
import type { EdgeProps } from './edge/rules.ts'
import { eventPage } from './events/page/routes.tsx'
import { serveBytes, servePlace } from './files/downloads/kept/routes.tsx'
import { resourcePage } from './files/resources/page/routes.tsx'
import { feedPage } from './home/feed/routes.tsx'
import { frontPage } from './home/front/routes.tsx'
import { serve, served } from './home/pages/entries/routes.tsx'
import { personPage } from './home/people/routes.tsx'
import { spacePage } from './home/space/routes.tsx'
import { threadPage } from './posts/thread/routes.tsx'
import { memberPage } from './spaces/directory/routes.tsx'

/** All pages that are kept, by their names. */
export const pages = {
  about: served(doorPage),
  course: served(coursePage),
  event: served(eventPage),
  feed: served(feedPage),
  front: served(frontPage),
  members: served(memberPage),
  person: served(personPage),
  resource: served(resourcePage),
  space: served(spacePage),
  thread: served(threadPage),
}

const facts = { file: servePlace }
const bytes = { file: serveBytes }

/**
 * Renders what many may see, for the platform to keep: it stands behind the cache, and is asked by
 * the gateway alone. Its props are the right to see; nothing else of a viewer reaches it.
 */
export class Cached extends WorkerEntrypoint<Env, EdgeProps> {
  override fetch(request: Request): Promise<Response> {
    return serve({ pages, facts, bytes }, request, this.env, this.ctx.props)
  }

  /** Has all locations forget what carries one of these tags; a hundred a call. */
  async purge(tags: string[]): Promise<{ success: boolean }> {
    const { success } = (await this.ctx.cache?.purge({ tags })) ?? { success: true }
    return { success }
  }
}
