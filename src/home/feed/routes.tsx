import { type Context, Hono } from 'hono'
import { countActive, staffOf } from '../../communities/door/queries.ts'
import { isMember, may, standingOf } from '../../communities/rules.ts'
import { type CommunityMap, edgePage, type Viewer } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { PAGE, pageOfAll, pageOfFollowed } from '../../posts/lists/queries.ts'
import { cursorFrom, pageFrom } from '../../posts/lists/rules.ts'
import { myPosts, postsAt } from '../../posts/queries.ts'
import { idsOf, myPostsFrom, postData, TEASER, tagsOf } from '../../posts/rules.ts'
import { writableSpaces } from '../../spaces/rules.ts'
import { show } from '../../ui/respond.tsx'
import { newestMembers } from './queries.ts'
import { FeedPage, type Mine, type Shared } from './views.tsx'

export const feedPage = edgePage({
  name: 'feed',
  ask: ({ community = '', after }) => ({ community, after: after ?? null }),
  path: ({ community }) => `/${community}`,
  load: (db, { community: slug, after }, asker) => [
    postsAt(db, pageOfAll({ slug, asker, after: cursorFrom(after) }), TEASER),
    countActive(db, slug),
    staffOf(db, slug),
    newestMembers(db, slug),
  ],
  build: ([rows, [count], staff, newcomers], { ask, map, standing, now }) => {
    const slug = ask.community
    const { shown, next } = pageFrom(rows, PAGE)
    const posts = shown.map((row) => postData(row, slug, now))
    const isIn = standing === 'member' || standing === 'staff'
    const isOpen = isIn || (standing === 'none' && map?.isPublic === true)
    const spaces = map?.spaces.map((space) => tag.space(slug, space.slug)) ?? []
    const beside = [...staff, ...newcomers].map(({ username }) => tag.profile(username))
    return {
      tags: [...spaces, tag.members(slug), ...beside, ...tagsOf(posts)],
      shared: {
        community: headOf(map, slug),
        about: isOpen ? { members: count?.members ?? 0, staff: staff.slice(0, STAFF) } : null,
        newcomers: isIn ? newcomers : [],
        standing,
        isOpen,
        isFirst: cursorFrom(ask.after) === null,
        isFollowing: false,
        posts,
        next: next && `/${slug}?after=${next}`,
        now,
      } satisfies Shared,
    }
  },
  page: FeedPage,
})

export const feedRoutes = new Hono<{ Bindings: Env }>().get('/:community', (c) =>
  c.req.query('show') === 'following' && c.var.session
    ? followed(c)
    : c.var.present(feedPage, {
        own: (db, me, { posts }) => [myPosts(db, idsOf(posts), me)],
        mine: ({ viewer, map, shared, rows: [own] }) =>
          mineOf(viewer, map, myPostsFrom(shared.posts, own, viewer)),
      }),
)

/** What one follows is one's own: nobody else would be shown the same. */
async function followed(c: Context) {
  const slug = c.req.param('community') ?? ''
  const after = cursorFrom(c.req.query('after'))
  const { viewer, community, rows } = await c.var.visit((db, me) => {
    const page = me
      ? pageOfFollowed({ slug, after, asker: me })
      : pageOfAll({ slug, after, asker: null })
    return [
      postsAt(db, page, TEASER),
      myPosts(db, page, me),
      countActive(db, slug),
      staffOf(db, slug),
      newestMembers(db, slug),
    ]
  })
  const [all, own, [count], staff, newcomers] = rows
  const { now } = c.var
  const { shown, next } = pageFrom(all, PAGE)
  const posts = shown.map((row) => postData(row, slug, now))
  const isOpen = viewer.status !== 'banned' && (community.isPublic || isMember(viewer))
  const shared: Shared = {
    community: headOf(community, slug),
    about: isOpen ? { members: count?.members ?? 0, staff: staff.slice(0, STAFF) } : null,
    newcomers: may(viewer, 'directory') ? newcomers : [],
    standing: standingOf(viewer),
    isOpen,
    isFirst: after === null,
    isFollowing: viewer.profile !== null,
    posts,
    next: next && `/${slug}?show=following&after=${next}`,
    now,
  }
  return show(c, FeedPage, shared, mineOf(viewer, community, myPostsFrom(posts, own, viewer)))
}

const mineOf = (viewer: Viewer, map: CommunityMap | null, posts: Mine['posts']): Mine => ({
  profile: viewer.profile,
  canWrite: map !== null && writableSpaces(viewer, map).length > 0,
  isMember: isMember(viewer),
  posts,
})

const headOf = (map: CommunityMap | null, slug: string) => ({
  slug,
  name: map?.name ?? slug,
  description: map?.description ?? '',
  coverUrl: map?.coverUrl ?? null,
})

/** As many of those who run it as the rail has room for. */
const STAFF = 6
