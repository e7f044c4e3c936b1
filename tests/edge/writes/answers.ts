import { everywhere, thread, type Write } from './scene.ts'

/** What is said and done under a post. */
export const answerWrites: Record<string, Write> = {
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
}
