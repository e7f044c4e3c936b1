import { communityOf, customerOf } from '../billing.ts'
import { stripe, success_url } from '../stripe.ts'
import { at, type Row } from './row.ts'
import { entering, members, signedIn } from './world.ts'

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
  'POST /webhooks/stripe': {
    what: "Takes Stripe's word, if it is signed.",
    allow: [],
    path: () => '/webhooks/stripe',
  },
}
