import { at, inSpace, ofComment, ofFreshComment, ofFreshPost, ofPost, type Row } from './row.ts'
import { everyone, members, moderators, signedIn } from './world.ts'

const poll = { pollQuestion: 'Beans?', pollOptions: ['Yes', 'No'] }

/** Posts, comments, reactions, polls. The post that is acted on is another member's. */
export const postRows: Record<string, Row> = {
  'GET /:community/new': { what: 'The form for a new post.', allow: members, path: at('/new') },
  'POST /:community/s/:space/posts': {
    what: 'Posts in a space; `scheduledAt` for later, `pollQuestion` to ask, `attachments` for uploads by id.',
    allow: members,
    path: inSpace('/posts'),
    body: () => ({ title: 'Frost tonight', content: 'Cover the **figs**.' }),
    kinds: true,
  },
  'POST /preview': {
    what: 'Markdown as it will look.',
    allow: signedIn,
    path: () => '/preview',
    body: () => ({ content: '**beans**' }),
  },
  'GET /:community/mentions': {
    what: 'Members to mention, by the start of a name.',
    allow: members,
    path: (world) => world.home.at(`/mentions?q=a&space=${world.spaces.public}`),
  },
  'GET /:community/posts/:post': {
    what: 'A post with its thread; `?comment=` opens it at a comment.',
    allow: everyone,
    path: ofPost(),
    kinds: true,
  },
  'GET /:community/posts/:post/history': {
    what: 'What a post said before.',
    allow: moderators,
    path: ofPost('/history'),
    kinds: true,
  },
  'GET /:community/posts/:post/edit': {
    what: 'The form to edit your post.',
    allow: [],
    path: ofPost('/edit'),
    kinds: true,
  },
  'PATCH /:community/posts/:post': {
    what: 'Edits your post.',
    allow: [],
    path: ofPost(),
    body: () => ({ content: 'Said differently.' }),
    kinds: true,
  },
  'DELETE /:community/posts/:post': {
    what: 'Deletes a post: your own, or as a moderator.',
    allow: moderators,
    path: ofFreshPost(),
    kinds: true,
  },
  'PUT /:community/posts/:post/level': {
    what: 'How much of a post you are told; `space` goes with its space again.',
    allow: signedIn,
    path: ofPost('/level'),
    body: () => ({ level: 'follow' }),
    kinds: true,
  },
  'PUT /:community/posts/:post/pin': {
    what: 'Pins a post.',
    allow: moderators,
    path: ofPost('/pin'),
    kinds: true,
  },
  'DELETE /:community/posts/:post/pin': {
    what: 'Unpins it.',
    allow: moderators,
    path: ofPost('/pin'),
    kinds: true,
  },
  'PUT /:community/posts/:post/vote': {
    what: 'Votes in a poll, or changes the vote.',
    allow: members,
    path: async (world, _, kind) =>
      world.home.at(`/posts/${await world.fresh.post(kind, poll)}/vote`),
    body: () => ({ options: [0] }),
    kinds: true,
  },
  'DELETE /:community/posts/:post/vote': {
    what: 'Takes the vote back.',
    allow: members,
    own: true,
    path: async (world, viewer, kind) => {
      const vote = world.home.at(`/posts/${await world.fresh.post(kind, poll)}/vote`)
      await viewer.put(vote, { options: [0] })
      return vote
    },
    kinds: true,
  },
  'GET /:community/scheduled': {
    what: 'Your posts that wait for their time.',
    allow: signedIn,
    path: at('/scheduled'),
  },
  'PUT /:community/posts/:post/publication': {
    what: 'Publishes your waiting post now.',
    allow: [],
    path: ofFreshPost('/publication'),
    kinds: true,
  },
  'PUT /:community/posts/:post/reactions/:type': {
    what: 'Reacts to a post.',
    allow: members,
    path: ofPost('/reactions/heart'),
    kinds: true,
  },
  'DELETE /:community/posts/:post/reactions/:type': {
    what: 'Takes the reaction back.',
    allow: members,
    path: ofPost('/reactions/heart'),
    kinds: true,
  },
  'POST /:community/posts/:post/comments': {
    what: 'Replies to a post or, with `parentId`, to a comment.',
    allow: members,
    path: ofFreshPost('/comments'),
    body: () => ({ content: 'Fleece, doubled.' }),
    kinds: true,
  },
  'GET /:community/comments/:comment/edit': {
    what: 'The form to edit your comment.',
    allow: [],
    path: ofComment('/edit'),
    kinds: true,
  },
  'PATCH /:community/comments/:comment': {
    what: 'Edits your comment.',
    allow: [],
    path: ofComment(),
    body: () => ({ content: 'Said differently.' }),
    kinds: true,
  },
  'DELETE /:community/comments/:comment': {
    what: 'Deletes a comment: your own, or as a moderator.',
    allow: moderators,
    path: ofFreshComment(),
    kinds: true,
  },
  'PUT /:community/comments/:comment/reactions/:type': {
    what: 'Reacts to a comment.',
    allow: members,
    path: ofComment('/reactions/like'),
    kinds: true,
  },
  'DELETE /:community/comments/:comment/reactions/:type': {
    what: 'Takes the reaction back.',
    allow: members,
    path: ofComment('/reactions/like'),
    kinds: true,
  },
}
