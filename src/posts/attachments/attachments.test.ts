import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person } from '../../../tests/community.ts'
import { png } from '../../../tests/pictures.ts'
import { uploaded } from '../../../tests/uploads.ts'
import { newId } from '../../db/columns.ts'
import { connect } from '../../db/connect.ts'
import type { Attached } from '../../files/attached/rules.ts'
import { MAX_ATTACHMENTS } from './rules.ts'

let home: Community
let space: string
let ada: Person
let ben: Person

beforeAll(async () => {
  home = await community()
  space = await home.space()
  ada = await home.join('Ada')
  ben = await home.join('Ben')
})

const picture = (who: Person, place = space, name = 'bean.png') =>
  uploaded(who, png, { ...{ name, purpose: 'attachment', space: place }, community: home.slug })

const text = (who: Person) =>
  uploaded(who, new TextEncoder().encode('Sow in March.'), {
    ...{ name: 'sowing plan.txt', purpose: 'attachment' },
    ...{ community: home.slug, space },
  })

type Shown = { post: { attachments: Attached[]; editedAt: string | null } }

const attachedTo = async (post: string, who = ben) =>
  (await who.json<Shown>(home.at(`/posts/${post}`))).post.attachments

const releasedAt = async (id: string) => {
  const { rows } = await connect(env).execute<{ released_at: string | null }>(
    sql`select released_at from files where id = ${id}::uuid`,
  )
  return rows[0]?.released_at ?? null
}

const errorsOf = async (answer: Response) => {
  expect(answer.status).toBe(422)
  return (await answer.json<{ errors: Record<string, string> }>()).errors
}

describe('a post', () => {
  it('shows its files in order, with what its pictures show', async () => {
    const [first, second] = [await picture(ada), await text(ada)]
    const post = await home.post(ada, space, {
      attachments: [{ id: second.id }, { id: first.id, alt: '  A bean,\n in bud ' }],
    })
    expect(await attachedTo(post)).toEqual(
      [
        { ...{ id: second.id, name: 'sowing plan.txt', kind: 'text', type: 'text/plain' } },
        { ...{ id: first.id, name: 'bean.png', kind: 'picture', type: 'image/png' } },
      ].map((file) => expect.objectContaining(file)),
    )
    const [, bean] = await attachedTo(post)
    expect(bean).toMatchObject({ alt: 'A bean, in bud', width: 16, height: 12, captions: [] })
    expect(Object.keys(bean ?? {})).not.toContain('sha256')
    const html = await guest().page(home.at(`/posts/${post}`))
    expect(html).toContain('alt="A bean, in bud"')
    expect(html).toContain('sowing plan.txt')
    expect(await ben.page(home.at(`/s/${space}`))).toContain(bean?.url)
  })

  it('makes its files readable for those who may enter the space, and nobody before', async () => {
    const file = await picture(ada)
    expect((await ada.get(file.url)).status).toBe(200)
    expect((await ben.get(file.url)).status).toBe(404)
    await home.post(ada, space, { attachments: [{ id: file.id }] })
    expect((await ben.get(file.url)).status).toBe(200)
    const secret = await home.space({ visibility: 'private' })
    const hidden = await picture(home.owner, secret)
    await home.post(home.owner, secret, { attachments: [{ id: hidden.id }] })
    expect((await home.owner.get(hidden.url)).status).toBe(200)
    for (const other of [ben, guest()]) expect((await other.get(hidden.url)).status).toBe(404)
  })

  it('takes a form of two lists side by side', async () => {
    const [one, two] = [await picture(ada), await picture(ada)]
    const id = newId()
    const form: [string, string][] = [
      ...[
        ['id', id],
        ['content', 'Two beans'],
        ['attachments[]', ''],
        ['alts[]', ''],
      ],
      ...[
        ['attachments[]', two.id],
        ['alts[]', 'Second'],
        ['attachments[]', one.id],
      ],
      ['alts[]', ''],
    ].map(([name = '', value = '']) => [name, value])
    expect((await ada.submit(home.at(`/s/${space}/posts`), form)).status).toBe(303)
    expect((await attachedTo(id)).map((file) => [file.id, file.alt])).toEqual([
      [two.id, 'Second'],
      [one.id, ''],
    ])
  })

  it('refuses files of others, of other places, gone, pending, unknown or too many', async () => {
    const mine = await picture(ada)
    const theirs = await picture(ben)
    const used = await picture(ada)
    await home.post(ada, space, { attachments: [{ id: used.id }] })
    const gone = await picture(ada)
    await ada.delete(`/files/${gone.id}`)
    const claimed = await ada.post('/uploads', {
      ...{ name: 'late.png', size: 100, purpose: 'attachment', community: home.slug, space },
    })
    const { id: pending } = await claimed.json<{ id: string }>()
    const avatar = await uploaded(ada, png, { name: 'me.png', purpose: 'avatar' })
    const bad = [theirs.id, used.id, gone.id, pending, avatar.id, newId(), 'nonsense']
    for (const id of bad) {
      const body = { content: 'Hi', attachments: [{ id: mine.id }, { id }] }
      const errors = await errorsOf(await ada.post(home.at(`/s/${space}/posts`), body))
      expect(Object.keys(errors)[0]).toMatch(/^attachments/)
    }
    const many = Array.from({ length: MAX_ATTACHMENTS + 3 }, () => ({ id: newId() }))
    const body = { content: 'Hi', attachments: many }
    expect(await errorsOf(await ada.post(home.at(`/s/${space}/posts`), body))).toHaveProperty(
      'attachments',
    )
    // what was refused is still one's own, and shown again
    const again = await ada.submit(home.at(`/s/${space}/posts`), {
      ...{ content: 'x'.repeat(50_000), 'attachments[]': mine.id, 'alts[]': 'Kept <b>' },
    })
    const html = await again.text()
    expect(html).toContain(`value="${mine.id}"`)
    expect(html).toContain('Kept &lt;b&gt;')
    expect((await ben.get(theirs.url)).status).toBe(200)
  })

  it('shows nothing that it lists without being bound', async () => {
    const theirs = await picture(ben)
    const post = await home.post(ada, space)
    const forged = JSON.stringify([{ id: theirs.id, alt: '' }])
    await connect(env).execute(
      sql`update posts set attachments = ${forged}::jsonb where id = ${post}::uuid`,
    )
    expect(await attachedTo(post)).toEqual([])
  })

  it('keeps, adds and takes out files when it is changed', async () => {
    const [kept, dropped, added] = [await picture(ada), await picture(ada), await text(ada)]
    const post = await home.post(ada, space, {
      attachments: [{ id: kept.id, alt: 'Before' }, { id: dropped.id }],
    })
    const path = home.at(`/posts/${post}`)
    expect((await ada.patch(path, { title: 'Only this' })).status).toBe(200)
    expect(await attachedTo(post)).toHaveLength(2)
    const attachments = [{ id: added.id }, { id: kept.id, alt: 'After' }]
    expect((await ada.patch(path, { attachments })).status).toBe(200)
    expect((await attachedTo(post)).map(({ id, alt }) => [id, alt])).toEqual([
      [added.id, ''],
      [kept.id, 'After'],
    ])
    expect((await ada.json<Shown>(path)).post.editedAt).not.toBe(null)
    expect(await releasedAt(dropped.id)).not.toBe(null)
    expect((await ada.get(dropped.url)).status).toBe(404)
    const form = await ada.page(`${path}/edit`)
    for (const { id } of [added, kept]) expect(form).toContain(`value="${id}"`)
    const answer = await ada.submit(
      path,
      [
        ['attachments[]', added.id],
        ['alts[]', ''],
        ['attachments[]', kept.id],
        ['alts[]', 'After'],
        ['removed[]', added.id],
      ],
      'PATCH',
    )
    expect(answer.status).toBe(303)
    expect((await attachedTo(post)).map(({ id }) => id)).toEqual([kept.id])
    const theirs = await picture(ben)
    expect((await ada.patch(path, { attachments: [{ id: theirs.id }] })).status).toBe(422)
  })

  it('lets its files go when it is deleted', async () => {
    const file = await picture(ada)
    const post = await home.post(ada, space, { attachments: [{ id: file.id }] })
    expect((await ada.delete(home.at(`/posts/${post}`))).status).toBe(200)
    expect(await releasedAt(file.id)).not.toBe(null)
    expect((await ada.get(file.url)).status).toBe(404)
  })
})

