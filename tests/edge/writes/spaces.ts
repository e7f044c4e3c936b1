import { everywhere, in_, page, type Write } from './scene.ts'

/** Spaces, and the tiers that open them. */
export const spaceWrites: Record<string, Write> = {
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
}
