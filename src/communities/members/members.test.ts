import { describe, expect, it } from 'vitest'
import { community, guest, someone, timing } from '../../../tests/community.ts'
import { PAGE } from './rules.ts'

type Directory = {
  members: { username: string; role: string }[]
  next: string | null
  total: number
  mine: { counts: { pending: number; banned: number } | null; acts: Record<string, object> }
}

describe('the directory', () => {
  it('is for members, without a round trip of its own', async () => {
    const here = await community()
    const ben = await here.join()
    expect((await guest().get(here.at('/members'))).status).toBe(401)
    expect((await (await someone()).get(here.at('/members'))).status).toBe(403)
    const ask = () => ben.get(here.at('/members'), { accept: 'text/html' })
    expect(timing(await ask())).toEqual({ cache: null, db: 1, own: 0 })
    ben.rest()
    const page = await ask()
    expect(page.status).toBe(200)
    expect(timing(page)).toEqual({ cache: 'MISS', db: 0, own: 1 })
    expect(await page.text()).not.toContain('Ban')
    const { mine } = await ben.json<Directory>(here.at('/members'))
    expect(mine).toEqual({ counts: null, canInvite: false, acts: {}, gifts: {} })
    expect((await ben.get(here.at('/members?status=banned'))).status).toBe(403)
  })

  it('finds by any part of a name', async () => {
    const here = await community()
    const zoe = await here.join('Zoë Quartz')
    await here.join('Ben')
    const find = async (q: string) =>
      (await zoe.json<Directory>(here.at(`/members?q=${encodeURIComponent(q)}`))).members.map(
        ({ username }) => username,
      )
    expect(await find('uart')).toEqual([zoe.username])
    expect(await find(`@${zoe.username.slice(0, 12)}`)).toEqual([zoe.username])
    expect(await find('%')).toEqual([])
    expect(await find('nobody at all')).toEqual([])
  })

  it('goes on page by page, without gaps or doubles while people join', async () => {
    const here = await community()
    const crowd = PAGE + 5
    for (let i = 0; i < crowd; i += 5)
      await Promise.all(Array.from({ length: 5 }, () => here.join()))
    const first = await here.owner.json<Directory>(here.at('/members'))
    expect(first.members).toHaveLength(PAGE)
    const page = await here.owner.page(here.at('/members'))
    expect(page.includes(`/members?after=${first.next}`)).toBe(true)
    await here.join('Late')
    const second = await here.owner.json<Directory>(here.at(`/members?after=${first.next}`))
    const names = [...first.members, ...second.members].map(({ username }) => username)
    expect(new Set(names).size).toBe(crowd + 1)
    expect(names).toHaveLength(crowd + 1)
    expect(second.next).toBeNull()
  })
})

describe('roles', () => {
  it('are given to those below, below one’s own', async () => {
    const here = await community()
    const ben = await here.join('Ben')
    const [mo, an] = [await here.join('Mo', 'moderator'), await here.join('An', 'admin')]
    const give = (who: typeof ben, to: typeof ben, role: string) =>
      who.put(here.at(`/members/${to.username}/role`), { role })
    expect((await give(mo, ben, 'moderator')).status).toBe(403)
    expect((await give(an, ben, 'moderator')).status).toBe(200)
    expect((await give(an, ben, 'moderator')).status).toBe(200)
    expect((await give(an, ben, 'admin')).status).toBe(403)
    expect((await give(an, an, 'member')).status).toBe(403)
    expect((await give(an, here.owner, 'member')).status).toBe(403)
    expect((await give(here.owner, here.owner, 'member')).status).toBe(403)
    expect((await give(here.owner, ben, 'owner')).status).toBe(422)
    expect((await give(here.owner, ben, 'admin')).status).toBe(200)
    expect((await give(an, ben, 'member')).status).toBe(403)
    expect((await give(here.owner, await someone(), 'admin')).status).toBe(404)
    expect((await give(await someone(), ben, 'member')).status).toBe(403)
  })

  it('are lost at once, also while one is acting', async () => {
    const here = await community()
    const [an, mo] = [await here.join('An', 'admin'), await here.join('Mo', 'moderator')]
    const [demoted, acted] = await Promise.all([
      here.owner.put(here.at(`/members/${an.username}/role`), { role: 'member' }),
      an.put(here.at(`/members/${mo.username}/role`), { role: 'member' }),
    ])
    expect(demoted.status).toBe(200)
    expect([200, 403, 409]).toContain(acted.status)
    expect((await an.put(here.at(`/members/${mo.username}/role`), { role: 'member' })).status).toBe(
      403,
    )
  })
})

describe('requests', () => {
  it('are answered by moderators', async () => {
    const here = await community({ joining: 'approval' })
    const [ben, cleo] = [await someone('Ben'), await someone('Cleo')]
    const mo = await someone('Mo')
    for (const person of [ben, cleo, mo]) await person.post(here.at('/membership'))
    const answer = (who: typeof ben, whom: typeof ben) =>
      who.put(here.at(`/members/${whom.username}/approval`))
    expect((await answer(ben, ben)).status).toBe(403)
    expect((await answer(here.owner, mo)).status).toBe(200)
    await here.owner.put(here.at(`/members/${mo.username}/role`), { role: 'moderator' })
    const waiting = await mo.json<Directory>(here.at('/members?status=pending'))
    expect(waiting.mine.counts).toMatchObject({ pending: 2 })
    expect(waiting.members).toHaveLength(2)
    expect((await answer(mo, ben)).status).toBe(200)
    expect((await answer(mo, ben)).status).toBe(200)
    expect((await mo.delete(here.at(`/members/${cleo.username}`))).status).toBe(200)
    expect((await answer(mo, cleo)).status).toBe(404)
    expect((await answer(mo, await someone())).status).toBe(404)
    expect((await ben.get(here.at('/members'))).status).toBe(200)
    expect((await cleo.get(here.at('/members'))).status).toBe(403)
  })
})

describe('the door', () => {
  it('shows who runs it and what a guest may know, from the cache', async () => {
    const here = await community({ description: 'For people who whittle.' })
    const tier = await here.tier()
    await here.space({ name: 'Hidden Cellar', visibility: 'private' })
    await here.space({ name: 'Paid Attic', visibility: 'paid', requiredTierIds: [tier] })
    const page = await guest().get(here.at('/about'), { accept: 'text/html' })
    expect(timing(page)).toEqual({ cache: 'MISS', db: 0, own: 0 })
    const html = await page.text()
    expect(html).toContain('For people who whittle.')
    expect(html).toContain('Olivia Test')
    expect(html).toContain('Paid Attic')
    expect(html).not.toContain('Hidden Cellar')
    expect(JSON.stringify(await guest().json(here.at('/about')))).not.toContain('Hidden Cellar')
    await here.owner.patch(here.at(), { isPublic: false })
    const closed = await guest().page(here.at('/about'))
    expect(closed).not.toContain('Paid Attic')
    expect(closed).not.toContain('General')
    expect(closed).toContain('Sign in to join')
  })
})
