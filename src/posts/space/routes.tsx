import { type Context, Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import { networkOf, socketsOf } from '../../chat/network/rules.ts'
import { chatFor } from '../../chat/page/rules.ts'
import { isStaff } from '../../communities/rules.ts'
import type { Db } from '../../db/connect.ts'
import { type Built, edgePage, type Viewer } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { myShelf, shelfFrom } from '../../files/resources/list/rules.ts'
import { downloadsIn, resourcesIn, trailTo } from '../../files/resources/queries.ts'
import { idFrom, LOOK, lookFrom } from '../../files/resources/rules.ts'
import { findSpace, spaceAt } from '../../spaces/manage/queries.ts'
import { canPostIn } from '../../spaces/rules.ts'
import { framed } from '../../ui/respond.tsx'
import { PAGE, pageOfSpace } from '../lists/queries.ts'
import { cursorFrom, pageFrom } from '../lists/rules.ts'
import { myPosts, postsAt } from '../queries.ts'
import { idsOf, myPostsFrom, postData, TEASER, tagsOf } from '../rules.ts'
import { followOf, placeAt } from './queries.ts'
import { LockedPage, type Shared, SpacePage } from './views.tsx'

export const spacePage = edgePage({
  name: 'space',
  ask: ({ community = '', space = '', after, folder, view }) => ({
    ...{ community, space, after: after ?? null },
    folder: idFrom(folder),
    view: view === 'grid' ? view : null,
  }),
  path: ({ community, space }) => `/${community}/s/${space}`,
  space: ({ space }) => space,
  load: (db, { community: slug, space, after, folder }, asker) => {
    const shelf = { slug, space, asker }
    return [
      findSpace(db, slug, space),
      placeAt(db, spaceAt(slug, space), asker),
      postsAt(db, pageOfSpace({ slug, space, asker, after: cursorFrom(after) }), TEASER),
      resourcesIn(db, shelf, { folder, after: idFrom(after) }),
      trailTo(db, shelf, folder),
    ]
  },
  build: ([[found], [place], rows, things, trail], { ask, map, standing, now }): Built<Shared> => {
    const { community: slug, folder, view } = ask
    if (!found || !place) throw new HTTPException(404)
    const tags = [tag.space(slug, found.slug)]
    const { settings, ...space } = found
    if (!place.isVisible) {
      const isKnown = standing === 'none' ? map?.isPublic : standing !== 'banned'
      const hasDoor = space.visibility === 'paid' && !space.isArchived
      if (!isKnown || !hasDoor) throw new HTTPException(404)
      const shared = { slug, space, tiers: place.tiers, isForSale: place.isForSale }
      return { tags, instead: { shared, page: framed(LockedPage, shared) } }
    }
    if (folder && trail.rows.length === 0) throw new HTTPException(404)
    const at = { slug, space: found.slug }
    const look = view ? 'grid' : 'list'
    const { shown, next } = pageFrom(rows, PAGE)
    const posts = shown.map((row) => postData(row, slug, now))
    const shared: Shared = {
      slug,
      space,
      standing,
      whoPosts: settings.whoPosts ?? 'members',
      followers: place.followers,
      isFirst: cursorFrom(ask.after) === null,
      posts,
      next: next && `/${slug}/s/${ask.space}?after=${next}`,
      shelf:
        found.spaceType === 'resources'
          ? shelfFrom(things, trail.rows, { at, after: idFrom(ask.after), look })
          : null,
      now,
    }
    const people = things.map(({ author }) => tag.profile(author.username))
    return { tags: [...tags, ...tagsOf(posts), ...people], shared }
  },
  page: SpacePage,
})

export const spaceRoutes = new Hono<{ Bindings: Env }>().get('/:community/s/:space', async (c) => {
  const response = await c.var.present(spacePage, {
    own: (db, me, shared, viewer) => [
      myPosts(db, idsOf(shared.posts), me),
      followOf(db, shared.space.id, me),
      ...countsFor(db, me, shared, viewer),
    ],
    mine: ({
      viewer,
      shared: { slug, space, whoPosts, posts, shelf },
      rows: [own, following, counted],
    }) => {
      const isActive = viewer.role !== null && !space.isArchived
      const { isArchived } = space
      const look = lookFrom(c.req.query('view') ?? getCookie(c, LOOK))
      return {
        profile: viewer.profile,
        mayFollow: isActive,
        isFollowing: following.length > 0,
        mayPost: isActive && space.spaceType === 'discussion' && canPostIn(viewer, { whoPosts }),
        posts: myPostsFrom(posts, own, viewer),
        shelf: shelf && myShelf(viewer, { whoPosts, isArchived }, shelf, counted ?? [], look),
        chat: space.spaceType === 'chat' ? chatFor(c.env, viewer, { slug, space }) : null,
      }
    },
  })
  // only a member's page of a chat speaks to the network
  if (isChat(c)) c.set('sockets', socketsOf(networkOf(c.env)))
  return response
})

const isChat = (c: Context): boolean =>
  c.var.shell.map?.spaces.some(
    ({ slug, spaceType }) => slug === c.req.param('space') && spaceType === 'chat',
  ) ?? false

/** How often things were downloaded, where someone is told. */
const countsFor = (
  db: Db,
  me: string,
  { shelf }: Shared,
  viewer: Viewer,
): ReturnType<typeof downloadsIn>[] =>
  shelf && isStaff(viewer) ? [downloadsIn(db, { ...shelf.at, asker: me })] : []
