import { env } from 'cloudflare:test'
import { keepLetter } from '../../src/billing/letters/queries.ts'
import { connect } from '../../src/db/connect.ts'
import { communityOf, customerOf } from '../billing.ts'
import { stripe, success_url } from '../stripe.ts'
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
  'GET /:community/plans/return': {
    what: 'Where Stripe leads back to: asks Stripe, opens what was paid for, or waits.',
    allow: signedIn,
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
    path: async (world, viewer) => {
      if (viewer.id) await customerOf(viewer)
      return world.home.at('/billing/portal')
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
