import { readFileSync } from 'node:fs'
import { mkdtemp, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pixelsOfPng } from '../../src/files/pictures/pixels/rules.ts'
import { hashFrom, SMALL } from '../../src/files/placeholder/hash/rules.ts'
import { png } from '../pictures.ts'
import { call, closeBrowser, newcomer, phone, type Visitor } from './visitor.ts'
import { accessFaults, measureShift, shiftFaults } from './walk/faults.ts'

const slug = `uploads-${crypto.randomUUID().slice(0, 8)}`
const MB = 1024 * 1024
let ada: Visitor & { username: string }

beforeAll(async () => {
  ada = await newcomer('Ada')
  await call(ada.page, 'POST', '/communities', { name: 'Uploads', slug })
  const space = { name: 'Bench', slug: 'bench', spaceType: 'discussion', visibility: 'public' }
  await call(ada.page, 'POST', `/${slug}/spaces`, space)
})
afterAll(closeBrowser)

const photo = (name: string) => ({
  name,
  mimeType: 'image/webp',
  buffer: readFileSync(new URL('../../public/seed/photos/bread.webp', import.meta.url)),
})

/** A file on the disk, which has an age that tells it from others. */
async function fileOf(name: string, bytes: number): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'opencircle-uploads-')), name)
  await writeFile(path, '')
  await truncate(path, bytes)
  return path
}

const done = (page: Page, count: number) =>
  page
    .locator('.upload[data-state=done]')
    .nth(count - 1)
    .waitFor()
type Chosen = string | { name: string; mimeType: string; buffer: Buffer }

async function choose(page: Page, file: Chosen) {
  await page.waitForFunction(() => customElements.get('file-uploads'))
  await page.locator('file-uploads input[type=file]').first().setInputFiles(file)
}

async function compose(page: Page, content: string) {
  await page.goto(`/${slug}/new?space=bench`)
  await page.fill('#content', content)
}

/** What a drop or a paste brings, as the browser hands it to a page. */
const bring = (page: Page, how: 'drop' | 'paste', name: string) =>
  page.evaluate(
    async ([kind, file, url]) => {
      const bytes = await (await fetch(url ?? '')).blob()
      const data = new DataTransfer()
      data.items.add(new File([bytes], file ?? '', { type: bytes.type }))
      const area = document.querySelector('#content')
      const init = { bubbles: true, cancelable: true }
      area?.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: data })
          : new ClipboardEvent('paste', { ...init, clipboardData: data }),
      )
    },
    [how, name, '/seed/photos/frost.webp'],
  )

it('takes files that are chosen, dropped and pasted, in the order that one gives them', async () => {
  const { page, errors } = ada
  await compose(page, 'Three ways')
  await choose(page, photo('chosen.webp'))
  await bring(page, 'drop', 'dropped.webp')
  await bring(page, 'paste', 'pasted.webp')
  await done(page, 3)
  await page.locator('.upload-alt').first().fill('Bread on a board')
  await page.getByRole('button', { name: 'Move up: pasted.webp' }).click()
  expect(await page.locator('file-uploads output').textContent()).toBe('Now at place 2 of 3.')
  expect(await accessFaults(page)).toEqual([])
  await page.locator('.form-actions button').click()
  await page.waitForURL(/\/posts\//)
  const links = page.locator('.gallery a')
  expect(await links.count()).toBe(3)
  expect(await links.nth(0).getAttribute('aria-label')).toBe('Picture 1 of 3: Bread on a board')
  expect(await links.nth(1).getAttribute('href')).toContain('pasted.webp')
  expect(await accessFaults(page)).toEqual([])
  expect(errors).toEqual([])
})

it('opens pictures over the page, by keyboard', async () => {
  const { page, errors } = ada
  await page.locator('.gallery a').first().focus()
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('Enter')
  const box = page.locator('dialog.lightbox')
  await box.waitFor()
  expect(await box.locator('img').getAttribute('alt')).toBe('Bread on a board')
  expect(await box.locator('.lightbox-words').textContent()).toBe('Bread on a board')
  expect(await accessFaults(page)).toEqual([])
  await page.keyboard.press('ArrowRight')
  expect(await box.locator('.lightbox-place').textContent()).toBe('2 of 3')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  expect(await box.locator('.lightbox-place').textContent()).toBe('1 of 3')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Escape')
  await box.waitFor({ state: 'hidden' })
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  expect(focused).toBe('Picture 3 of 3')
  expect(errors).toEqual([])
})

it('keeps, describes and takes out files of a post that is changed', async () => {
  const { page, errors } = ada
  await page.goto(`${page.url()}/edit`)
  await page.waitForFunction(() => customElements.get('file-uploads'))
  await page.getByRole('button', { name: 'Remove: dropped.webp' }).click()
  await page.locator('.upload-alt').nth(1).fill('Frost')
  await page.locator('.form-actions button').click()
  await page.waitForURL(/\/posts\/[^/]+$/)
  const labels = await page.locator('.gallery a').evaluateAll((all) => all.map((a) => a.ariaLabel))
  expect(labels).toEqual(['Picture 1 of 2: Bread on a board', 'Picture 2 of 2: Frost'])
  expect(errors).toEqual([])
})

it('sends a comment with a picture without leaving the page', async () => {
  const { page, errors } = ada
  await page.fill('#write', 'With a picture')
  await choose(page, photo('answer.webp'))
  // sent at once: the form waits for its files
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await page.locator('.comment .gallery img.gallery-picture').waitFor()
  expect(await page.locator('file-uploads .upload').count()).toBe(0)
  // the form that came back has its tools
  expect(
    await page
      .locator('#write')
      .locator('xpath=ancestor::post-editor')
      .getByRole('button', { name: 'Bold' })
      .isVisible(),
  ).toBe(true)
  expect(await page.getByRole('button', { name: 'Add files' }).isVisible()).toBe(true)
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((k) => /^files:/.test(k))),
  ).toEqual([])
  expect(errors).toEqual([])
})

