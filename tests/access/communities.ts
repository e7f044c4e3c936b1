import { at, ofMember, type Row } from './row.ts'
import { admins, everyone, members, moderators, signedIn } from './world.ts'

const word = () => `made-${crypto.randomUUID().slice(0, 13)}`

/** Founding, settings, who belongs and in which role. */
export const communityRows: Record<string, Row> = {
  'GET /new': { what: 'The form to found a community.', allow: signedIn, path: () => '/new' },
  'GET /communities/slug': {
    what: 'Whether an address is free.',
    allow: everyone,
    path: () => '/communities/slug?slug=something-free',
  },
  'GET /communities/colours': {
    what: 'What a colour becomes in both themes.',
    allow: everyone,
    path: () => '/communities/colours?brandColor=%23aa3355',
  },
  'POST /communities': {
    what: 'Founds a community.',
    allow: signedIn,
    path: () => '/communities',
    body: () => ({ name: 'Made here', slug: word() }),
  },
  'GET /:community': {
    what: 'Home: the feed over all spaces that you may see; the door for who may see none.',
    allow: everyone,
    path: at(''),
  },
  'GET /:community/about': {
    what: 'What it is, and how to join.',
    allow: everyone,
    path: at('/about'),
  },
  'PATCH /:community': {
    what: 'Changes settings.',
    allow: admins,
    path: at(''),
    body: () => ({ description: 'About gardens.' }),
  },
  'GET /:community/settings': { what: 'Settings.', allow: admins, path: at('/settings') },
  'DELETE /:community': {
    what: 'Deletes the community, its name typed. (Here the name is wrong: 422.)',
    allow: [],
    path: at(''),
    body: () => ({ name: 'not its name' }),
  },
  'PUT /:community/owner': {
    what: 'Hands the community over. (Here to nobody: 422.)',
    allow: [],
    path: at('/owner'),
    body: () => ({ username: 'nobody-of-that-name' }),
  },
  'GET /:community/members': { what: 'The directory.', allow: members, path: at('/members') },
  'PUT /:community/members/:username/role': {
    what: 'Gives a role.',
    allow: admins,
    path: ofMember('/role'),
    body: () => ({ role: 'moderator' }),
  },
  'PUT /:community/members/:username/approval': {
    what: 'Lets in someone who asked.',
    allow: moderators,
    path: async (world) =>
      world.home.at(`/members/${(await world.fresh.asker()).username}/approval`),
  },
  'DELETE /:community/members/:username': {
    what: 'Removes a member, or declines someone who asked.',
    allow: moderators,
    path: ofMember(),
  },
  'PUT /:community/members/:username/ban': {
    what: 'Bans a person; what they wrote is kept or removed.',
    allow: moderators,
    path: ofMember('/ban'),
    body: () => ({ content: 'remove' }),
  },
  'DELETE /:community/members/:username/ban': {
    what: 'Lifts a ban.',
    allow: moderators,
    path: async (world) => {
      const { username } = await world.fresh.member()
      await world.home.owner.put(world.home.at(`/members/${username}/ban`), { content: 'keep' })
      return world.home.at(`/members/${username}/ban`)
    },
  },
  'GET /:community/invites': {
    what: 'Invitation links.',
    allow: admins,
    path: at('/invites'),
  },
  'POST /:community/invites': {
    what: 'Makes an invitation link.',
    allow: admins,
    path: at('/invites'),
    body: () => ({ life: 'week', maxUses: 5 }),
  },
  'DELETE /:community/invites/:invite': {
    what: 'Revokes an invitation link.',
    allow: admins,
    path: async (world) => world.home.at(`/invites/${(await world.fresh.invite()).id}`),
  },
  'GET /join/:code': {
    what: 'The page behind an invitation link.',
    allow: everyone,
    path: async (world) => `/join/${(await world.fresh.invite()).code}`,
  },
  // these two change who belongs: they come after all others
  'POST /:community/membership': {
    what: 'Joins, or asks to join; with `code`, by invitation.',
    allow: signedIn.filter((name) => name !== 'banned'),
    path: at('/membership'),
    final: true,
  },
  'DELETE /:community/membership': {
    what: 'Leaves. The last owner cannot.',
    allow: signedIn.filter((name) => name !== 'banned' && name !== 'owner'),
    path: at('/membership'),
    final: true,
  },
}
