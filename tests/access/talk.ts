import type { Person } from '../people.ts'
import { at, type Row } from './row.ts'
import { admins, members, signedIn, type World } from './world.ts'

const cipher = new TextEncoder().encode('noise')

/** A conversation that the viewer began, if they may. */
const talk = (world: World, viewer: Person) => world.talk(viewer, world.author)

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
    own: true,
    what: 'A conversation; what is said in it is not here.',
    allow: members,
    path: inTalk(),
  },
  'DELETE /messages/:conversation': {
    own: true,
    what: 'Leaves a conversation.',
    allow: members,
    path: inTalk(),
  },
  'GET /messages/:conversation/chat/keys': {
    own: true,
    what: 'The devices that a conversation’s messages are sealed to.',
    allow: members,
    path: inTalk('/chat/keys'),
  },
  'GET /messages/:conversation/chat/archive': {
    own: true,
    what: 'A conversation’s ciphertext that nodes may no longer have, newest first.',
    allow: members,
    path: inTalk('/chat/archive'),
  },
  'PUT /messages/:conversation/chat/read': {
    own: true,
    what: 'Notes how far one has read.',
    allow: members,
    path: inTalk('/chat/read'),
    body: () => ({ at: 1 }),
  },
  'PUT /messages/:conversation/chat/silence': {
    own: true,
    what: 'Asks for no notices of a conversation.',
    allow: members,
    path: inTalk('/chat/silence'),
  },
  'DELETE /messages/:conversation/chat/silence': {
    own: true,
    what: 'Asks for notices of a conversation again.',
    allow: members,
    path: inTalk('/chat/silence'),
  },
  'POST /messages/:conversation/chat/said': {
    own: true,
    what: 'Says that something was said.',
    allow: members,
    path: inTalk('/chat/said'),
  },
  'POST /messages/:conversation/chat/files': {
    own: true,
    what: 'Takes a file that was encrypted before it came: its bytes, up to 8 MB.',
    allow: members,
    path: inTalk('/chat/files'),
    body: () => cipher,
  },
  'GET /messages/:conversation/chat/files/:file': {
    own: true,
    what: 'Such a file, as unreadable as it came, for the people of the conversation.',
    allow: members,
    path: async (world, viewer) => {
      const at = `${await talk(world, viewer)}/chat/files`
      const sent = await world.author.request('POST', at, cipher)
      const { id = crypto.randomUUID() } = await sent.json<{ id?: string }>()
      return `${at}/${id}`
    },
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
    own: true,
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
