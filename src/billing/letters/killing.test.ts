import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { work } from '../../../tests/billing.ts'
import { community } from '../../../tests/community.ts'
import { presses } from '../../../tests/cut.ts'
import { cutEverywhere } from '../../../tests/killing.ts'
import { keeper, take } from '../../../tests/queue.ts'
import { connect } from '../../db/connect.ts'
import { PATIENCE_MINUTES } from './rules.ts'
import { deadLetters } from './tables.ts'

const db = connect(env)

type Page = { letters: { id: string }[] }

it('a Worker that is killed as a letter is sent again has it sent, now or by the next press', async () => {
  const home = await community()
  const scene = async () => {
    const id = await home.tier()
    await take([{ kind: 'stripe.tier', id }], { queue: 'opencircle-jobs-dead' })
    const [letter] = (await home.owner.json<Page>(home.at('/revenue/letters'))).letters
    const path = home.at(`/revenue/letters/${letter?.id}/replay`)
    const { sent, queue } = keeper()
    return { id, path, sent, queue, sends: presses(home.owner, ['PUT', path], queue) }
  }
  let at = await scene()
  await cutEverywhere(
    (guard) => at.sends(guard),
    async () => {
      const { id, path, sent, queue } = at
      const mine = eq(deadLetters.reference, id)
      // nobody has heard of it for as long as one waits
      await db
        .update(deadLetters)
        .set({ sentAt: sql`${deadLetters.sentAt} - ${`${PATIENCE_MINUTES} minutes`}::interval` })
        .where(mine)
      if (sent.length === 0)
        await presses(home.owner, ['PUT', path], queue)({ queue: (one) => one })
      expect(sent).toEqual([{ kind: 'stripe.tier', id }])
      expect(await work(sent)).toEqual([])
      const [letter] = await db.select().from(deadLetters).where(mine)
      expect(letter?.state).toBe('settled')
      at = await scene()
    },
  )
}, 600_000)

it('a Worker that is killed as a letter is let go lets it go, at the next press', async () => {
  const home = await community()
  const id = await home.tier()
  await take([{ kind: 'stripe.tier', id }], { queue: 'opencircle-jobs-dead' })
  const [letter] = (await home.owner.json<Page>(home.at('/revenue/letters'))).letters
  const path = home.at(`/revenue/letters/${letter?.id}`)
  await cutEverywhere(presses(home.owner, ['DELETE', path]), async () => {
    expect((await home.owner.delete(path)).status).toBe(200)
    const [row] = await db.select().from(deadLetters).where(eq(deadLetters.reference, id))
    expect(row?.state).toBe('dismissed')
  })
}, 600_000)
