import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { buy, shop } from '../../../tests/billing.ts'
import { booksOf, presses } from '../../../tests/cut.ts'
import { cutEverywhere } from '../../../tests/killing.ts'
import { connect } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'

const db = connect(env)

it('a Worker that is killed on the way to the cards leads there at the next try', async () => {
  const { home, tier, communityId } = await shop()
  const ben = await home.join('Ben')
  await buy(ben, home, tier)
  const path = home.at('/billing/portal')
  const steps = await cutEverywhere(presses(ben, ['POST', path]), async () => {
    const { url } = await (await ben.post(path)).json<{ url: string }>()
    const page = await (await fetch(url)).text()
    expect(page).toContain('Cancel plan')
    expect(await booksOf(ben, communityId)).toMatchObject({ live: [1000], drifts: [], twice: [] })
  })
  expect(steps).toBe(1)
}, 600_000)

it('a Worker that is killed while it forgets a customer of another account does so at the next try', async () => {
  const { home, tier, communityId } = await shop()
  const path = home.at('/billing/portal')
  const scene = async () => {
    const ben = await home.join('Ben')
    const stripeCustomerId = `cus_elsewhere_${crypto.randomUUID()}`
    await db.update(profiles).set({ stripeCustomerId }).where(eq(profiles.id, ben.id))
    return { ben, leads: presses(ben, ['POST', path]) }
  }
  let at = await scene()
  const steps = await cutEverywhere(
    (guard) => at.leads(guard).catch((error) => expect(`${error}`).toContain('409')),
    async () => {
      const { ben } = at
      expect((await ben.post(path)).status).toBe(409)
      // and can buy as anybody who comes for the first time
      await buy(ben, home, tier)
      expect(await booksOf(ben, communityId)).toMatchObject({ live: [1000], drifts: [], twice: [] })
      at = await scene()
    },
  )
  // a page that Stripe refuses, and the row
  expect(steps).toBe(2)
}, 600_000)
