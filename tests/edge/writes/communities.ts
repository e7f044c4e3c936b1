import { everywhere, page, thread, type Write } from './scene.ts'

/** The community itself. */
export const communityWrites: Record<string, Write> = {
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
}

type Named = { settings: { name: string } }
