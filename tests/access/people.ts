import type { Row } from './row.ts'
import { everyone, signedIn } from './world.ts'

/** What belongs to no community: the front, signing in, one's own account. */
export const peopleRows: Record<string, Row> = {
  'GET /': { what: 'Your communities, or what this place is.', allow: everyone, path: () => '/' },
  'GET /healthz': {
    what: 'Whether the Worker answers; with `?database`, whether the database does.',
    allow: everyone,
    path: () => '/healthz?database',
  },
  'GET /brand/:file{[0-9a-f]{6}\\.css}': {
    what: 'The stylesheet of a colour, readable in both themes.',
    allow: everyone,
    path: () => '/brand/aa3355.css',
  },
  'POST /theme': {
    what: 'Light, dark, or as the system.',
    allow: everyone,
    path: () => '/theme',
    body: () => ({ theme: 'dark' }),
  },
  'GET /sign-in': { what: "Goes to Clerk's sign-in.", allow: everyone, path: () => '/sign-in' },
  'GET /sign-in/callback': {
    what: 'Comes back from there and begins a session.',
    allow: [],
    path: () => '/sign-in/callback',
  },
  'POST /sessions': {
    what: "Begins a session for a script: Clerk's token as a bearer, our cookie back.",
    allow: [],
    path: () => '/sessions',
  },
  'GET /:username{@[^/]+}': {
    what: 'A person: what they say of themselves, and what they wrote that you may see.',
    allow: everyone,
    path: (world) => `/@${world.author.username}`,
  },
  'PUT /:username{@[^/]+}/follow': {
    what: 'Follows a person.',
    allow: signedIn,
    path: (world) => `/@${world.author.username}/follow`,
  },
  'DELETE /:username{@[^/]+}/follow': {
    what: 'Follows them no longer.',
    allow: signedIn,
    path: (world) => `/@${world.author.username}/follow`,
  },
  'GET /settings': { what: 'Your account.', allow: signedIn, path: () => '/settings' },
  'PATCH /settings': {
    what: 'Changes your profile.',
    allow: signedIn,
    path: () => '/settings',
    body: () => ({ bio: 'I grow beans.' }),
  },
  'GET /settings/username': {
    what: 'Whether a username is free, while it is typed.',
    allow: signedIn,
    path: () => '/settings/username?username=someone-else',
  },
  'DELETE /settings/sessions/:session': {
    what: 'Signs out one of your devices.',
    allow: signedIn,
    path: () => `/settings/sessions/${crypto.randomUUID()}`,
  },
  'DELETE /settings': {
    what: 'Deletes your account, here and at Clerk.',
    allow: signedIn,
    path: () => '/settings',
    body: (_, { username }) => ({ confirm: username }),
    alone: true,
  },
  'POST /sign-out': {
    what: 'Ends this session.',
    allow: signedIn,
    path: () => '/sign-out',
    alone: true,
  },
  'POST /sign-out/everywhere': {
    what: 'Ends all of your sessions.',
    allow: signedIn,
    path: () => '/sign-out/everywhere',
    alone: true,
  },
  'POST /webhooks/clerk': {
    what: "Takes Clerk's word, if it is signed.",
    allow: [],
    path: () => '/webhooks/clerk',
  },
}
