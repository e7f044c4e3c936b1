import { env } from 'cloudflare:test'
import { keepLetter } from '../../src/billing/letters/queries.ts'
import { connect } from '../../src/db/connect.ts'
import { bring, communityOf, courseIn, customerOf, keeper, subscriber } from '../billing.ts'
import { type Person, someone } from '../community.ts'
import { deliveries, stripe, success_url } from '../stripe.ts'
import { at, type Row } from './row.ts'
import { admins, entering, members, signedIn, type World } from './world.ts'

/** Work of this community that failed for the last time. */
async function deadLetter({ tiers: { wrong } }: World): Promise<string> {
  const { rows } = await keepLetter(connect(env), {
    ...{ kind: 'stripe.tier', id: wrong, error: 'Error', tries: 6 },
    failedAt: new Date().toISOString(),
  })
  return String(rows[0]?.id)
}

const cheap = new Map<World, Promise<string>>()

/** A smaller plan than the one that the viewer pays for. */
async function smaller(world: World, viewer: Person): Promise<string> {
  if (viewer.id) await subscriber(viewer, world.tiers.wrong)
  const known = cheap.get(world) ?? world.home.tier({ name: 'Small tier', priceCents: 500 })
  cheap.set(world, known)
  return known
}

let heard: Promise<void> | undefined

/** Stripe's word has come to this deployment, as it has wherever somebody pays. */
async function hearOfStripe(): Promise<void> {
  const [first] = await deliveries(await customerOf(await someone()))
  if (!first || !(await bring(first, { JOBS: keeper().JOBS })).ok)
    throw new Error('Stripe was not heard of.')
}

/** What is paid for: plans, Checkout, the way back, the portal, and Stripe's word. */
export const billingRows: Record<string, Row> = {
  'GET /:community/plans': {
    what: 'The tiers side by side: what each costs and opens, and which are yours.',
    allow: entering.public,
    path: at('/plans'),
  },
  'POST /:community/plans/:tier/checkout': {
    what: "Leads to Stripe's page to pay for a tier; refuses what would be paid for twice.",
    allow: members,
    path: (world) => world.home.at(`/plans/${world.tiers.wrong}/checkout`),
  },
  'GET /:community/plans/:tier/change': {
    what: 'What a change of plan costs, as Stripe counts it, before anything is charged.',
    allow: members,
    own: true,
    path: async (world, viewer) => world.home.at(`/plans/${await smaller(world, viewer)}/change`),
  },
  'POST /:community/plans/:tier/change': {
    what: 'Changes the plan: more at once, less with the next renewal. Names what was shown.',
    allow: members,
    own: true,
    path: async (world, viewer) => world.home.at(`/plans/${await smaller(world, viewer)}/change`),
    body: () => ({ at: 0, due: 0 }),
  },
  'DELETE /:community/plans/change': {
    what: 'Takes back a change that waits for the next renewal.',
    allow: members,
    own: true,
    path: async (world, viewer) => {
      const change = world.home.at(`/plans/${await smaller(world, viewer)}/change`)
      await viewer.post(change, { at: 0, due: 0 })
      return world.home.at('/plans/change')
    },
  },
  'POST /:community/courses/:course/checkout': {
    what: "Leads to Stripe's page to pay once for a course.",
    allow: members,
    path: async (world) =>
      world.home.at(`/courses/${await courseIn(world.home, world.spaces.public)}/checkout`),
  },
  'GET /:community/tiers/:tier/prices': {
    what: 'What the subscribers of a tier pay, and how many are moved to what it costs now.',
    allow: ['owner'],
    path: (world) => world.home.at(`/tiers/${world.tiers.wrong}/prices`),
  },
  'POST /:community/tiers/:tier/moves': {
    what: 'Moves all subscribers of a tier to its price from their next renewal on; they are told.',
    allow: ['owner'],
    path: (world) => world.home.at(`/tiers/${world.tiers.wrong}/moves`),
  },
  'GET /:community/settings/payments': {
    what: 'Whether key, webhook and taxes at Stripe are right, and what is to be done.',
    allow: admins,
    path: async (world) => {
      heard ??= hearOfStripe()
      await heard
      return world.home.at('/settings/payments')
    },
  },
  'PATCH /:community/settings/payments': {
    what: 'Changes who reckons the taxes, and the days of grace.',
    allow: ['owner'],
    path: at('/settings/payments'),
    body: () => ({ graceDays: 14 }),
  },
  'GET /:community/plans/return': {
    what: 'Where Stripe leads back to: asks Stripe, opens what was paid for, or waits.',
    allow: signedIn,
    own: true,
    path: async (world, { id }) => {
      const communityId = await communityOf(world.tiers.wrong)
      const session = await stripe.checkout.sessions.create({
        mode: 'payment',
        line_items: [
          {
            price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'A tier' } },
            quantity: 1,
          },
        ],
        success_url,
        metadata: { profileId: id, communityId },
      })
      return world.home.at(`/plans/return?session_id=${session.id}`)
    },
  },
  'POST /:community/billing/portal': {
    what: "Leads to Stripe's page of your cards, invoices and memberships.",
    allow: signedIn,
    own: true,
    path: async (world, viewer) => {
      if (viewer.id) await customerOf(viewer)
      return world.home.at('/billing/portal')
    },
  },
  'POST /billing/portal': {
    what: 'The same for all communities, those that are closed too.',
    allow: signedIn,
    own: true,
    path: async (_, viewer) => {
      if (viewer.id) await customerOf(viewer)
      return '/billing/portal'
    },
  },
  'GET /:community/revenue': {
    what: 'Subscribers, what comes in each month, new and lost, failed payments, revenue by tier.',
    allow: admins,
    path: at('/revenue'),
  },
  'GET /:community/revenue/entries.csv': {
    what: 'Every payment, refund and dispute as CSV.',
    allow: admins,
    path: at('/revenue/entries.csv'),
  },
  'GET /:community/revenue/subscribers': {
    what: 'Who has a plan, by name, what it costs, and what comes next; `show` says which: now, trying, failing, ending, gone.',
    allow: admins,
    path: at('/revenue/subscribers'),
  },
  'GET /:community/revenue/subscribers.csv': {
    what: 'Everyone who pays or paid as CSV.',
    allow: admins,
    path: at('/revenue/subscribers.csv'),
  },
  'GET /:community/revenue/check': {
    what: 'What the last comparison with Stripe found, and what of it was mended.',
    allow: admins,
    path: at('/revenue/check'),
  },
  'POST /:community/revenue/check': {
    what: 'Compares with Stripe now; while one comparison is on its way, nothing more.',
    allow: admins,
    path: at('/revenue/check'),
  },
  'GET /:community/revenue/letters': {
    what: 'Work that failed as often as it is tried.',
    allow: admins,
    path: at('/revenue/letters'),
  },
  'PUT /:community/revenue/letters/:letter/replay': {
    what: 'Has such work done again; twice is once.',
    allow: admins,
    path: async (world) => world.home.at(`/revenue/letters/${await deadLetter(world)}/replay`),
  },
  'DELETE /:community/revenue/letters/:letter': {
    what: 'Lets such work go.',
    allow: admins,
    path: async (world) => world.home.at(`/revenue/letters/${await deadLetter(world)}`),
  },
  'POST /webhooks/stripe': {
    what: "Takes Stripe's word, if it is signed.",
    allow: [],
    path: () => '/webhooks/stripe',
  },
}
