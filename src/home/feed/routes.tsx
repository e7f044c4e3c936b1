import { Hono } from 'hono'
import { countActive, staffOf } from '../../communities/door/queries.ts'
import { isMember, may } from '../../communities/rules.ts'
import { PAGE, pageOfAll, pageOfFollowed } from '../../posts/lists/queries.ts'
import { cursorFrom, pageFrom } from '../../posts/lists/rules.ts'
import { myPosts, postsAt } from '../../posts/queries.ts'
import { postsFrom, TEASER } from '../../posts/rules.ts'
import { writableSpaces } from '../../spaces/rules.ts'
import { show } from '../../ui/respond.tsx'
import { newestMembers } from './queries.ts'
import { FeedPage } from './views.tsx'

export const feedRoutes = new Hono<{ Bindings: Env }>().get('/:community', async (c) => {
  const slug = c.req.param('community')
  const after = cursorFrom(c.req.query('after'))
  const wantsFollowed = c.req.query('show') === 'following'
  const { viewer, community, rows } = await c.var.visit((db, me) => {
    const reader = { slug, after }
    const page =
      wantsFollowed && me ? pageOfFollowed({ ...reader, me }) : pageOfAll({ ...reader, me })
    return [
      postsAt(db, page, TEASER),
      myPosts(db, page, me),
      countActive(db, slug),
      staffOf(db, slug),
      newestMembers(db, slug, me),
    ]
  })
  const [all, own, [count], staff, newcomers] = rows
  const { shown, next } = pageFrom(all, PAGE)
  const { now } = c.var
  const { posts, mine } = postsFrom(shown, own, { slug, viewer, now })
  const { name, description, coverUrl, isPublic } = community
  const { profile } = viewer
  const isOpen = viewer.status !== 'banned' && (isPublic || isMember(viewer))
  const isFollowing = wantsFollowed && profile !== null
  const shared = {
    community: { slug, name, description, coverUrl },
    about: isOpen ? { members: count?.members ?? 0, staff: staff.slice(0, STAFF) } : null,
    isOpen,
    isFirst: after === null,
    isFollowing,
    posts,
    next: next && `/${slug}?${isFollowing ? 'show=following&' : ''}after=${next}`,
    now,
  }
  return show(c, FeedPage, shared, {
    profile,
    canWrite: writableSpaces(viewer, community).length > 0,
    isMember: isMember(viewer),
    newcomers: may(viewer, 'directory') ? newcomers : [],
    posts: mine,
  })
})

/** As many of those who run it as the rail has room for. */
const STAFF = 6
