import { env } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { community } from '../../../tests/community.ts'
import { connect } from '../../db/connect.ts'
import type { Keys } from '../keys/rules.ts'
import { dropArchives, fillArchive } from './jobs.ts'
import type { Archived } from './rules.ts'

type Piece = { messages: Archived[]; next: string | null }

const keep = (messages: { topic: string; payload: string; at: number }[]) =>
  fetch(`${env.WAKU_REST}/local/keep`, { method: 'POST', body: JSON.stringify(messages) })

const tick = () => fillArchive({ env, db: connect(env), now: new Date() })

it('copies each message once, gives them newest first to those who may read, until it is not wanted', async () => {
  const home = await community()
  const space = await home.space({ spaceType: 'chat' })
  const { epochs } = await home.owner.json<Keys>(home.at(`/s/${space}/chat/keys`))
  const topic = epochs[0]?.topic ?? ''
  const at = Date.now() - 3600_000
  const noise = (n: number) => ({ topic, payload: btoa(`noise ${n}`), at: at + n * 1000 })
  await keep(Array.from({ length: 150 }, (_, n) => noise(n)))
  await tick()
  // one that comes late, and one that is new
  await keep([noise(148.5), noise(200)])
  await tick()
  await tick()
  const path = home.at(`/s/${space}/chat/archive`)
  const { messages } = await home.owner.json<Piece>(path)
  const said = messages.map(({ payload }) => atob(payload))
  expect(new Set(said).size).toBe(152)
  expect(said).toHaveLength(152)
  expect(said.slice(0, 2).sort()).toEqual(['noise 148.5', 'noise 200'])
  const rules = home.at('/settings/chat')
  await home.owner.put(rules, { allowsMessages: true, keepsArchive: false })
  await dropArchives({ env, db: connect(env), now: new Date() })
  expect((await home.owner.json<Piece>(path)).messages).toEqual([])
})
