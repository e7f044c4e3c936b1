import { browserKeys } from '../sealed.ts'
import type { Row } from './row.ts'
import { everyone, signedIn } from './world.ts'

/** What one is told, and by which ways. */
export const toldRows: Record<string, Row> = {
  'GET /inbox': {
    what: 'What you were told, a line for each thing; `show` names a view.',
    allow: signedIn,
    path: () => '/inbox',
  },
  'PUT /inbox/read': { what: 'Marks all of it read.', allow: signedIn, path: () => '/inbox/read' },
  'PUT /inbox/seen': {
    what: 'Marks read what was told of what was seen: of a page by its `path`, or of a thing by its `topic`, such as `post:…`.',
    allow: signedIn,
    path: () => '/inbox/seen',
    body: () => ({ path: '/nothing' }),
  },
  'PUT /inbox/:notification/read': {
    what: 'Marks a line read; a browser goes on to what it tells of.',
    allow: [],
    path: () => `/inbox/${crypto.randomUUID()}/read`,
  },
  'DELETE /inbox/:notification/read': {
    what: 'Marks a line new again.',
    allow: [],
    path: () => `/inbox/${crypto.randomUUID()}/read`,
  },
  'PUT /inbox/:notification/mute': {
    what: 'Mutes what a line is about.',
    allow: [],
    path: () => `/inbox/${crypto.randomUUID()}/mute`,
  },
  'DELETE /inbox/:notification/mute': {
    what: 'Lets it be heard of again.',
    allow: [],
    path: () => `/inbox/${crypto.randomUUID()}/mute`,
  },
  'GET /settings/notifications': {
    what: 'By which ways you are told of what, when, and on which devices.',
    allow: signedIn,
    path: () => '/settings/notifications',
  },
  'PUT /settings/notifications': {
    what: 'Chooses all of it: `kinds`, `digest` and its time, `zone`, quiet hours.',
    allow: signedIn,
    path: () => '/settings/notifications',
    body: () => ({ ...CHOSEN }),
  },
  'DELETE /settings/notifications/topics/:topic': {
    what: 'Has a conversation go with its space again.',
    allow: signedIn,
    path: () => '/settings/notifications/topics/post:nothing',
  },
  'DELETE /settings/notifications/stops/:stream': {
    what: 'Has letters sent again that you had stopped.',
    allow: signedIn,
    path: () => '/settings/notifications/stops/digest',
  },
  'POST /settings/notifications/browsers': {
    what: 'Has a browser told at once (a PushSubscription as JSON).',
    allow: signedIn,
    path: () => '/settings/notifications/browsers',
    body: async () => ({
      endpoint: `https://push.example.test/${crypto.randomUUID()}`,
      keys: browserKeys().keys,
    }),
  },
  'DELETE /settings/notifications/browsers': {
    what: 'Has a browser told no more, by where it listens.',
    allow: signedIn,
    path: () => '/settings/notifications/browsers',
    body: () => ({ endpoint: 'https://push.example.test/nobody' }),
  },
  'DELETE /settings/notifications/browsers/:browser': {
    what: 'Has one of your browsers told no more.',
    allow: signedIn,
    path: () => `/settings/notifications/browsers/${crypto.randomUUID()}`,
  },
  'GET /unsubscribe/:token': {
    what: 'Asks whether letters of a stream shall stop; changes nothing.',
    allow: [],
    path: () => '/unsubscribe/notices.profile.nobody.forged',
  },
  'POST /unsubscribe/:token': {
    what: 'Stops them, by the signed address alone (RFC 8058).',
    allow: [],
    path: () => '/unsubscribe/notices.profile.nobody.forged',
  },
  'POST /webhooks/mail': {
    what: "Takes the mail provider's word on bounces and complaints, if it is proven.",
    allow: [],
    path: () => '/webhooks/mail',
    body: () => ({ type: 'email.bounced' }),
  },
  'GET /worker.js': {
    what: 'The service worker: push, and a page for no network.',
    allow: everyone,
    path: () => '/worker.js',
  },
  'GET /offline': {
    what: 'What an installed app shows without a network.',
    allow: everyone,
    path: () => '/offline',
  },
  'GET /:community/manifest.webmanifest': {
    what: 'A community as an app of its own.',
    allow: everyone,
    path: (world) => world.home.at('/manifest.webmanifest'),
  },
}

const channels = { inbox: true, mail: 'now', push: false }

const CHOSEN = {
  kinds: Object.fromEntries(
    [
      ...['mention', 'reply', 'new_post', 'event_reminder', 'course_unlocked'],
      ...['membership_renewal', 'new_follower'],
    ].map((kind) => [kind, channels]),
  ),
  ...{ digest: 'daily', digestHour: 17, digestDay: 1, zone: 'Europe/Paris' },
  ...{ quietFrom: 22, quietTo: 7 },
}