describe('a comment', () => {
  type Page = { thread: { comments: { id: string; attachments: Attached[] }[] } }
  const first = async (post: string) =>
    (await ben.json<Page>(home.at(`/posts/${post}`))).thread.comments[0]

  it('has files too, which are changed and go with it', async () => {
    const post = await home.post(ada, space)
    const [one, two] = [await picture(ben), await text(ben)]
    const id = await home.comment(ben, post, { attachments: [{ id: one.id, alt: 'A sprout' }] })
    expect((await first(post))?.attachments).toMatchObject([{ id: one.id, alt: 'A sprout' }])
    expect(await guest().page(home.at(`/posts/${post}`))).toContain('alt="A sprout"')
    const path = home.at(`/comments/${id}`)
    expect((await ben.patch(path, { content: 'New words' })).status).toBe(200)
    expect((await first(post))?.attachments).toHaveLength(1)
    expect(
      (await ben.patch(path, { content: 'New words', attachments: [{ id: two.id }] })).status,
    ).toBe(200)
    expect((await first(post))?.attachments).toMatchObject([{ id: two.id }])
    expect(await releasedAt(one.id)).not.toBe(null)
    expect((await ben.delete(path)).status).toBe(200)
    expect(await releasedAt(two.id)).not.toBe(null)
  })

  it('refuses what is not one’s own, and shows the rest again where it was', async () => {
    const post = await home.post(ada, space)
    const [mine, theirs] = [await picture(ben), await picture(ada)]
    const attachments = [{ id: theirs.id }]
    const path = home.at(`/posts/${post}/comments`)
    expect(await errorsOf(await ben.post(path, { content: 'Hi', attachments }))).toHaveProperty(
      'attachments',
    )
    const answer = await ben.submit(path, {
      ...{ content: 'x'.repeat(10_001), 'attachments[]': mine.id, 'alts[]': 'My own words' },
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('My own words')
    expect((await first(post))?.id).toBe(undefined)
  })
})

describe('without a script', () => {
  it('a form comes back with the file that was uploaded on its own page', async () => {
    const file = await picture(ada)
    const html = await ada.page(home.at(`/new?space=${space}&file=${file.id}&file=nonsense`))
    expect(html).toContain(`value="${file.id}"`)
    expect(html).toContain(encodeURIComponent(`&file=${file.id}&file=`))
    const theirs = await ben.page(home.at(`/new?space=${space}&file=${file.id}`))
    expect(theirs).not.toContain(`value="${file.id}"`)
    const settings = await ada.page(`/settings?avatarUrl=${encodeURIComponent(file.url)}`)
    expect(settings).toContain(`value="${file.url}"`)
    const foreign = await ada.page('/settings?avatarUrl=https%3A%2F%2Fevil.example%2Fx.png')
    expect(foreign).not.toContain('evil.example')
  })
})
