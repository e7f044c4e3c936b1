import { uploaded } from '../uploads.ts'
import type { Row } from './row.ts'
import { everyone, type Kind, kinds, members, moderators, type World } from './world.ts'

const word: Record<Kind, string> = { public: 'open', private: 'quokka', paid: 'walrus' }

const inShelf =
  (rest = '') =>
  (world: World, _: unknown, kind: Kind) =>
    world.home.at(`/s/${world.shelves[kind]}${rest}`)

/** A link of the owner's in a resource space that is as open as a kind. */
const freshLink = ({ home, shelves }: World, kind: Kind) =>
  home.link(home.owner, shelves[kind], {
    title: `A ${word[kind]} link`,
    description: `Some ${word[kind]} words.`,
  })

const links = new WeakMap<World, Map<Kind, Promise<string>>>()

/** The same one each time, for those who only look at it. */
function link(world: World, kind: Kind): Promise<string> {
  const known = links.get(world) ?? new Map(kinds.map((one) => [one, freshLink(world, one)]))
  links.set(world, known)
  return known.get(kind) ?? freshLink(world, kind)
}

const ofLink =
  (rest = '') =>
  async (world: World, viewer: unknown, kind: Kind) =>
    inShelf(`/resources/${await link(world, kind)}${rest}`)(world, viewer, kind)

const ofFreshLink =
  (rest = '') =>
  async (world: World, viewer: unknown, kind: Kind) =>
    inShelf(`/resources/${await freshLink(world, kind)}${rest}`)(world, viewer, kind)

const videos = new Map<string, Promise<{ item: string; of: string }>>()

/** A file that captions may belong to, the same one each time. */
function video(world: World, kind: Kind): Promise<{ item: string; of: string }> {
  const { home, shelves } = world
  const known = videos.get(shelves[kind]) ?? made()
  videos.set(shelves[kind], known)
  return known

  async function made() {
    const bytes = new TextEncoder().encode(`Some ${word[kind]} words of a file.`)
    const place = { purpose: 'resource', community: home.slug, space: shelves[kind] }
    const name = `${word[kind]} file.txt`
    const { id: of } = await uploaded(home.owner, bytes, { ...place, name })
    type Found = { items: { id: string; file: { id: string } | null }[] }
    const search = home.at(`/s/${shelves[kind]}/search?q=${encodeURIComponent(name)}`)
    const { items } = await home.owner.json<Found>(search)
    return { of, item: items.find(({ file }) => file?.id === of)?.id ?? '' }
  }
}

/** Folders, links and files in the spaces for them. */
export const resourceRows: Record<string, Row> = {
  'GET /:community/s/:space/resources/new': {
    what: 'The form for a folder, or with `?kind=link` for a link.',
    allow: members,
    path: inShelf('/resources/new'),
    kinds: true,
  },
  'POST /:community/s/:space/resources': {
    what: 'Makes a folder or a link; files come by `POST /uploads`, into the folder that `of` names.',
    allow: members,
    path: inShelf('/resources'),
    body: () => ({ kind: 'link', title: 'Seeds', url: 'https://example.test/seeds' }),
    kinds: true,
  },
  'GET /:community/s/:space/search': {
    what: 'What holds `?q=` in a space for resources.',
    allow: everyone,
    path: inShelf('/search?q=link'),
    kinds: true,
  },
  'GET /:community/s/:space/zip': {
    what: 'All files of the space, or of `?folder=` and the folders in it: leads to `GET /files/zip`.',
    allow: everyone,
    path: async (world, viewer, kind) => {
      const { home, shelves } = world
      const folder = await home.folder(home.owner, shelves[kind])
      const bytes = new TextEncoder().encode('Some words.')
      const place = { purpose: 'resource', community: home.slug, space: shelves[kind] }
      await uploaded(home.owner, bytes, { ...place, of: folder, name: 'words.txt' })
      return inShelf(`/zip?folder=${folder}`)(world, viewer, kind)
    },
    kinds: true,
  },
  'GET /:community/s/:space/resources/:resource': {
    what: 'A file or a link: what it is, who put it there, a player for what can be played.',
    allow: everyone,
    path: ofLink(),
    kinds: true,
  },
  'GET /:community/s/:space/resources/:resource/edit': {
    what: 'The form for changing one.',
    allow: moderators,
    path: ofLink('/edit'),
    kinds: true,
  },
  'PATCH /:community/s/:space/resources/:resource': {
    what: 'Changes one; another `folder` moves it.',
    allow: moderators,
    path: ofLink(),
    body: (_, __, kind) => ({ description: `Other ${word[kind]} words.` }),
    kinds: true,
  },
  'DELETE /:community/s/:space/resources/:resource': {
    what: 'Deletes one, and a folder with all that is in it.',
    allow: moderators,
    path: ofFreshLink(),
    kinds: true,
  },
  'PUT /:community/s/:space/resources/order': {
    what: 'Puts some of a `folder` into an order, in the places that they have.',
    allow: moderators,
    path: inShelf('/resources/order'),
    body: async (world, _, kind) => ({ ids: [await link(world, kind)] }),
    kinds: true,
  },
  'PUT /:community/s/:space/resources/:resource/position': {
    what: 'Moves one up or down.',
    allow: moderators,
    path: ofLink('/position'),
    body: () => ({ move: 'up' }),
    kinds: true,
  },
  'DELETE /:community/s/:space/resources/:resource/captions/:file': {
    what: 'Takes captions away.',
    allow: moderators,
    path: async (world, viewer, kind) => {
      const { home, shelves } = world
      const { item, of } = await video(world, kind)
      const vtt = new TextEncoder().encode('WEBVTT\n')
      const place = { purpose: 'captions', community: home.slug, space: shelves[kind], of }
      const captions = await uploaded(home.owner, vtt, { ...place, name: 'en.vtt' })
      return inShelf(`/resources/${item}/captions/${captions.id}`)(world, viewer, kind)
    },
    kinds: true,
  },
}
