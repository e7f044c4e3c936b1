import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { type Built, edgePage } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
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
  ask: ({ community = '', space = '', after }) => ({ community, space, after: after ?? null }),
  path: ({ community, space }) => `/${community}/s/${space}`,
  space: ({ space }) => space,
  load: (db, { community: slug, space, after }, asker) => [
    findSpace(db, slug, space),
    placeAt(db, spaceAt(slug, space), asker),
    postsAt(db, pageOfSpace({ slug, space, asker, after: cursorFrom(after) }), TEASER),
  ],
  build: ([[found], [place], rows], { ask, map, standing, now }): Built<Shared> => {
    const { community: slug } = ask
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
      now,
    }
    return { tags: [...tags, ...tagsOf(posts)], shared }
  },
  page: SpacePage,
})

export const spaceRoutes = new Hono<{ Bindings: Env }>().get('/:community/s/:space', (c) =>
  c.var.present(spacePage, {
    own: (db, me, { posts, space }) => [myPosts(db, idsOf(posts), me), followOf(db, space.id, me)],
    mine: ({ viewer, shared: { space, whoPosts, posts }, rows: [own, following] }) => {
      const isActive = viewer.role !== null && !space.isArchived
      return {
        profile: viewer.profile,
        mayFollow: isActive,
        isFollowing: following.length > 0,
        mayPost: isActive && space.spaceType === 'discussion' && canPostIn(viewer, { whoPosts }),
        posts: myPostsFrom(posts, own, viewer),
      }
    },
  }),
)
