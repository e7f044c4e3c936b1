import { publicKey, withDevice } from '../devices.ts'
import type { Person } from '../people.ts'
import { at, type Row } from './row.ts'
import { type Kind, members, moderators, signedIn, type World } from './world.ts'

const inChat =
  (rest: string) =>
  (world: World, _: Person, kind: Kind): string =>
    world.home.at(`/s/${world.chats[kind]}/chat${rest}`)

const idBy = (person: Person) => `0123456789abcdef${person.id.replaceAll('-', '')}`

/** Chats: keys, and what can be done about messages that nobody here can read. */
export const chatRows: Record<string, Row> = {
  'GET /:community/s/:space/chat/keys': {
    what: 'What opens a chat, and what vouches for who asks, for ten minutes.',
    allow: members,
    kinds: true,
    path: inChat('/keys'),
  },
  'GET /:community/s/:space/chat/archive': {
    what: 'Ciphertext that nodes may no longer have, newest first.',
    allow: members,
    kinds: true,
    path: inChat('/archive'),
  },
  'PUT /:community/s/:space/chat/read': {
    what: 'Notes how far one has read.',
    allow: members,
    kinds: true,
    path: inChat('/read'),
    body: () => ({ at: 1 }),
  },
  'POST /:community/s/:space/chat/said': {
    what: 'Says that something was said: the navigation of the others then shows it.',
    allow: members,
    kinds: true,
    path: inChat('/said'),
  },
  'PUT /:community/s/:space/chat/silence': {
    what: 'Asks for no notices from a chat.',
    allow: members,
    kinds: true,
    path: inChat('/silence'),
  },
  'DELETE /:community/s/:space/chat/silence': {
    what: 'Asks for notices from a chat again.',
    allow: members,
    kinds: true,
    path: inChat('/silence'),
  },
  'POST /:community/s/:space/chat/mentions': {
    own: true,
    what: 'Tells members that a message names them.',
    allow: members,
    kinds: true,
    path: inChat('/mentions'),
    body: (world, viewer) => ({ message: idBy(viewer), usernames: [world.author.username] }),
  },
  'POST /:community/s/:space/chat/reports': {
    what: 'Shows one message to the staff, with the proof of who wrote it.',
    allow: [],
    path: inChat('/reports'),
    body: () => ({ epoch: 1, body: 'e30', signature: 'AAAA' }),
  },
  'PUT /:community/s/:space/chat/mutes/:username': {
    what: 'Keeps a member from writing in a chat for some minutes.',
    allow: moderators,
    kinds: true,
    path: (world, _, kind) => inChat(`/mutes/${world.author.username}`)(world, _, kind),
    body: () => ({ minutes: 5 }),
  },
  'DELETE /:community/s/:space/chat/mutes/:username': {
    what: 'Lets a muted member write again.',
    allow: moderators,
    kinds: true,
    path: async (world, viewer, kind) => {
      const path = inChat(`/mutes/${world.author.username}`)(world, viewer, kind)
      await world.home.owner.put(path, { minutes: 5 })
      return path
    },
  },
  'PUT /:community/s/:space/chat/deleted/:message': {
    own: true,
    what: 'Takes a message away, also from those who come later.',
    allow: moderators,
    kinds: true,
    path: (world, viewer, kind) => inChat(`/deleted/${idBy(viewer)}`)(world, viewer, kind),
  },
  'GET /:community/reports': {
    what: 'Messages that were reported and are still to be looked at.',
    allow: moderators,
    path: at('/reports'),
  },
  'PUT /:community/reports/:report/closed': {
    what: 'Is done with a report.',
    allow: [],
    path: at(`/reports/${crypto.randomUUID()}/closed`),
  },
  'GET /settings/devices': {
    what: 'The browsers that one chats with.',
    allow: signedIn,
    path: () => '/settings/devices',
  },
  'POST /settings/devices': {
    what: 'Makes the keys of a browser known.',
    allow: signedIn,
    path: () => '/settings/devices',
    body: () => ({ name: 'Firefox on Linux', signingKey: publicKey(), sealingKey: publicKey() }),
  },
  'GET /settings/devices/recovery': {
    what: 'The keys of old direct messages, sealed under a code that the site never sees.',
    allow: signedIn,
    path: () => '/settings/devices/recovery',
  },
  'PUT /settings/devices/recovery': {
    what: 'Keeps such keys; the last ones go.',
    allow: signedIn,
    path: () => '/settings/devices/recovery',
    body: () => ({ recovery: 'x'.repeat(60) }),
  },
  'DELETE /settings/devices/:device': {
    own: true,
    what: 'Shuts a browser out.',
    allow: signedIn,
    path: async (_, viewer) => {
      const id = (await withDevice(viewer, 'Old phone')) ?? crypto.randomUUID()
      return `/settings/devices/${id}`
    },
  },
}
