import { describe, expect, it } from 'vitest'
import { community, type Person } from '../../../../tests/community.ts'
import { png } from '../../../../tests/pictures.ts'
import { uploaded } from '../../../../tests/uploads.ts'
import { nameOfFiles } from './rules.ts'

it('calls files by what they show, or by what they are', () => {
  const picture = { alt: '', kind: 'picture' }
  const cases: [Parameters<typeof nameOfFiles>[0], string][] = [
    [[], ''],
    [[picture], 'A picture'],
    [[picture, { ...picture, alt: 'A bean' }], 'A bean'],
    [[picture, picture], '2 pictures'],
    [[{ alt: '', fileType: 'video/mp4' }], 'A video'],
    [[{ alt: '', fileType: 'audio/wav' }], 'A recording'],
    [[{ alt: '' }], 'A file'],
    [[picture, { alt: '', fileType: 'application/pdf' }], '2 files'],
  ]
  for (const [files, name] of cases) expect(nameOfFiles(files)).toBe(name)
})

describe('pictures without a word', () => {
  const scene = async () => {
    const home = await community()
    const space = await home.space()
    const [ada, ben] = [await home.join('Ada'), await home.join('Ben')]
    const picture = async (who: Person) =>
      uploaded(who, png, { purpose: 'attachment', name: 'a.png', community: home.slug, space })
    return { home, space, ada, ben, picture }
  }
  const bodies = async (who: Person) =>
    (await who.get('/inbox', { accept: 'application/json' })).text()

  it('are a post, shown, named and told of', async () => {
    const { home, space, ada, ben, picture } = await scene()
    await ben.put(`/@${ada.username}/follow`)
    const { id, url } = await picture(ada)
    const attachments = [{ id, alt: 'A bean in bud' }]
    const post = await home.post(ada, space, { title: '', content: '', attachments })
    const page = await ben.page(home.at(`/posts/${post}`))
    expect(page.includes('<title>A bean in bud')).toBe(true)
    expect(page).toContain(url)
    expect(page).not.toContain('class="prose')
    expect(await ben.page(home.at())).toContain(url)
    expect(await ben.page(`/@${ada.username}`)).toContain('A bean in bud')
    expect(await bodies(ben)).toContain('A bean in bud')
    const path = home.at(`/posts/${post}`)
    // it cannot be emptied, only given words
    expect((await ada.patch(path, { attachments: [] })).status).toBe(422)
    expect((await ada.patch(path, { content: 'A bean.', attachments: [] })).status).toBe(200)
    expect((await ada.patch(path, { content: '' })).status).toBe(422)
    expect((await ada.post(home.at(`/s/${space}/posts`), {})).status).toBe(422)
  })

  it('are an answer', async () => {
    const { home, space, ada, ben, picture } = await scene()
    const post = await home.post(ada, space, { title: 'Show me' })
    const { id, url } = await picture(ben)
    const comments = home.at(`/posts/${post}/comments`)
    expect((await ben.post(comments, { content: ' ' })).status).toBe(422)
    const said = await ben.post(comments, { attachments: [{ id }] })
    expect(said.status).toBe(201)
    expect(await ada.page(home.at(`/posts/${post}`))).toContain(url)
    expect(await bodies(ada)).toContain('A picture')
    const comment = home.at(`/comments/${(await said.json<{ id: string }>()).id}`)
    expect((await ben.patch(comment, { content: '', attachments: [] })).status).toBe(422)
    expect((await ben.patch(comment, { content: '' })).status).toBe(200)
  })
})
