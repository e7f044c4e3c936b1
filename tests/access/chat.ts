import type { Person } from '../people.ts'
import { at, type Row } from './row.ts'
import { admins, type Kind, members, moderators, signedIn, type World } from './world.ts'

const inChat =
  (rest: string) =>
  (world: World, _: Person, kind: Kind): string =>
    world.home.at(`/s/${world.chats[kind]}/chat${rest}`)

const idBy = (person: Person) => `0123456789abcdef${person.id.replaceAll('-', '')}`

/** A key that no other device has. */
const key = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(65))
  bytes[0] = 4
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

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
    body: () => ({ name: 'Firefox on Linux', signingKey: key(), sealingKey: key() }),
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
    what: 'Shuts a browser out.',
    allow: signedIn,
    path: async (_, viewer) => {
      const device = { name: 'Old phone', signingKey: key(), sealingKey: key() }
      const made = await viewer.post('/settings/devices', device)
      const { id = crypto.randomUUID() } = await made.json<{ id?: string }>()
      return `/settings/devices/${id}`
    },
  },
}

/** A conversation that the viewer began, if they may. */
async function talk(world: World, viewer: Person): Promise<string> {
  const to = { community: world.home.slug, usernames: [world.author.username] }
  const made = await viewer.post('/messages', to)
  const { id = crypto.randomUUID() } = await made.json<{ id?: string }>()
  return `/messages/${id}`
}

const inTalk =
  (rest = '') =>
  async (world: World, viewer: Person): Promise<string> =>
    `${await talk(world, viewer)}${rest}`

/** Direct messages, and what people and communities want of them. */
export const talkRows: Record<string, Row> = {
  'GET /messages': { what: 'One’s conversations.', allow: signedIn, path: () => '/messages' },
  'POST /messages': {
    what: 'Begins a conversation with members of a community, or finds it.',
    allow: members,
    path: () => '/messages',
    body: (world) => ({ community: world.home.slug, usernames: [world.author.username] }),
  },
  'GET /messages/:conversation': {
    what: 'A conversation; what is said in it is not here.',
    allow: members,
    path: inTalk(),
  },
  'DELETE /messages/:conversation': {
    what: 'Leaves a conversation.',
    allow: members,
    path: inTalk(),
  },
  'GET /messages/:conversation/chat/keys': {
    what: 'The devices that a conversation’s messages are sealed to.',
    allow: members,
    path: inTalk('/chat/keys'),
  },
  'GET /messages/:conversation/chat/archive': {
    what: 'A conversation’s ciphertext that nodes may no longer have, newest first.',
    allow: members,
    path: inTalk('/chat/archive'),
  },
  'PUT /messages/:conversation/chat/read': {
    what: 'Notes how far one has read.',
    allow: members,
    path: inTalk('/chat/read'),
    body: () => ({ at: 1 }),
  },
  'PUT /messages/:conversation/chat/silence': {
    what: 'Asks for no notices of a conversation.',
    allow: members,
    path: inTalk('/chat/silence'),
  },
  'DELETE /messages/:conversation/chat/silence': {
    what: 'Asks for notices of a conversation again.',
    allow: members,
    path: inTalk('/chat/silence'),
  },
  'POST /messages/:conversation/chat/said': {
    what: 'Says that something was said.',
    allow: members,
    path: inTalk('/chat/said'),
  },
  'POST /messages/:conversation/chat/reports': {
    what: 'Shows one message to the team of the community, with the proof of who wrote it.',
    allow: [],
    path: inTalk('/chat/reports'),
    body: () => ({ epoch: 0, body: 'e30', signature: 'AAAA' }),
  },
  'PUT /messages/blocks/:username': {
    what: 'Wants no messages from someone.',
    allow: signedIn,
    path: async (world) => `/messages/blocks/${(await world.fresh.member()).username}`,
  },
  'DELETE /messages/blocks/:username': {
    what: 'Takes messages from someone again.',
    allow: signedIn,
    path: async (world, viewer) => {
      const path = `/messages/blocks/${(await world.fresh.member()).username}`
      await viewer.put(path)
      return path
    },
  },
  'GET /settings/messages': {
    what: 'Who may write to one.',
    allow: signedIn,
    path: () => '/settings/messages',
  },
  'PUT /settings/messages': {
    what: 'Says who may write to one.',
    allow: signedIn,
    path: () => '/settings/messages',
    body: () => ({ takesMessages: true, showsPresence: true }),
  },
  'GET /:community/settings/chat': {
    what: 'What holds for all chats of a community.',
    allow: admins,
    path: at('/settings/chat'),
  },
  'PUT /:community/settings/chat': {
    what: 'Says what holds for all chats of a community.',
    allow: admins,
    path: at('/settings/chat'),
    body: () => ({ allowsMessages: true, keepsArchive: true }),
  },
}
