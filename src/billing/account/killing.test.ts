import { expect, it } from 'vitest'
import { grantsOf, settle, shop, subscribe } from '../../../tests/billing.ts'
import { drain, night, presses } from '../../../tests/cut.ts'
import { cutEverywhere } from '../../../tests/killing.ts'
import { keeper } from '../../../tests/queue.ts'
import { moveOn, stripe } from '../../../tests/stripe.ts'

it('a Worker that is killed as the days of grace are saved counts them by the next day', async () => {
  const { home, tier, communityId, buyer } = await shop()
  const { person, customer, metadata } = await buyer('Ben')
  const sub = await subscribe(customer, metadata, tier)
  const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
  await stripe.subscriptions.update(sub.id, { default_payment_method: bad.id })
  await moveOn(customer, 32)
  await settle(customer)
  const path = home.at('/settings/payments')
  const graced = async () => {
    const { mine } = await home.owner.json<{ mine: { settings: { graceDays: number } } }>(path)
    return mine.settings.graceDays
  }
  const endOf = async () => (await grantsOf(person))[0]?.endsAt?.getTime() ?? 0
  const start = (await endOf()) - (await graced()) * 86_400_000
  const { sent, queue } = keeper()
  let graceDays = 20
  await cutEverywhere(
    (guard) => presses(home.owner, ['PATCH', path, { graceDays: ++graceDays }], queue)(guard),
    async (n) => {
      if (n % 2) await drain(sent.splice(0))
      await night(home, communityId)
      expect(await endOf()).toBe(start + (await graced()) * 86_400_000)
    },
  )
  expect(await graced()).toBe(graceDays)
}, 600_000)
