import { expect, it } from 'vitest'
import { community, someone, guest } from './community.ts'
it('times', async () => {
  const t = async (name: string, f: () => Promise<unknown>, n = 20) => {
    await f()
    const s = Date.now()
    for (let i = 0; i < n; i++) await f()
    console.log(name, ((Date.now() - s) / n).toFixed(1))
  }
  await t('someone', () => someone('Ben'))
  await t('community', () => community())
  const c = await community()
  await t('join', () => c.join())
  await t('space', () => c.space(), 10)
  const s = await c.space()
  await t('post', () => c.post(c.owner, s))
  await t('feed member', () => c.owner.get(c.at()))
  await t('feed guest', () => guest.get(c.at()))
  await t('settings', () => c.owner.get(c.at('/settings')))
  expect(1).toBe(1)
}, 60000)
