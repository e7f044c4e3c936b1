import { type Context, Hono } from 'hono'
import { countActive, staffOf } from '../../communities/door/queries.ts'
import { isMember, standingOf } from '../../communities/rules.ts'
import type { Db } from '../../db/connect.ts'
import { type CommunityMap, edgePage, type Place, type Rows, type Viewer } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { PAGE, pageOfAll, pageOfFollowed } from '../../posts/lists/queries.ts'
import { cursorFrom, pageFrom } from '../../posts/lists/rules.ts'
import { myPosts, postsAt } from '../../posts/queries.ts'
import { idsOf, myPostsFrom, postData, TEASER, tagsOf } from '../../posts/rules.ts'
import { writableSpaces } from '../../spaces/rules.ts'
import { show } from '../../ui/respond.tsx'
import { newestMembers } from './queries.ts'
import { FeedPage, type Mine, type Shared } from './views.tsx'

type Asked = { community: string; after: string | null }

export const feedPage = edgePage({
  name: 'feed',
  ask: ({ community = '', after }): Asked => ({ community, after: after ?? null }),
  path: ({ community }) => `/${community}`,
  load: (db, { community: slug, after }, asker) => [
    postsAt(db, pageOfAll({ slug, asker, after: cursorFrom(after) }), TEASER),
    ...beside(db, slug),
  ],
  build: (rows, at) => {
    const { ask, map } = at
    const shared = feedFrom(rows, at, `/${ask.community}?`)
    const spaces = map?.spaces.map(({ slug }) => tag.space(ask.community, slug)) ?? []
    const people = [...rows[2], ...rows[3]].map(({ username }) => tag.profile(username))
    return {
      tags: [...spaces, tag.members(ask.community), ...people, ...tagsOf(shared.posts)],
      shared,
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

/** What stands beside the posts: how many belong, who runs it, who is new. */
const beside = (db: Db, slug: string) =>
  [countActive(db, slug), staffOf(db, slug), newestMembers(db, slug)] as const

type FeedRows = Rows<readonly [ReturnType<typeof postsAt>, ...ReturnType<typeof beside>]>

/** @param path of this list, to which the cursor of the next page is added */
function feedFrom(
  [rows, [count], staff, newcomers]: FeedRows,
  { ask: { community: slug, after }, map, standing, now }: Place<Asked>,
  path: string,
): Shared {
  const { shown, next } = pageFrom(rows, PAGE)
  const isIn = standing === 'member' || standing === 'staff'
  const isOpen = isIn || (standing === 'none' && map?.isPublic === true)
  return {
    community: headOf(map, slug),
    about: isOpen ? { members: count?.members ?? 0, staff: staff.slice(0, STAFF) } : null,
    newcomers: isIn ? newcomers : [],
    standing,
    isOpen,
    isFirst: cursorFrom(after) === null,
    isFollowing: false,
    posts: shown.map((row) => postData(row, slug, now)),
    next: next && `${path}after=${next}`,
    now,
  }
}

/** What one follows is one's own: nobody else would be shown the same. */
async function followed(c: Context) {
  const ask = feedPage.ask({ ...c.req.query(), ...c.req.param() })
  const { community: slug } = ask
  const { viewer, community, rows } = await c.var.visit((db, me) => {
    const reader = { slug, after: cursorFrom(ask.after) }
    const page = me
      ? pageOfFollowed({ ...reader, asker: me })
      : pageOfAll({ ...reader, asker: null })
    return [postsAt(db, page, TEASER), ...beside(db, slug), myPosts(db, page, me)]
  })
  const [posts, count, staff, newcomers, own] = rows
  const at = { ask, map: community, standing: standingOf(viewer), now: c.var.now }
  const shared = feedFrom([posts, count, staff, newcomers], at, `/${slug}?show=following&`)
  const mine = mineOf(viewer, community, myPostsFrom(shared.posts, own, viewer))
  return show(c, FeedPage, { ...shared, isFollowing: viewer.profile !== null }, mine)
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
