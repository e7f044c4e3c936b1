import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAGE } from '../../src/files/resources/rules.ts'
import { call, closeBrowser, desktop, newcomer, phone, type Visitor, visitor } from './visitor.ts'
import { accessFaults, overflowFaults } from './walk/faults.ts'

type Item = { id: string; title: string; href: string; file: { id: string; url: string } | null }
type Shelf = { shelf: { items: Item[] } }

/** Seconds of the sound that is played. */
const SECONDS = 60

let owner: Visitor
let slug: string
let at: string

beforeAll(async () => {
  owner = await newcomer('Olu')
  slug = `shelf-${crypto.randomUUID().slice(0, 8)}`
  at = `/${slug}/s/things`
  await call(owner.page, 'POST', '/communities', { name: 'Things to keep', slug })
  const space = { name: 'Things', slug: 'things', spaceType: 'resources' }
  await call(owner.page, 'POST', `/${slug}/spaces`, space)
})
afterAll(closeBrowser)

const items = async () => (await call<Shelf>(owner.page, 'GET', at)).shelf.items

describe('a resource space in a browser', () => {
  it('takes many files at once, into a folder made there', async () => {
    const { page, errors } = owner
    await page.goto(at)
    expect(await page.getByText('Nothing is on the shelf yet').isVisible()).toBe(true)
    await page.getByLabel('More to do here').click()
    await page.getByRole('link', { name: 'New folder' }).click()
    await page.getByLabel('Title').fill('Letters')
    await page.getByRole('button', { name: 'Make the folder' }).click()
    await page.getByRole('heading', { name: 'Letters' }).waitFor()
    await page.getByRole('link', { name: 'Upload' }).click()
    const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
    await page.locator('file-uploads[data-ready]').waitFor()
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(['one.txt', 'two.txt', 'three.txt'].map(file))
    await page.waitForURL(/things\?folder=/)
    await page.getByRole('link', { name: 'one', exact: true }).waitFor()
    for (const name of ['one', 'two', 'three'])
      expect(await page.getByRole('link', { name, exact: true }).isVisible()).toBe(true)
    expect(errors).toEqual([])
  })

  it('puts files that are dropped on a folder into it, and others where they fall', async () => {
    const { page, errors } = owner
    await page.goto(at)
    await page.locator('.shelf-drop file-uploads[data-ready]').waitFor({ state: 'attached' })
    const bring = (kind: 'dragover' | 'drop', on: string, name: string) =>
      page.locator(on).evaluate(
        (place, [type, file]) => {
          const dataTransfer = new DataTransfer()
          dataTransfer.items.add(new File([file ?? ''], file ?? '', { type: 'text/plain' }))
          const init = { bubbles: true, cancelable: true, dataTransfer }
          place.dispatchEvent(new DragEvent(type ?? '', init))
        },
        [kind, name],
      )
    const folder = '.shelf-item[data-kind=folder] .shelf-title'
    await bring('dragover', folder, 'four.txt')
    expect(await page.locator('[data-drop]').getAttribute('class')).toBe('shelf-item')
    await bring('dragover', '.page-title', 'five.txt')
    expect(await page.locator('[data-drop]').getAttribute('id')).toBe('shelf')
    await bring('drop', folder, 'four.txt')
    await page.getByText('4 things').waitFor()
    await page.locator('.shelf-drop file-uploads[data-ready]').waitFor({ state: 'attached' })
    await bring('drop', '.page-title', 'five.txt')
    await page.getByRole('link', { name: 'five', exact: true }).waitFor()
    expect(await page.locator('[data-drop]').count()).toBe(0)
    const five = (await items()).find(({ title }) => title === 'five')
    await call(page, 'DELETE', `${at}/resources/${five?.id}`)
    expect(errors).toEqual([])
  })

  it('moves, orders, finds and draws as a list or a grid', async () => {
    const { page, errors } = owner
    const [folder] = await items()
    await page.goto(`${at}?folder=${folder?.id}`)
    await page.getByLabel('More about two').click()
    await page.getByRole('link', { name: 'Edit or move' }).click()
    await page.getByLabel('Folder').selectOption('')
    await page.getByLabel('Title').fill('Number two')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    expect((await items()).map(({ title }) => title)).toEqual(['Letters', 'Number two'])
    await page.getByLabel('More about Number two').click()
    await page.getByRole('button', { name: 'Move up' }).click()
    await expect.poll(async () => (await items())[0]?.title).toBe('Number two')
    await page.goto(at)
    await dragFirstDown(page)
    await expect.poll(async () => (await items())[0]?.title).toBe('Letters')
    await page.getByLabel('Search this space').fill('NUMBER')
    await page.keyboard.press('Enter')
    await page.waitForURL(/search/)
    expect(await page.locator('.shelf-item').count()).toBe(1)
    await page.goto(at)
    await page.getByLabel('As a grid').click()
    expect(await page.locator('.shelf').evaluate((shelf) => getComputedStyle(shelf).display)).toBe(
      'grid',
    )
    await page.reload()
    expect(await page.locator('.looks').getAttribute('data-look')).toBe('grid')
    await page.getByLabel('As a list').click()
    expect(errors).toEqual([])
  })

  it('orders what lies in a folder, and puts back what could not be saved', async () => {
    const storageState = await owner.context.storageState()
    const { page, context, errors } = await visitor(null, { storageState })
    const [folder] = await items()
    await page.goto(`${at}?folder=${folder?.id}`)
    const shown = () => page.locator('.shelf-item .name-link').allTextContents()
    const before = await shown()
    expect(before.length).toBeGreaterThan(1)
    const after = [...before.slice(1), ...before.slice(0, 1)]
    await dragFirstDown(page)
    await page.getByText('The new order is saved.').waitFor()
    await page.reload()
    expect(await shown()).toEqual(after)
    await context.setOffline(true)
    await dragFirstDown(page)
    await page.getByText('It went back: the new order was not saved.').waitFor()
    expect(await shown()).toEqual(after)
    await context.setOffline(false)
    await page.reload()
    expect(await shown()).toEqual(after)
    expect(errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
  })

  it('orders a shelf of more than one page', async () => {
    const storageState = await owner.context.storageState()
    const { page, errors } = await visitor(null, { storageState })
    const long = `/${slug}/s/long`
    const space = { name: 'Long', slug: 'long', spaceType: 'resources' }
    await call(page, 'POST', `/${slug}/spaces`, space)
    const link = (n: number) => ({ kind: 'link', title: `Link ${n}`, url: `https://l.test/${n}` })
    for (let n = 0; n <= PAGE; n++) await call(page, 'POST', `${long}/resources`, link(n))
    await page.goto(long)
    await page.locator('.pager').waitFor()
    const shown = () => page.locator('.shelf-item .name-link').allTextContents()
    const [first = '', second = ''] = await shown()
    const to = await page.locator('.shelf-item').nth(1).boundingBox()
    await drag(page, (to?.y ?? 0) + (to?.height ?? 0) - 4)
    await page.getByText('The new order is saved.').waitFor()
    await page.reload()
    expect((await shown()).slice(0, 2)).toEqual([second, first])
    expect(errors).toEqual([])
  })

  it('keeps the address of a file that is replaced', async () => {
    const { page, errors } = owner
    const before = (await items()).find(({ file }) => file)
    await page.goto(`${before?.href}/edit`)
    const buffer = Buffer.from('other words')
    await page.locator('file-uploads[data-ready]').waitFor()
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'v2.txt', mimeType: 'text/plain', buffer })
    await page.getByRole('link', { name: 'Download' }).waitFor()
    const after = (await items()).find(({ file }) => file)
    expect([after?.id, after?.file?.id]).toEqual([before?.id, before?.file?.id])
    expect(await (await page.request.get(before?.file?.url ?? '')).text()).toBe('other words')
    expect(errors).toEqual([])
  })

  it('plays a sound with the keyboard, seeks by ranges, and remembers where one was', async () => {
    const { page, errors } = owner
    await page.goto(`${at}/resources/new?kind=file`)
    await page.locator('file-uploads[data-ready]').waitFor()
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'tone.wav', mimeType: 'audio/wav', buffer: wav() })
    await page.waitForURL(new RegExp(`${at}$`))
    const ranges: string[] = []
    page.on('request', (request) => {
      const range = request.url().includes('tone.wav') && request.headers().range
      if (range) ranges.push(range)
    })
    await page.getByRole('link', { name: 'tone', exact: true }).click()
    const player = page.locator('.player[data-ready]')
    await player.waitFor()
    const time = () =>
      player.locator('audio').evaluate((media: HTMLAudioElement) => media.currentTime)
    await expect
      .poll(() => player.locator('audio').evaluate((media: HTMLAudioElement) => media.duration))
      .toBe(SECONDS)
    await player.focus()
    await page.keyboard.press('8')
    await expect.poll(time).toBeCloseTo(48, 0)
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(time).toBeCloseTo(33, 0)
    await page.keyboard.press('m')
    await expect.poll(() => player.getAttribute('data-sound')).toBe('off')
    await page.keyboard.press('k')
    await expect.poll(() => player.getAttribute('data-state')).toBe('playing')
    await page.keyboard.press(' ')
    await expect.poll(() => player.getAttribute('data-state')).toBe('paused')
    await player.getByLabel('Speed').selectOption('1.5')
    const rate = (media: HTMLAudioElement) => media.playbackRate
    expect(await player.locator('audio').evaluate(rate)).toBe(1.5)
    expect(ranges.length).toBeGreaterThan(0)
    // a link for another player: it opens without a cookie
    const [other] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'Play elsewhere' }).click(),
    ])
    await other.waitForURL(/[?&]until=\d+&key=/, { waitUntil: 'commit' })
    const { page: stranger, context } = await visitor(null)
    const answer = await stranger.request.get(other.url(), { headers: { range: 'bytes=0-3' } })
    expect([answer.status(), await answer.text()]).toEqual([206, 'RIFF'])
    await Promise.all([other.close(), context.close()])
    expect(await page.locator('[aria-busy]').count()).toBe(0)
    await page.reload()
    await player.waitFor()
    await expect.poll(time).toBeGreaterThan(32)
    const buffer = Buffer.from('WEBVTT\n\n00:00.000 --> 01:00.000\nA tone.')
    await page
      .getByLabel('A WebVTT file')
      .setInputFiles({ name: 'tone.en.vtt', mimeType: 'text/vtt', buffer })
    await page.getByRole('button', { name: 'Add captions' }).click()
    await page.getByText('tone.en.vtt is here.').waitFor()
    await player.focus()
    await page.keyboard.press('c')
    expect(await player.locator('[data-do=captions]').getAttribute('aria-pressed')).toBe('true')
    const cues = (media: HTMLAudioElement) => media.textTracks[0]?.cues?.length
    await expect.poll(() => player.locator('audio').evaluate(cues)).toBe(1)
    expect(await accessFaults(page)).toEqual([])
    expect(errors).toEqual([])
  })

  it('is sound for guests, on a phone and a desk, without scripts too', async () => {
    for (const viewport of [phone, desktop]) {
      const { page, errors, context } = await visitor(null, { viewport })
      for (const path of [at, `${at}?view=grid`, `${at}/search?q=two`]) {
        await page.goto(path)
        expect(await accessFaults(page), path).toEqual([])
        expect(await overflowFaults(page), path).toEqual([])
      }
      expect(errors).toEqual([])
      await context.close()
    }
    const { page, context } = await visitor(null, { javaScriptEnabled: false })
    await page.goto(at)
    await page.getByLabel('Tick Number two for the zip').check()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download the ticked as a zip' }).click()
    expect((await download).suggestedFilename()).toBe('things.zip')
    await page.getByRole('link', { name: 'tone', exact: true }).click()
    expect(await page.locator('audio[controls]').isVisible()).toBe(true)
    await context.close()
  })
})

/** A minute of one tone: 8 kHz, 8 bits. */
function wav(): Buffer {
  const rate = 8000
  const length = rate * SECONDS
  const file = Buffer.alloc(44 + length)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + length, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate, 28)
  file.writeUInt16LE(1, 32)
  file.writeUInt16LE(8, 34)
  file.write('data', 36)
  file.writeUInt32LE(length, 40)
  for (let at = 0; at < length; at++)
    file[44 + at] = 128 + Math.round(40 * Math.sin((at / rate) * 440 * 2 * Math.PI))
  return file
}

/** Takes the first row by its grip and lets it go below the last. */
async function dragFirstDown(page: Page) {
  const to = await page.locator('.shelf-item').last().boundingBox()
  await drag(page, (to?.y ?? 0) + (to?.height ?? 0) - 4)
}

/** Takes the first row by its grip and lets it go at a height of the window, in pixels. */
async function drag(page: Page, y: number) {
  const from = await page.locator('[data-grip]').first().boundingBox()
  const x = (from?.x ?? 0) + 5
  await page.mouse.move(x, (from?.y ?? 0) + 5)
  await page.mouse.down()
  await page.mouse.move(x, y, { steps: 5 })
  await page.mouse.up()
}
