import { everywhere, page, type Write } from './scene.ts'

/** People, wherever they are. */
export const peopleWrites: Record<string, Write> = {
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
