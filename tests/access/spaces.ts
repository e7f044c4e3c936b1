import type { Community } from '../community.ts'
import { at, inFreshSpace, inSpace, type Row } from './row.ts'
import { admins, everyone, members, signedIn, type World } from './world.ts'

const word = () => `made-${crypto.randomUUID().slice(0, 13)}`

async function linkInto(community: Community, links: string): Promise<{ id: string; url: string }> {
  return (await community.owner.post(links, {})).json()
}

/** A link into a space of another community, of which nothing else is asked. */
async function elsewhere({ elsewhere: other }: World): Promise<string> {
  const space = await other.space({ visibility: 'private' })
  return new URL((await linkInto(other, other.at(`/s/${space}/invites`))).url).pathname
}

/** Spaces, who may enter them, tiers and what is given by hand. */
export const spaceRows: Record<string, Row> = {
  'GET /:community/spaces': { what: 'Spaces to manage.', allow: admins, path: at('/spaces') },
  'GET /:community/spaces/new': {
    what: 'The form for a new space.',
    allow: admins,
    path: at('/spaces/new'),
  },
  'POST /:community/spaces': {
    what: 'Makes a space.',
    allow: admins,
    path: at('/spaces'),
    body: () => ({
      name: 'Workshop',
      slug: word(),
      emoji: '🔧',
      spaceType: 'discussion',
      visibility: 'public',
    }),
  },
  'PUT /:community/spaces/order': {
    what: 'Puts the spaces in order.',
    allow: admins,
    path: at('/spaces/order'),
    body: async (world) => {
      const { spaces } = await world.home.owner.json<{ spaces: { id: string }[] }>(
        world.home.at('/spaces'),
      )
      return { ids: spaces.map(({ id }) => id) }
    },
  },
  'PUT /:community/s/:space/position': {
    what: 'Moves a space up or down.',
    allow: admins,
    path: inFreshSpace('/position'),
    body: () => ({ move: 'up' }),
  },
  'GET /:community/s/:space/settings': {
    what: "A space's settings.",
    allow: admins,
    path: inFreshSpace('/settings'),
  },
  'PATCH /:community/s/:space': {
    what: 'Changes a space.',
    allow: admins,
    path: inFreshSpace(),
    body: () => ({ description: 'Where we mend things.' }),
  },
  'PUT /:community/s/:space/archive': {
    what: 'Archives a space.',
    allow: admins,
    path: inFreshSpace('/archive'),
  },
  'DELETE /:community/s/:space/archive': {
    what: 'Restores an archived space.',
    allow: admins,
    path: async (world) => {
      const space = world.home.at(`/s/${await world.fresh.space()}/archive`)
      await world.home.owner.put(space)
      return space
    },
  },
  'GET /:community/s/:space': {
    what: 'A space and what is in it; a locked one shows its door.',
    allow: everyone,
    path: inSpace(),
    kinds: true,
    door: true,
  },
  'PUT /:community/s/:space/follow': {
    what: 'Follows a space: its new posts come to your inbox.',
    allow: members,
    path: inSpace('/follow'),
    kinds: true,
  },
  'DELETE /:community/s/:space/follow': {
    what: 'Follows it no longer.',
    allow: members,
    path: inSpace('/follow'),
    kinds: true,
  },
  'PUT /:community/s/:space/level': {
    what: 'How much of a space you are told: `mute`, `normal`, `follow` or `watch`.',
    allow: members,
    path: inSpace('/level'),
    body: () => ({ level: 'watch' }),
    kinds: true,
  },
  'POST /:community/s/:space/guests': {
    what: 'Invites a member into a private space, by username.',
    allow: admins,
    path: (world) => world.home.at(`/s/${world.spaces.private}/guests`),
    body: async (world) => ({ username: (await world.fresh.member()).username }),
  },
  'PUT /:community/s/:space/guests/:username': {
    what: 'Invites a member into a private space.',
    allow: admins,
    path: async (world) =>
      world.home.at(`/s/${world.spaces.private}/guests/${(await world.fresh.member()).username}`),
  },
  'DELETE /:community/s/:space/guests/:username': {
    what: 'Takes the invitation back.',
    allow: admins,
    path: async (world) => {
      const { username } = await world.fresh.member()
      const guest = world.home.at(`/s/${world.spaces.private}/guests/${username}`)
      await world.home.owner.put(guest)
      return guest
    },
  },
  'GET /:community/tiers': { what: 'Membership tiers.', allow: admins, path: at('/tiers') },
  'POST /:community/tiers': {
    what: 'Makes a tier.',
    allow: admins,
    path: at('/tiers'),
    body: () => ({ name: 'Friend', priceCents: 500, billingPeriod: 'monthly' }),
  },
  'POST /:community/s/:space/invites': {
    what: 'Makes a link into the space, for one `email` or for whoever has it.',
    allow: admins,
    path: inSpace('/invites'),
    body: () => ({}),
  },
  'DELETE /:community/s/:space/invites/:invite': {
    what: 'Revokes a link into the space.',
    allow: admins,
    path: async (world) => {
      const links = world.home.at(`/s/${world.spaces.public}/invites`)
      return `${links}/${(await linkInto(world.home, links)).id}`
    },
  },
  'GET /invites/:code': {
    what: 'Where a link into a space leads: what it is, and the button.',
    allow: everyone,
    path: elsewhere,
  },
  'POST /invites/:code': {
    what: 'Enters the space, and its community on the way.',
    allow: signedIn,
    path: elsewhere,
  },
  'PUT /:community/tiers/:tier/position': {
    what: 'Moves a tier one place `up` or `down`.',
    allow: admins,
    path: (world) => world.home.at(`/tiers/${world.tiers.wrong}/position`),
    body: () => ({ move: 'up' }),
  },
  'PATCH /:community/tiers/:tier': {
    what: 'Changes a tier.',
    allow: admins,
    path: (world) => world.home.at(`/tiers/${world.tiers.wrong}`),
    body: () => ({ description: 'For friends of the garden.' }),
  },
  'GET /:community/members/:username/tiers': {
    what: 'The tiers that a member has, and why.',
    allow: admins,
    path: (world) => world.home.at(`/members/${world.author.username}/tiers`),
  },
  'PUT /:community/members/:username/tiers/:tier': {
    what: 'Gives a member a tier by hand.',
    allow: admins,
    path: async (world) =>
      world.home.at(`/members/${(await world.fresh.member()).username}/tiers/${world.tiers.wrong}`),
  },
  'DELETE /:community/members/:username/tiers/:tier': {
    what: 'Ends what was given by hand.',
    allow: admins,
    path: async (world) => {
      const { username } = await world.fresh.member()
      const tier = world.home.at(`/members/${username}/tiers/${world.tiers.wrong}`)
      await world.home.owner.put(tier)
      return tier
    },
  },
}
