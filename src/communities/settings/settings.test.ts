import { describe, expect, it } from 'vitest'
import { community, guest, someone } from '../../../tests/community.ts'

describe('settings', () => {
  it('are an admin’s, in one round trip', async () => {
    const here = await community()
    const [moderator, admin] = [await here.join('Mo', 'moderator'), await here.join('An', 'admin')]
    expect((await guest().get(here.at('/settings'))).status).toBe(401)
    expect((await moderator.get(here.at('/settings'))).status).toBe(403)
    const page = await admin.get(here.at('/settings'), { accept: 'text/html' })
    expect(page.status).toBe(200)
    expect(page.headers.get('server-timing')).toBe('db;desc="1"')
    expect((await moderator.patch(here.at(), { name: 'Mine now' })).status).toBe(403)
    expect((await admin.patch(here.at(), { name: 'Ours now' })).status).toBe(200)
    expect(await admin.json(here.at('/settings'))).toMatchObject({ settings: { name: 'Ours now' } })
  })

  it('refuse what cannot be, beside its field', async () => {
    const here = await community()
    const refused = await here.owner.patch(here.at(), {
      name: '',
      logoUrl: 'javascript:alert(1)',
      brandColor: 'red',
      joining: 'maybe',
      isPublic: 'perhaps',
    })
    expect(refused.status).toBe(422)
    const { errors } = await refused.json<{ errors: object }>()
    expect(Object.keys(errors).sort()).toEqual(
      ['brandColor', 'isPublic', 'joining', 'logoUrl', 'name'].sort(),
    )
    const page = await here.owner.submit(here.at(), { coverUrl: 'ftp://x' }, 'PATCH')
    expect(page.status).toBe(422)
    expect(await page.text()).toContain('value="ftp://x"')
  })

  it('keep names to one line that can be seen', async () => {
    const here = await community()
    const named = async (name: string) => {
      const answer = await here.owner.patch(here.at(), { name })
      return answer.ok ? (await answer.json<{ name: string }>()).name : answer.status
    }
    expect(await named('Two\nlines,  \u202eturned')).toBe('Two lines, turned')
    expect(await named('\u200b\u2060')).toBe(422)
    expect(await named('שלום 👋 東京')).toBe('שלום 👋 東京')
    expect(await named('x'.repeat(60))).toBe('x'.repeat(60))
    expect(await named('x'.repeat(61))).toBe(422)
  })

  it('save a section by a plain form', async () => {
    const here = await community()
    const saved = await here.owner.submit(
      here.at(),
      { isPublic: 'false', joining: 'approval' },
      'PATCH',
    )
    expect(saved.status).toBe(303)
    expect(await here.owner.json(here.at('/settings'))).toMatchObject({
      settings: { isPublic: false, joining: 'approval' },
    })
  })

  it('draw the colour in both themes', async () => {
    const page = await guest().page('/communities/colours?brandColor=%23ffee00')
    expect(page).toContain('In dark')
    expect(await guest().page('/communities/colours?brandColor="><script>')).not.toContain('script')
  })
})

describe('handing over', () => {
  it('makes another the owner and the owner an admin', async () => {
    const here = await community()
    const ben = await here.join()
    const answer = await here.owner.put(here.at('/owner'), { username: `@${ben.username}` })
    expect(answer.status).toBe(200)
    expect((await here.owner.put(here.at('/owner'), { username: ben.username })).status).toBe(403)
    expect((await here.owner.delete(here.at('/membership'))).status).toBe(200)
    expect((await ben.delete(here.at('/membership'))).status).toBe(403)
  })

  it('goes to another active member only', async () => {
    const here = await community({ joining: 'approval' })
    const stranger = await someone()
    const pending = await someone()
    await pending.post(here.at('/membership'))
    for (const username of [stranger.username, pending.username, here.owner.username, ''])
      expect((await here.owner.put(here.at('/owner'), { username })).status).toBe(422)
  })

  it('leaves one owner when it happens twice at the same time', async () => {
    const here = await community()
    const heirs = await Promise.all([here.join('Ben'), here.join('Cleo'), here.join('Dan')])
    const answers = await Promise.all(
      heirs.map(({ username }) => here.owner.put(here.at('/owner'), { username })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { staff } = await here.owner.json<{ staff: { role: string }[] }>(here.at('/about'))
    expect(staff.map(({ role }) => role).sort()).toEqual(['admin', 'owner'])
  })
})

describe('deleting a community', () => {
  it('asks the owner for its name, then everything is gone and its address stays taken', async () => {
    const here = await community({ name: 'Old Place' })
    const admin = await here.join('An', 'admin')
    expect((await admin.delete(here.at(), { name: 'Old Place' })).status).toBe(403)
    expect((await here.owner.delete(here.at(), { name: 'Old' })).status).toBe(422)
    expect((await here.owner.delete(here.at(), { name: 'old place' })).status).toBe(200)
    for (const path of ['', '/about', '/members', '/settings', '/spaces', '/s/general/settings'])
      expect((await here.owner.get(here.at(path))).status, path).toBe(404)
    expect((await admin.post(here.at('/membership'))).status).toBe(404)
    const again = await here.owner.post('/communities', { name: 'New', slug: here.slug })
    expect(again.status).toBe(422)
  })

  it('takes it off profiles, front pages and inboxes, and kills its invites', async () => {
    const here = await community({ name: 'Vanished Quarter' })
    const [ben, space] = [await here.join(), await here.space()]
    const { code } = await (await here.owner.post(here.at('/invites'), {})).json<{ code: string }>()
    await here.post(here.owner, space, { title: 'Vanished words', content: `@${ben.username}` })
    const everywhere = () =>
      Promise.all(
        ['/', '/inbox', `/@${here.owner.username}`, `/@${ben.username}`].map((path) =>
          ben.page(path),
        ),
      ).then((pages) =>
        pages.map((html) => html.includes(`"${here.at()}`) || html.includes('Vanished')),
      )
    expect(await everywhere()).toEqual([true, true, true, true])
    expect((await guest().get(`/join/${code}`)).status).toBe(200)
    await here.owner.delete(here.at(), { name: 'Vanished Quarter' })
    expect(await everywhere()).toEqual([false, false, false, false])
    expect((await guest().get(`/join/${code}`)).status).toBe(404)
    expect((await ben.json<{ mine: { notices: [] } }>('/inbox')).mine.notices).toEqual([])
  })
})
