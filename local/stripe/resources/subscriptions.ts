import type { Api } from '../api.ts'
import { create } from '../creating.ts'
import { refused } from '../errors.ts'
import { flag, moment, text } from '../params.ts'
import { cancel, update } from '../updating.ts'
import { created, details, updated } from './shapes.ts'

export function subscriptions(api: Api): void {
  const { world } = api
  api.post('/subscriptions', created, ({ input }) => create(world, input))
  api.get('/subscriptions/:id', {}, ({ id }) => world.need('subscription', id))
  api.post('/subscriptions/:id', updated, ({ id, input }) =>
    update(world, world.need('subscription', id), input),
  )
  api.delete(
    '/subscriptions/:id',
    {
      cancellation_details: details.optional(),
      invoice_now: flag.optional(),
      prorate: flag.optional(),
    },
    ({ id, input }) => cancel(world, world.need('subscription', id), input),
  )
  const filters = {
    customer: text.optional(),
    price: text.optional(),
    status: text.optional(),
    current_period_end: moment.optional(),
    test_clock: text.optional(),
  }
  api.list('/subscriptions', 'subscription', filters, (sub, { input }) => {
    const { customer = sub.customer, price, status, test_clock } = input
    const isPriced = !price || sub.items.data.some((item) => item.price.id === price)
    const isWanted =
      status === 'all' ||
      (status === 'ended'
        ? sub.status === 'canceled' || sub.status === 'incomplete_expired'
        : status
          ? sub.status === status
          : sub.status !== 'canceled')
    return (
      sub.customer === customer &&
      isPriced &&
      isWanted &&
      (!test_clock || sub.test_clock === test_clock)
    )
  })
  api.get('/subscription_items/:id', {}, ({ id }) => {
    const found = world.store
      .all('subscription')
      .flatMap((sub) => sub.items.data)
      .find((item) => item.id === id)
    if (found) return found
    throw refused(`No such subscription_item: '${id}'`, { code: 'resource_missing', param: 'item' })
  })
}
