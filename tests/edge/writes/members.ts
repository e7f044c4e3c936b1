import { asMember, everywhere, page, type Write } from './scene.ts'

/** Who belongs to it. */
export const memberWrites: Record<string, Write> = {
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
}
