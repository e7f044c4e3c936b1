import { describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person, someone } from '../../../tests/community.ts'

const link = async (here: Community, fields: object = {}) => {
  const made = await here.owner.post(here.at('/invites'), fields)
  return made.json<{ id: string; code: string; url: string }>()
}

const used = async (here: Community) => {
  const { invites } = await here.owner.json<{ invites: { usedCount: number }[] }>(
    here.at('/invites'),
  )
  return invites[0]?.usedCount
}

const join = (here: Community, person: Person, code?: string) =>
  person.post(here.at('/membership'), code ? { code } : {})

describe('joining', () => {
  it('is one press where it is open, and twice is once', async () => {
    const here = await community()
    const ben = await someone()
    expect((await guest().post(here.at('/membership'))).status).toBe(401)
    expect((await join(here, ben)).status).toBe(201)
    const again = await join(here, ben)
    expect(again.status).toBe(200)
    expect(await again.json()).toEqual({ status: 'active' })
    expect((await ben.post('/no-such-place/membership')).status).toBe(404)
  })

  it('waits for an answer where it is by approval', async () => {
    const here = await community({ joining: 'approval' })
    const ben = await someone()
    expect(await (await join(here, ben)).json()).toEqual({ status: 'pending' })
    expect((await ben.get(here.at('/members'))).status).toBe(403)
    expect(await ben.page(here.at('/about'))).toContain('You have asked to join')
    expect((await ben.delete(here.at('/membership'))).status).toBe(200)
    expect(await ben.page(here.at('/about'))).toContain('Ask to join')
  })

  it('takes a link where it is by invitation', async () => {
    const here = await community({ joining: 'invitation' })
    const ben = await someone()
    expect((await join(here, ben)).status).toBe(403)
    expect((await join(here, ben, 'nonsense')).status).toBe(403)
    const { code } = await link(here)
    expect((await join(here, ben, code)).status).toBe(201)
    expect(await used(here)).toBe(1)
    expect((await join(here, ben, code)).status).toBe(200)
    expect(await used(here)).toBe(1)
  })
})

describe('invite links', () => {
  it('are made and revoked by admins', async () => {
    const here = await community()
    const [moderator, admin] = [await here.join('Mo', 'moderator'), await here.join('An', 'admin')]
    expect((await moderator.post(here.at('/invites'))).status).toBe(403)
    expect((await guest().get(here.at('/invites'))).status).toBe(401)
    expect((await admin.post(here.at('/invites'), { maxUses: 0 })).status).toBe(422)
    expect((await admin.post(here.at('/invites'), { life: 'century' })).status).toBe(422)
    const made = await admin.submit(here.at('/invites'), { life: 'day', maxUses: '' })
    expect(made.status).toBe(303)
    const { id, code } = await link(here)
    expect((await moderator.delete(here.at(`/invites/${id}`))).status).toBe(403)
    expect((await admin.delete(here.at(`/invites/${id}`))).status).toBe(200)
    expect((await admin.delete(here.at(`/invites/${id}`))).status).toBe(200)
    expect((await join(here, await someone(), code)).status).toBe(201)
    const other = await community({ joining: 'invitation' })
    expect((await other.owner.delete(other.at(`/invites/${id}`))).status).toBe(404)
    expect((await admin.delete(here.at(`/invites/${'-'.repeat(36)}`))).status).toBe(404)
    expect((await join(other, await someone(), code)).status).toBe(403)
  })

  it('let no more in than they have places, when many come at the same time', async () => {
    const here = await community({ joining: 'invitation' })
    const { code } = await link(here, { maxUses: 3 })
    const crowd = await Promise.all(Array.from({ length: 8 }, () => someone()))
    const answers = await Promise.all(crowd.map((person) => join(here, person, code)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(5)
    expect(await used(here)).toBe(3)
  })

  it('count one person once, however often they press', async () => {
    const here = await community({ joining: 'invitation' })
    const { code } = await link(here, { maxUses: 5 })
    const ben = await someone()
    await Promise.all(Array.from({ length: 5 }, () => join(here, ben, code)))
    expect(await used(here)).toBe(1)
  })

  it('lead to a page that says who invites to what', async () => {
    const here = await community({ name: 'Secret Garden', isPublic: false, joining: 'invitation' })
    const { code, id } = await link(here)
    const page = await guest().get(`/join/${code}`, { accept: 'text/html' })
    expect(page.status).toBe(200)
    expect(page.headers.get('server-timing')).toBe('db;desc="1"')
    expect(await page.text()).toContain('Secret Garden')
    const ben = await someone()
    expect(await ben.page(`/join/${code}`)).toContain('Join Secret Garden')
    await here.owner.delete(here.at(`/invites/${id}`))
    expect(await ben.page(`/join/${code}`)).toContain('does not work any more')
    expect((await ben.get('/join/nothing-here')).status).toBe(404)
    await here.owner.delete(here.at(), { name: 'Secret Garden' })
    expect((await ben.get(`/join/${code}`)).status).toBe(404)
  })
})
