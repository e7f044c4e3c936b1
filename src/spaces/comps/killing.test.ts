import { expect, it } from 'vitest'
import { grantsOf } from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { presses } from '../../../tests/cut.ts'
import { cutEverywhere, killedEverywhere } from '../../../tests/killing.ts'

async function scene() {
  const home = await community()
  const tier = await home.tier({ priceCents: 0 })
  const space = await home.space({ visibility: 'paid', requiredTierIds: [tier] })
  const ben = await home.join('Ben')
  const at = home.at(`/members/${ben.username}/tiers/${tier}`)
  const inside = async () => (await ben.rest().get(home.at(`/s/${space}`))).status
  return { home, ben, at, inside }
}

it('a Worker that is killed as staff give a tier gives it once, when they press again', async () => {
  let now = await scene()
  const given = { endsOn: '2090-06-30' }
  await cutEverywhere(
    (guard) => presses(now.home.owner, ['PUT', now.at, given])(guard),
    async () => {
      const { home, ben, at, inside } = now
      expect((await home.owner.put(at, given)).status).toBe(200)
      expect(await grantsOf(ben)).toMatchObject([{ endsAt: new Date('2090-07-01T00:00:00Z') }])
      expect(await inside()).toBe(200)
      now = await scene()
    },
  )
}, 600_000)

it('a Worker that is killed as staff take it back shuts the door, when they press again', async () => {
  const opened = async () => {
    const made = await scene()
    await made.home.owner.put(made.at)
    for (let turn = 0; turn < 2; turn++) expect(await made.inside()).toBe(200)
    return made
  }
  let now = await opened()
  // what the edge forgets is no step: it is cut off right after what is written
  await killedEverywhere(
    (guard) => presses(now.home.owner, ['DELETE', now.at])(guard),
    async () => {
      const { home, at, inside } = now
      // 404 where it was taken back before the Worker ended
      expect([200, 404]).toContain((await home.owner.delete(at)).status)
      expect(await inside()).toBe(403)
      now = await opened()
    },
  )
}, 600_000)
