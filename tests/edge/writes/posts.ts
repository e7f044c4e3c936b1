import { everywhere, in_, page, thread, type Write } from './scene.ts'

/** What people post, and how pages show it. */
export const postWrites: Record<string, Write> = {
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
  'a post that waited': {
    first: ({ home, space, ada }) => {
      const scheduledAt = new Date(Date.now() + 3600_000).toISOString()
      return home.post(ada, space, { content: 'Came later', scheduledAt })
    },
    write: ({ home, ada }, id) => ada.put(home.at(`/posts/${id}/publication`)),
    shows: (at) => ({ '': 'Came later', [in_(at)]: 'Came later', [page(at)]: 'Came later' }),
  },
}