it('stops 40 MB in the middle, goes on after a reload, and asks for nothing twice', async () => {
  const { page, errors } = ada
  await compose(page, 'A large one')
  const sizes: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sizes.push(Number(request.headers()['upload-offset']))
  })
  // the network is as slow as needed to act in the middle of it
  await page.route('**/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH') await new Promise((go) => setTimeout(go, 400))
    await route.continue()
  })
  const big = await fileOf('talk.bin', 40 * MB)
  await choose(page, big)
  const row = page.locator('.upload')
  await page.waitForFunction(() => {
    const bar = document.querySelector<HTMLProgressElement>('.upload-bar')
    return bar && bar.value > 0.15
  })
  await page.getByRole('button', { name: 'Pause: talk.bin' }).click()
  expect(await row.getAttribute('data-state')).toBe('paused')
  expect(await row.textContent()).toMatch(/Paused at \d+ % of 40 MB/)
  await page.getByRole('button', { name: 'Go on: talk.bin' }).click()
  await page.waitForFunction(() => {
    const bar = document.querySelector<HTMLProgressElement>('.upload-bar')
    return bar && bar.value > 0.4
  })
  await page.getByRole('button', { name: 'Pause: talk.bin' }).click()
  await page.reload()
  expect(await page.inputValue('#content')).toBe('A large one')
  await page.locator('.upload[data-state=absent]').waitFor()
  expect(await row.textContent()).toContain('Choose the file again to go on.')
  sizes.length = 0
  await choose(page, big)
  await done(page, 1)
  expect(sizes.length).toBeGreaterThan(0)
  expect(Math.min(...sizes)).toBeGreaterThan(0)
  expect(await row.count()).toBe(1)
  await page.unroute('**/uploads/*')
  await page.locator('.form-actions button').click()
  await page.waitForURL(/\/posts\//)
  expect(await page.locator('.file-row').textContent()).toContain('40 MB')
  // a piece that was cut off may still arrive: then the next one is told so, and asks where to go on
  expect(errors.splice(0).filter((words) => !words.includes('409'))).toEqual([])
})

it('says in words what was refused, and what a lost network does', async () => {
  const { page, context } = await newcomer('Eve', { viewport: phone })
  await call(page, 'POST', `/${slug}/membership`)
  const offsets: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
  })
  await compose(page, 'Too much')
  await choose(page, await fileOf('film.bin', 50 * MB + 1))
  await page.locator('.upload[data-state=failed]').waitFor()
  expect(await page.locator('.upload').textContent()).toContain('50 MB')
  // nothing that would be tried in vain
  expect(await page.getByRole('button', { name: 'Go on: film.bin' }).isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Remove: film.bin' }).click()
  await context.setOffline(true)
  await choose(page, photo('later.webp'))
  const rows = page.locator('.upload')
  const words = 'The network is away. It goes on when it is back.'
  await page.locator('.upload[data-state=failed]').waitFor()
  expect(await rows.first().textContent()).toContain(words)
  // by itself, and not as often as there are tries
  await context.setOffline(false)
  await done(page, 1)
  // the network is as slow as needed to lose it in the middle
  await page.route('**/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH') await new Promise((go) => setTimeout(go, 300))
    await route.continue().catch(() => undefined)
  })
  await choose(page, await fileOf('far.bin', 24 * MB))
  await page.waitForFunction(() => {
    const [, bar] = document.querySelectorAll<HTMLProgressElement>('.upload-bar')
    return bar && bar.value > 0.35
  })
  await context.setOffline(true)
  await page.locator('.upload[data-state=failed]').waitFor()
  expect(await rows.nth(1).textContent()).toContain(words)
  offsets.length = 0
  await context.setOffline(false)
  await done(page, 2)
  // what had arrived was not asked for again
  expect(offsets.length).toBeGreaterThan(0)
  expect(Math.min(...offsets)).toBeGreaterThan(0)
  await page.unroute('**/uploads/*')
  await page.locator('.form-actions button').click()
  await page.waitForURL(/\/posts\/[^/]+$/)
  expect(await page.locator('.gallery a').count()).toBe(1)
  expect(await page.locator('.file-row').textContent()).toContain('24 MB')
  await context.close()
})

