import { Hono } from 'hono'
import { isMember } from '../../communities/rules.ts'
import { PAGE, pageOfAll, pageOfFollowed } from '../../posts/lists/queries.ts'
import { cursorFrom, pageFrom } from '../../posts/lists/rules.ts'
import { myPosts, postsAt } from '../../posts/queries.ts'
import { postsFrom, TEASER } from '../../posts/rules.ts'
import { writableSpaces } from '../../spaces/rules.ts'
import { show } from '../../ui/respond.tsx'
import { FeedPage } from './views.tsx'

export const feedRoutes = new Hono<{ Bindings: Env }>().get('/:community', async (c) => {
  const slug = c.req.param('community')
  const after = cursorFrom(c.req.query('after'))
  const isFollowing = c.req.query('show') === 'following' && c.var.session !== null
  const { viewer, community, rows } = await c.var.visit((db, me) => {
    const reader = { slug, after }
    const page =
      isFollowing && me ? pageOfFollowed({ ...reader, me }) : pageOfAll({ ...reader, me })
    return [postsAt(db, page, TEASER), myPosts(db, page, me)]
  })
  const { shown, next } = pageFrom(rows[0], PAGE)
  const { now } = c.var
  const { posts, mine } = postsFrom(shown, rows[1], { slug, viewer, now })
  const { name, description, coverUrl, isPublic } = community
  const shared = {
    community: { slug, name, description, coverUrl },
    isOpen: viewer.status !== 'banned' && (isPublic || isMember(viewer)),
    isFirst: after === null,
    isFollowing,
    posts,
    next: next && `/${slug}?${isFollowing ? 'show=following&' : ''}after=${next}`,
    now,
  }
  const { profile } = viewer
  const canWrite = writableSpaces(viewer, community).length > 0
  return show(c, FeedPage, shared, { profile, canWrite, isMember: isMember(viewer), posts: mine })
})
