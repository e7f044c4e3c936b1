import { type Context, Hono } from 'hono'
import type Stripe from 'stripe'
import { behaviourOf } from '../cards.ts'
import { idOf } from '../ids.ts'
import { attach, makeDefault, wrongCard } from '../saving.ts'
import { endSubscription } from '../settling.ts'
import type { PaymentMethod, Subscription } from '../types.ts'
import type { World } from '../world.ts'
import { bankPage } from './checkout.ts'
import { cardFrom, fieldsOf, typedCard } from './form.ts'
import { lostPage } from './layout.ts'
import { cancelPage, cardPage, portalPage } from './portal.ts'

type Portal = Stripe.BillingPortal.Session
const HOUR = 3600

/** The billing portal of one person, for an hour after they came. */
export function billingRoutes(world: World) {
  const { store } = world
  const within =
    (act: (c: Context, portal: Portal, at: string) => Response | Promise<Response>) =>
    (c: Context) => {
      const at = `/p/session/${c.req.param('key')}`
      const portal = store.all('billing_portal.session').find(({ url }) => url.endsWith(at))
      const isOld = portal && world.now(portal.customer) - portal.created > 24 * HOUR
      return portal && !isOld ? act(c, portal, at) : c.html(lostPage(), 404)
    }
  const mine = (portal: Portal, id: string): Subscription | undefined => {
    const sub = store.get('subscription', id)
    return sub?.customer === portal.customer ? sub : undefined
  }
  const done = (c: Context, portal: Portal, at: string, what: string) => {
    const after = portal.flow?.after_completion
    const to = after?.type === 'redirect' ? after.redirect?.return_url : undefined
    return c.redirect(to ?? `${at}?done=${what}`, 303)
  }
  const save = (portal: Portal, card: PaymentMethod) => {
    attach(world, card, portal.customer)
    makeDefault(world, world.need('customer', portal.customer), card)
    for (const sub of store.all('subscription')) {
      const isLive = sub.status !== 'canceled' && sub.status !== 'incomplete_expired'
      if (sub.customer !== portal.customer || !isLive || !sub.default_payment_method) continue
      world.change(sub, { default_payment_method: card.id }, 'customer.subscription.updated')
    }
  }

  return new Hono()
    .get(
      '/:key',
      within((c, portal, at) => {
        const { flow } = portal
        // a way in that is meant for one act begins with that act
        if (!c.req.query('done') && flow?.type === 'payment_method_update')
          return c.html(cardPage(at))
        const cancels = flow?.subscription_cancel?.subscription
        if (!c.req.query('done') && cancels) return c.redirect(`${at}/cancel/${cancels}`)
        return c.html(portalPage(world, portal, at, NOTICES[c.req.query('done') ?? '']))
      }),
    )
    .get(
      '/:key/card',
      within((c, _portal, at) => c.html(cardPage(at))),
    )
    .post(
      '/:key/card',
      within(async (c, portal, at) => {
        const fields = await fieldsOf(c)
        const { number, month, year } = typedCard(fields)
        const { refusesSaving, declines, asks } = behaviourOf(number) ?? {}
        const why =
          wrongCard(number, month, year, world.now(portal.customer)) ??
          (refusesSaving ? declines?.message : undefined)
        if (why) return c.html(cardPage(at, fields, why), 402)
        const card = cardFrom(world, fields, portal.customer)
        if (asks) return c.redirect(`${at}/card/${card.id}/bank`, 303)
        save(portal, card)
        return done(c, portal, at, 'card')
      }),
    )
    .get(
      '/:key/card/:card/bank',
      within((c, _portal, at) => {
        const act = `${at}/card/${c.req.param('card')}/bank`
        return c.html(bankPage({ act, amount: 'future payments' }))
      }),
    )
    .post(
      '/:key/card/:card/bank',
      within(async (c, portal, at) => {
        const card = store.get('payment_method', c.req.param('card') ?? '')
        const { answer } = await fieldsOf(c)
        if (!card || card.customer) return c.html(lostPage(), 404)
        if (answer !== 'approve')
          return c.html(cardPage(at, {}, 'Your bank did not approve this card.'), 402)
        save(portal, card)
        return done(c, portal, at, 'card')
      }),
    )
    .get(
      '/:key/cancel/:sub',
      within((c, portal, at) => {
        const sub = mine(portal, c.req.param('sub') ?? '')
        return sub
          ? c.html(cancelPage(world, sub, at, modeOf(world, portal)))
          : c.html(lostPage(), 404)
      }),
    )
    .post(
      '/:key/cancel/:sub',
      within((c, portal, at) => {
        const sub = mine(portal, c.req.param('sub') ?? '')
        if (!sub || sub.status === 'canceled') return c.html(lostPage(), 404)
        if (modeOf(world, portal) === 'immediately') {
          endSubscription(world, sub, { reason: 'cancellation_requested' })
        } else {
          scheduleEnd(world, sub)
        }
        return done(c, portal, at, 'canceled')
      }),
    )
    .post(
      '/:key/resume',
      within(async (c, portal, at) => {
        const sub = mine(portal, (await fieldsOf(c)).subscription ?? '')
        if (!sub || sub.cancel_at === null) return c.html(lostPage(), 404)
        const reason = { ...NO_DETAILS, ...sub.cancellation_details, reason: null }
        const kept = { cancel_at: null, cancel_at_period_end: false, canceled_at: null }
        world.change(
          sub,
          { ...kept, cancellation_details: reason },
          'customer.subscription.updated',
        )
        return done(c, portal, at, 'resumed')
      }),
    )
}

const NO_DETAILS = { comment: null, feedback: null, feedback_option: null, reason: null }

/** With flexible billing the portal sets the moment, and not `cancel_at_period_end`. */
function scheduleEnd(world: World, sub: Subscription): void {
  const cancel_at = Math.max(...sub.items.data.map((item) => item.current_period_end))
  const reason = 'cancellation_requested' as const
  const cancellation_details = { ...NO_DETAILS, ...sub.cancellation_details, reason }
  world.change(
    sub,
    { cancel_at, canceled_at: world.now(sub.customer), cancellation_details },
    'customer.subscription.updated',
  )
}

const modeOf = (world: World, portal: Portal): string =>
  String(
    world.need('billing_portal.configuration', String(idOf(portal.configuration))).features
      .subscription_cancel.mode,
  )

const NOTICES: Record<string, string> = {
  card: 'Your card is saved.',
  canceled: 'Your plan is canceled.',
  resumed: 'Your plan goes on.',
}