it('posts pictures without a word', async () => {
  const { page, errors } = ada
  await compose(page, '')
  const isNeeded = () =>
    page.locator('#content').evaluate((area: HTMLTextAreaElement) => area.required)
  expect(await isNeeded()).toBe(true)
  await choose(page, photo('silent.webp'))
  await done(page, 1)
  expect(await isNeeded()).toBe(false)
  await page.locator('.upload-alt').fill('Bread, and nothing to add')
  await page.locator('.form-actions button').click()
  await page.waitForURL(/\/posts\/[^/]+$/)
  expect(await page.title()).toContain('Bread, and nothing to add')
  expect(await page.locator('.gallery a').count()).toBe(1)
  expect(await accessFaults(page)).toEqual([])
  expect(errors).toEqual([])
})

it('cuts a picture out for an avatar, by keyboard', async () => {
  const { page, errors } = ada
  await page.goto('/settings')
  await page.waitForFunction(() => customElements.get('picture-field'))
  await page.locator('picture-field input[type=file]').setInputFiles(photo('me.webp'))
  await page.locator('dialog.crop').waitFor()
  for (const key of ['+', '+', 'ArrowLeft', 'ArrowDown']) await page.keyboard.press(key)
  expect(await page.locator('[data-part=zoom]').inputValue()).toBe('1.2')
  expect(await accessFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Use it' }).click()
  await page.locator('dialog.crop').waitFor({ state: 'hidden' })
  await page.locator('#profile-form .form-actions button').click()
  await page.getByText('Saved.').waitFor()
  await page.goto(`/@${ada.username}`)
  const face = page.locator('main img.avatar').first()
  expect(await face.getAttribute('src')).toMatch(/^\/files\//)
  const width = await face.evaluate(async (image) => {
    if (!(image instanceof HTMLImageElement)) return 0
    await image.decode()
    return image.naturalWidth
  })
  expect(width).toBe(512)
  expect(errors).toEqual([])
})

it('works without a script', async () => {
  const { page } = await newcomer('Nia', { javaScriptEnabled: false })
  await call(page, 'POST', `/${slug}/membership`)
  await page.goto(`/${slug}/new?space=bench`)
  await page.getByRole('link', { name: 'Add a file' }).click()
  await page.setInputFiles('#file', photo('plain.webp'))
  await page.getByRole('button', { name: 'Upload' }).click()
  await page.waitForURL(/\/new\?/)
  await page.fill('#content', 'By forms alone')
  await page.locator('.upload-alt').fill('Bread')
  await page.locator('.form-actions button').click()
  await page.waitForURL(/\/posts\//)
  // its uploader said nothing of it, and nothing jumps when it comes
  const reader = await newcomer('Rhea')
  await call(reader.page, 'POST', `/${slug}/membership`)
  await measureShift(reader.context)
  await reader.page.goto(page.url())
  const picture = reader.page.locator('.gallery-picture')
  await picture.evaluate((image: HTMLImageElement) => image.decode())
  expect(await reader.page.locator('.gallery-blur').count()).toBe(0)
  expect(await shiftFaults(reader.page)).toEqual([])
  await page.getByRole('link', { name: 'Picture: Bread' }).click()
  await page.waitForURL(/\/files\//)
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Upload a picture' }).click()
  await page.setInputFiles('#file', photo('me.webp'))
  await page.getByRole('button', { name: 'Upload' }).click()
  await page.waitForURL(/\/settings\?avatarUrl=/)
  expect(await page.locator('[name=avatarUrl]').inputValue()).toMatch(/^\/files\//)
})

it('makes the placeholder that the server makes where it can', async () => {
  const { page, context } = await newcomer('Pia')
  await call(page, 'POST', `/${slug}/membership`)
  await compose(page, 'One picture')
  const asked = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/uploads'),
  )
  await choose(page, { name: 'figs.png', mimeType: 'image/png', buffer: Buffer.from(png) })
  const { width, height, rgba } = pixelsOfPng(png, SMALL)
  expect((await asked).postDataJSON()).toMatchObject({ thumbhash: hashFrom(width, height, rgba) })
  await done(page, 1)
  await context.close()
})
