import type { Community } from '../community.ts'
import type { Person } from '../people.ts'

/** A community with something said in it: Ada wrote, Ben reads. */
export type Scene = {
  home: Community
  space: string
  post: string
  comment: string
  ada: Person
  ben: Person
}

type Write = {
  /** what has to be there before; gives what the write needs */
  first?: (at: Scene) => Promise<string | Response>
  write: (at: Scene, given: string) => Promise<Response>
  /** what pages show others only afterwards, by path in the community; '' for another order */
  shows?: (at: Scene) => Record<string, string>
  /** what they show only before */
  hides?: (at: Scene) => Record<string, string>
  /** who looks; without a word both */
  reader?: 'ben' | 'guest'
}

const thread = ({ post }: Scene) => `/posts/${post}`
const in_ = ({ space }: Scene) => `/s/${space}`
const page = ({ ada }: Scene) => `@${ada.username}`
const everywhere = (at: Scene, words: string) => ({
  ...{ '': words, [in_(at)]: words, [thread(at)]: words },
})
const asMember = ({ home, ada }: Scene) => home.at(`/members/${ada.username}`)

/** Writes by which pages change that others have in the cache. */
export const writes: Record<string, Write> = {
  'a new post': {
    write: ({ home, space, ada }) =>
      ada.post(home.at(`/s/${space}/posts`), { content: 'Brand new' }),
    shows: (at) => ({ '': 'Brand new', [in_(at)]: 'Brand new', [page(at)]: 'Brand new' }),
  },
  'an edited post': {
    write: ({ home, post, ada }) =>
      ada.patch(home.at(`/posts/${post}`), { content: 'Other words' }),
    shows: (at) => ({ ...everywhere(at, 'Other words'), [page(at)]: 'Other words' }),
  },
  'a pinned post': {
    write: ({ home, post }) => home.owner.put(home.at(`/posts/${post}/pin`)),
    shows: (at) => ({ [in_(at)]: '"isPinned":true', [thread(at)]: '"isPinned":true' }),
  },
  'a deleted post': {
    write: ({ home, post, ada }) => ada.delete(home.at(`/posts/${post}`)),
    hides: (at) => ({ ...everywhere(at, 'First words'), [page(at)]: 'First words' }),
  },
  'an event, answered to': {
    first: async ({ home, ada }) => {
      await home.space({ slug: 'dates', spaceType: 'events' })
      return home.event(ada, 'dates', { title: 'Soup night' })
    },
    write: ({ home, ada }, id) =>
      ada.put(home.at(`/s/dates/events/${id}/rsvp`), { status: 'going' }),
    shows: () => ({ '/s/dates': '"going":1' }),
  },
  'an event, cancelled': {
    first: async ({ home, ada }) => {
      await home.space({ slug: 'dates', spaceType: 'events' })
      return home.event(ada, 'dates', { title: 'Soup night' })
    },
    write: ({ home, ada }, id) => ada.put(home.at(`/s/dates/events/${id}/cancellation`)),
    shows: () => ({ '/s/dates': '"isCancelled":true' }),
  },
  'a post that waited': {
    first: ({ home, space, ada }) => {
      const scheduledAt = new Date(Date.now() + 3600_000).toISOString()
      return home.post(ada, space, { content: 'Came later', scheduledAt })
    },
    write: ({ home, ada }, id) => ada.put(home.at(`/posts/${id}/publication`)),
    shows: (at) => ({ '': 'Came later', [in_(at)]: 'Came later', [page(at)]: 'Came later' }),
  },
  'a comment': {
    write: ({ home, post, ada }) =>
      ada.post(home.at(`/posts/${post}/comments`), { content: 'One more thing' }),
    shows: (at) => ({ ...everywhere(at, '"commentsCount":2'), [thread(at)]: 'One more thing' }),
  },
  'an edited comment': {
    write: ({ home, comment, ada }) =>
      ada.patch(home.at(`/comments/${comment}`), { content: 'Said better' }),
    shows: (at) => ({ [thread(at)]: 'Said better' }),
  },
  'a deleted comment': {
    write: ({ home, comment, ada }) => ada.delete(home.at(`/comments/${comment}`)),
    hides: (at) => ({ ...everywhere(at, '"commentsCount":1'), [thread(at)]: 'A reply' }),
  },
  'a reaction to a post': {
    write: ({ home, post, ada }) => ada.put(home.at(`/posts/${post}/reactions/heart`)),
    shows: (at) => everywhere(at, '"heart":1'),
  },
  'a reaction to a comment': {
    write: ({ home, comment, ada }) => ada.put(home.at(`/comments/${comment}/reactions/fire`)),
    shows: (at) => ({ [thread(at)]: '"fire":1' }),
  },
  'a reaction taken back': {
    first: ({ home, post, ada }) => ada.put(home.at(`/posts/${post}/reactions/heart`)),
    write: ({ home, post, ada }) => ada.delete(home.at(`/posts/${post}/reactions/heart`)),
    hides: (at) => everywhere(at, '"heart":1'),
  },
  'a vote': {
    write: ({ home, post, ada }) => ada.put(home.at(`/posts/${post}/vote`), { options: [0] }),
    shows: (at) => everywhere(at, '"voters":1'),
  },
  'a vote taken back': {
    first: ({ home, post, ada }) => ada.put(home.at(`/posts/${post}/vote`), { options: [0] }),
    write: ({ home, post, ada }) => ada.delete(home.at(`/posts/${post}/vote`)),
    shows: (at) => everywhere(at, '"voters":0'),
  },

  'a space renamed': {
    write: ({ home, space }) => home.owner.patch(home.at(`/s/${space}`), { name: 'Greenhouse' }),
    shows: (at) => ({ ...everywhere(at, 'Greenhouse'), '/about': 'Greenhouse' }),
  },
  'a new space': {
    write: ({ home }) => home.owner.post(home.at('/spaces'), { name: 'Greenhouse' }),
    shows: () => ({ '/about': 'Greenhouse' }),
  },
  'a space moved': {
    write: ({ home, space }) => home.owner.put(home.at(`/s/${space}/position`), { move: 'up' }),
    shows: () => ({ '/about': '' }),
    reader: 'guest',
  },
  'a space made private': {
    write: ({ home, space }) => home.owner.patch(home.at(`/s/${space}`), { visibility: 'private' }),
    hides: (at) => ({ ...everywhere(at, 'First words'), [page(at)]: 'First words' }),
  },
  'a space archived': {
    write: ({ home, space }) => home.owner.put(home.at(`/s/${space}/archive`)),
    hides: (at) => ({ ...everywhere(at, 'First words'), [page(at)]: 'First words' }),
  },
  'a space that is back': {
    first: ({ home, space }) => home.owner.put(home.at(`/s/${space}/archive`)),
    write: ({ home, space }) => home.owner.delete(home.at(`/s/${space}/archive`)),
    shows: () => ({ '': 'First words' }),
  },
  'a space followed': {
    write: ({ home, space, ada }) => ada.put(home.at(`/s/${space}/follow`)),
    shows: (at) => ({ [in_(at)]: '"followers":1' }),
  },
  'a tier renamed': {
    first: async ({ home, space }) => {
      const tier = await home.tier()
      const paid = { visibility: 'paid', requiredTierIds: [tier] }
      await home.owner.patch(home.at(`/s/${space}`), paid)
      return tier
    },
    write: ({ home }, tier) => home.owner.patch(home.at(`/tiers/${tier}`), { name: 'Patron' }),
    shows: (at) => ({ [in_(at)]: 'Patron' }),
  },

  'a community renamed': {
    write: ({ home }) => home.owner.patch(home.at(), { name: 'The Orchard' }),
    shows: (at) => ({ '': 'The Orchard', '/about': 'The Orchard', [page(at)]: 'The Orchard' }),
  },
  'a community closed to guests': {
    write: ({ home }) => home.owner.patch(home.at(), { isPublic: false }),
    hides: (at) => ({ ...everywhere(at, 'First words'), [page(at)]: 'First words' }),
    reader: 'guest',
  },
  'a community opened to guests': {
    first: ({ home }) => home.owner.patch(home.at(), { isPublic: false }),
    write: ({ home }) => home.owner.patch(home.at(), { isPublic: true }),
    shows: () => ({ '': 'First words' }),
    reader: 'guest',
  },
  'a community deleted': {
    write: async ({ home }) => {
      const { settings } = await home.owner.json<Named>(home.at('/settings'))
      return home.owner.delete(home.at(), settings)
    },
    hides: (at) => ({ ...everywhere(at, 'First words'), [page(at)]: at.home.slug }),
  },
  'a community handed over': {
    write: ({ home, ada }) => home.owner.put(home.at('/owner'), { username: ada.username }),
    shows: (at) => ({ '/about': at.ada.username, [thread(at)]: '"role":"owner"' }),
  },

  'a member who leaves': {
    write: ({ home, ada }) => ada.delete(home.at('/membership')),
    shows: () => ({ '/about': '"members":2' }),
    hides: (at) => ({ [page(at)]: '"isCommon"' }),
    reader: 'guest',
  },
  'a member who is gone from the directory': {
    write: ({ home, ada }) => ada.delete(home.at('/membership')),
    hides: (at) => ({ '/members': at.ada.username }),
    reader: 'ben',
  },
  'a member removed': {
    write: (at) => at.home.owner.delete(asMember(at)),
    hides: (at) => ({ '/members': at.ada.username }),
    reader: 'ben',
  },
  'a member banned': {
    write: (at) => at.home.owner.put(`${asMember(at)}/ban`, { content: 'keep' }),
    hides: (at) => ({ '/members': at.ada.username }),
    reader: 'ben',
  },
  'all that a banned member wrote': {
    write: (at) => at.home.owner.put(`${asMember(at)}/ban`, { content: 'remove' }),
    hides: (at) => ({ ...everywhere(at, 'First words'), [page(at)]: 'First words' }),
  },
  'a member who comes': {
    first: (at) => at.ada.delete(at.home.at('/membership')),
    write: ({ home, ada }) => ada.post(home.at('/membership')),
    shows: (at) => ({
      '/members': at.ada.username,
      '': `"newcomers":[{"username":"${at.ada.username}`,
    }),
    reader: 'ben',
  },
  'a member let in': {
    first: async ({ home, ada }) => {
      await ada.delete(home.at('/membership'))
      await home.owner.patch(home.at(), { joining: 'approval' })
      return ada.post(home.at('/membership'))
    },
    write: (at) => at.home.owner.put(`${asMember(at)}/approval`),
    shows: (at) => ({ '/members': at.ada.username }),
    reader: 'ben',
  },
  'a role': {
    write: (at) => at.home.owner.put(`${asMember(at)}/role`, { role: 'moderator' }),
    shows: (at) => ({
      ...everywhere(at, '"role":"moderator"'),
      ...{ '/about': at.ada.username, [page(at)]: '"role":"moderator"' },
    }),
  },

  'a name': {
    write: ({ ada }) => ada.patch('/settings', { fullName: 'Ada Lovelace' }),
    shows: (at) => ({ ...everywhere(at, 'Ada Lovelace'), [page(at)]: 'Ada Lovelace' }),
  },
  'a name in the directory': {
    write: ({ ada }) => ada.patch('/settings', { fullName: 'Ada Lovelace' }),
    shows: () => ({ '/members': 'Ada Lovelace' }),
    reader: 'ben',
  },
  'a username': {
    write: ({ ada }) => ada.patch('/settings', { username: `x-${ada.username.slice(4)}` }),
    hides: (at) => ({ ...everywhere(at, at.ada.username), [page(at)]: at.ada.username }),
  },
  'an account deleted': {
    write: ({ ada }) => ada.delete('/settings', { confirm: ada.username }),
    hides: (at) => ({ ...everywhere(at, 'Ada Test'), [page(at)]: 'Ada Test' }),
  },
  'a person followed': {
    write: ({ ada, home }) => home.owner.put(`/@${ada.username}/follow`),
    shows: (at) => ({ [page(at)]: '"followers":1' }),
  },
}

type Named = { settings: { name: string } }
