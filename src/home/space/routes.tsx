import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import { networkOf, socketsOf } from '../../chat/network/rules.ts'
import { chatFor } from '../../chat/page/rules.ts'
import { isStaff } from '../../communities/rules.ts'
import {
  draftsIn as coursesDraftedIn,
  coursesIn,
  learnableOf,
} from '../../courses/catalogue/queries.ts'
import { cardFrom as courseCard, myCatalogue } from '../../courses/catalogue/rules.ts'
import { progressOfCourses } from '../../courses/learning/lists/queries.ts'
import { type Built, edgePage } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { mayPlan } from '../../events/edit/rules.ts'
import { draftsIn, eventsIn } from '../../events/lists/queries.ts'
import { cardFrom, listingFrom, type View, viewFrom } from '../../events/lists/rules.ts'
import { myAnswers } from '../../events/rsvps/answer/queries.ts'
import { tagsOf as eventTags } from '../../events/rules.ts'
import { myShelf, shelfFrom } from '../../files/resources/list/rules.ts'
import { downloadsIn, resourcesIn, trailTo } from '../../files/resources/queries.ts'
import { idFrom, LOOK, lookFrom } from '../../files/resources/rules.ts'
import { zoneOf } from '../../notifications/zone/routes.tsx'
import { PAGE, pageOfSpace } from '../../posts/lists/queries.ts'
import { cursorFrom, pageFrom } from '../../posts/lists/rules.ts'
import { myPosts, postsAt } from '../../posts/queries.ts'
import { idsOf, myPostsFrom, postData, TEASER, tagsOf } from '../../posts/rules.ts'
import { findSpace, spaceAt } from '../../spaces/manage/queries.ts'
import { canPostIn } from '../../spaces/rules.ts'
import { framed } from '../../ui/respond.tsx'
import { doorAt } from './locked/queries.ts'
import { LockedPage } from './locked/views.tsx'
import { levelOf, placeAt } from './queries.ts'
import { type Shared, SpacePage } from './views.tsx'

export const spacePage = edgePage({
  name: 'space',
  ask: ({ community = '', space = '', after, folder, view, month, show }) => ({
    ...{ community, space, after: after ?? null },
    folder: idFrom(folder),
    view: view === 'grid' ? view : null,
    ...dates(viewFrom({ month, show })),
  }),
  path: ({ community, space }) => `/${community}/s/${space}`,
  space: ({ space }) => space,
  load: (db, { community: slug, space, after, folder, month, show }, asker) => {
    const shelf = { slug, space, asker }
    return [
      findSpace(db, slug, space),
      placeAt(db, spaceAt(slug, space), asker),
      postsAt(db, pageOfSpace({ slug, space, asker, after: cursorFrom(after) }), TEASER),
      resourcesIn(db, shelf, { folder, after: idFrom(after) }),
      trailTo(db, shelf, folder),
      doorAt(db, spaceAt(slug, space), asker),
      coursesIn(db, shelf),
      eventsIn(db, shelf, viewIn({ month, show, after })),
    ]
  },
  build: (
    [[found], [place], rows, things, trail, [door], taught, dated],
    { ask, map, standing, now },
  ): Built<Shared> => {
    const { community: slug, folder, view } = ask
    if (!found || !place) throw new HTTPException(404)
    const tags = [tag.space(slug, found.slug)]
    const { settings, ...space } = found
    if (!place.isVisible) {
      const isKnown = standing === 'none' ? map?.isPublic : standing !== 'banned'
      if (!isKnown || !door || space.isArchived) throw new HTTPException(404)
      const shared = { slug, space, ...door, followers: place.followers }
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
      cards: found.spaceType === 'course' ? taught.map((course) => courseCard(course, slug)) : null,
      calendar:
        found.spaceType === 'events'
          ? listingFrom(dated, viewIn(ask), `/${slug}/s/${found.slug}`, now)
          : null,
      now,
    }
    const people = things.map(({ author }) => tag.profile(author.username))
    const held = shared.calendar ? eventTags(shared.calendar.cards) : []
    return { tags: [...tags, ...tagsOf(posts), ...people, ...held], shared }
  },
  page: SpacePage,
})

export const spaceRoutes = new Hono<{ Bindings: Env }>().get('/:community/s/:space', (c) =>
  c.var.present(spacePage, {
    // only a page of a chat speaks to the network
    prepare: ({ space }) => {
      if (space.spaceType === 'chat') c.set('sockets', socketsOf(networkOf(c.env)))
    },
    // a space of one kind has nothing of the others
    own: (db, me, { slug, space, posts, cards, calendar, shelf }, viewer) => [
      posts.length ? myPosts(db, idsOf(posts), me) : null,
      levelOf(db, space.id, me),
      cards && learnableOf(db, idsOf(cards), me),
      cards && progressOfCourses(db, me, idsOf(cards)),
      cards && coursesDraftedIn(db, { slug, space: space.slug }, me),
      calendar && myAnswers(db, idsOf(calendar.cards), me),
      calendar && draftsIn(db, { slug, space: space.slug, asker: me }, me),
      // how often each thing was fetched, which the staff are shown
      shelf && isStaff(viewer)
        ? downloadsIn(db, { ...shelf.at, asker: me }, idsOf(shelf.items))
        : null,
    ],
    mine: ({
      viewer,
      shared: { slug, space, whoPosts, posts, shelf, cards, calendar },
      rows: [own, following, learnable, progress, drafts, answers, planned, counted],
    }) => {
      const isActive = viewer.role !== null && !space.isArchived
      const { isArchived } = space
      const look = lookFrom(c.req.query('view') ?? getCookie(c, LOOK))
      return {
        profile: viewer.profile,
        mayFollow: isActive,
        level: following[0]?.level ?? 'normal',
        mayPost: isActive && space.spaceType === 'discussion' && canPostIn(viewer, { whoPosts }),
        posts: myPostsFrom(posts, own, viewer),
        catalogue: cards && myCatalogue(viewer, slug, cards, { learnable, progress, drafts }),
        shelf: shelf && myShelf(viewer, { whoPosts, isArchived }, shelf, counted, look),
        calendar: calendar && {
          zone: zoneOf(c),
          answers: Object.fromEntries(answers.map((one) => [one.eventId, one.status])),
          mayPlan: mayPlan(viewer, { whoPosts, isArchived }),
          drafts: planned.map(cardFrom),
        },
        chat: space.spaceType === 'chat' ? chatFor(c.env, viewer, { slug, space }) : null,
      }
    },
  }),
)

const dates = (view: View) => ({
  month: view.kind === 'month' ? view.month : null,
  show: view.kind === 'past' ? view.kind : null,
})

/** The view of a calendar that was asked for. */
const viewIn = ({ month, show, after }: Record<'month' | 'show' | 'after', string | null>) =>
  viewFrom({ month: month ?? undefined, show: show ?? undefined, after: after ?? undefined })
