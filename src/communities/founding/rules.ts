import * as z from 'zod'
import { description, name } from '../settings/rules.ts'

export const MAX_SLUG = 40
const MIN_SLUG = 3

/** First segments of the app's own addresses, and some that people would take for ours. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...['about', 'account', 'admin', 'api', 'app', 'assets', 'auth', 'avatars', 'billing', 'blog'],
  ...[
    'brand',
    'build',
    'calendar',
    'cdn',
    'cdn-cgi',
    'certificates',
    'chat',
    'checkout',
    'communities',
    'community',
  ],
  ...['contact', 'courses', 'dashboard', 'discover', 'docs', 'download', 'events', 'explore'],
  ...['favicon', 'feed', 'feeds', 'files', 'fonts', 'healthz', 'help', 'home', 'icons', 'images'],
  ...['inbox', 'invite', 'invites', 'join', 'legal', 'login', 'logout', 'mail', 'manifest', 'me'],
  ...['members', 'messages', 'metrics', 'new', 'news', 'notifications', 'offline', 'opencircle'],
  ...['preview', 'pricing', 'privacy', 'profile', 'robots', 'rss', 'search', 'security', 'seed'],
  ...['sessions', 'settings', 'setup', 'sign-in', 'sign-out', 'sign-up', 'signin', 'signup'],
  ...['sitemap', 'spaces', 'static', 'status', 'support', 'system', 'team', 'terms', 'theme'],
  ...[
    'tiers',
    'unsubscribe',
    'upload',
    'uploads',
    'user',
    'users',
    'webhooks',
    'well-known',
    'www',
    'zone',
  ],
])

/** An address for a name: lower case letters, digits and inner dashes; may be empty or reserved. */
export const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '')

/** What a slug may look like, before anyone asks whether it is free. */
export const slug = z
  .string()
  .trim()
  .toLowerCase()
  .min(MIN_SLUG, `Use at least ${MIN_SLUG} letters.`)
  .max(MAX_SLUG, `Keep it under ${MAX_SLUG} letters.`)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single dashes.')
  .refine((text) => !RESERVED.has(text), 'That word is taken by OpenCircle. Try another.')

/** A new community. Without an address it gets one from its name. */
export const Founding = z
  .object({
    name,
    slug: z.string().optional(),
    description: description.default(''),
  })
  .transform((given) => ({ ...given, slug: given.slug?.trim() || slugOf(given.name) }))
  .pipe(z.object({ name, slug, description }))
export type Founding = z.output<typeof Founding>

/** Whether someone may found a community in this deployment. */
export const mayFound = (profile: { role: string }, communities: string): boolean =>
  communities !== 'staff' || profile.role !== 'member'
