import { jpeg } from '../pictures.ts'
import { claim, uploaded } from '../uploads.ts'
import type { Row } from './row.ts'
import { everyone, type Kind, members, signedIn, type World } from './world.ts'

const words: Record<Kind, string> = {
  public: 'open words of a file',
  private: 'quokka words of a file',
  paid: 'walrus words of a file',
}

const inSpace = (world: World, kind: Kind) => ({
  name: 'notes.txt',
  purpose: 'attachment',
  community: world.home.slug,
  space: world.spaces[kind],
})

/** A file in a resource space that is as open as a kind; made anew, since some rows delete it. */
async function fileIn(world: World, kind: Kind) {
  const bytes = new TextEncoder().encode(words[kind])
  const space = world.shelves[kind]
  return uploaded(world.home.owner, bytes, { ...inSpace(world, kind), purpose: 'resource', space })
}

const pending = async (person: Parameters<typeof claim>[0]) => {
  const answer = await claim(person, jpeg.length, { name: 'me.jpg', purpose: 'avatar' })
  return answer.ok ? (await answer.json<{ id: string }>()).id : crypto.randomUUID()
}

/** Uploads, which are their uploader's alone, and files, which are read by the space's right. */
export const fileRows: Record<string, Row> = {
  'GET /uploads/new': {
    what: 'The form for a file, for who has no JavaScript.',
    allow: signedIn,
    path: () => '/uploads/new?purpose=avatar',
  },
  'POST /files': {
    what: 'Takes a form with a `file` of up to 10 MB and the fields of `POST /uploads`; goes `back`.',
    allow: signedIn,
    path: () => '/files',
    body: () => {
      const form = new FormData()
      form.append('purpose', 'avatar')
      form.append('file', new File([jpeg], 'me.jpg'))
      return form
    },
  },
  'POST /uploads': {
    what: 'Makes room for a file: the first step of [tus](https://tus.io), in its headers or as JSON.',
    allow: members,
    path: () => '/uploads',
    body: (world, _, kind) => ({ ...inSpace(world, kind), size: 20 }),
    kinds: true,
  },
  'GET /uploads/:id': {
    what: 'How far your upload is; HEAD for tus.',
    allow: signedIn,
    own: true,
    path: async (_, viewer) => `/uploads/${await pending(viewer)}`,
  },
  'PATCH /uploads/:id': {
    what: 'The bytes from `Upload-Offset` on: `partSize` of them, or the rest.',
    allow: signedIn,
    own: true,
    path: async (_, viewer) => `/uploads/${await pending(viewer)}`,
    body: () => jpeg,
  },
  'PUT /uploads/:id': {
    what: 'All bytes at once, where there are no more than `partSize`.',
    allow: signedIn,
    own: true,
    path: async (_, viewer) => `/uploads/${await pending(viewer)}`,
    body: () => jpeg,
  },
  'DELETE /uploads/:id': {
    what: 'Gives your upload up.',
    allow: signedIn,
    own: true,
    path: async (_, viewer) => `/uploads/${await pending(viewer)}`,
  },
  'GET /files/:id/:name': {
    what: 'A file, whole or a range of it; `?download` to save it, `?w=` for a picture in a width.',
    allow: everyone,
    path: async (world, _, kind) => (await fileIn(world, kind)).url,
    kinds: true,
  },
  'GET /files/zip': {
    what: 'Several files, `?id=` each, as one zip.',
    allow: everyone,
    path: async (world, _, kind) => {
      const files = [await fileIn(world, kind), await fileIn(world, kind)]
      return `/files/zip?${files.map(({ id }) => `id=${id}`).join('&')}`
    },
    kinds: true,
  },
  'POST /files/:id/addresses': {
    what: 'An address that opens a file without a cookie, for five minutes.',
    allow: everyone,
    path: async (world, _, kind) => `/files/${(await fileIn(world, kind)).id}/addresses`,
    body: () => ({}),
    kinds: true,
  },
  'DELETE /files/:id': {
    what: 'Deletes a file: your own, or as a moderator.',
    allow: ['moderator', 'admin', 'owner'],
    path: async (world, _, kind) => `/files/${(await fileIn(world, kind)).id}`,
    kinds: true,
  },
}
