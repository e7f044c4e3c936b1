import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser, newcomer, type Visitor, visitor } from './visitor.ts'
import { attack, type Field } from './xss/attack.ts'
import { corpus } from './xss/corpus.ts'
import { intruders } from './xss/intruders.ts'

let field: Field

beforeAll(async () => {
  field = await attack()
})
afterAll(closeBrowser)

/** pictures at addresses that lead nowhere, as they were meant to */
const isPicture = (error: string) => /net::ERR_\w+ \(https:\/\/example\.test/.test(error)

it('has strings enough, and a place for each', () => {
  expect(new Set(corpus).size).toBeGreaterThanOrEqual(60)
  expect(field.attacks).toHaveLength(corpus.length)
  expect(field.attacks.every(({ post }) => /[0-9a-f]{12}$/.test(post))).toBe(true)
})

it('would notice', async () => {
  const { page } = guarded(await visitor(null))
  await page.goto('/loam')
  expect(await intruders(page)).toEqual([])
  await page
    .locator('.prose')
    .first()
    .evaluate((prose) => {
      prose.innerHTML = '<img src="https://example.test/x" onerror="x"><b>x</b>'
    })
  expect(await intruders(page)).toHaveLength(3)
})

it('shows every post, person and community as words', async () => {
  const faults: string[] = []
  const waiting = [...field.attacks]
  const lane = async () => {
    const { page, errors } = await watched()
    await page.goto('/')
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { text, post, username, home } = next
      for (const [at, path] of [`/@${username}`, post, `/${home}/about`].entries()) {
        // what differs between these is their words alone: one of them is opened, all are parsed
        if (waiting.length % 3 === at) faults.push(...(await visit(page, path, text)))
        faults.push(...(await intruders(page, path)).map((fault) => `${path} ${fault}`))
      }
    }
    faults.push(...errors.filter((error) => !isPicture(error)))
  }
  await Promise.all([lane(), lane(), lane()])
  expect(faults).toEqual([])
}, 300_000)

it('lists them as words', async () => {
  const { slug, shelf, target } = field
  const { page, errors } = await watched()
  const faults: string[] = []
  const lists = ['/', `/${slug}`, `/${slug}/s/yard`, `/${slug}/members`, target, '/inbox']
  for (const path of lists) {
    faults.push(...(await visit(page, path)))
    const more = page.locator('a[rel=next]')
    for (let turn = 0; turn < 12 && (await more.count()); turn++) {
      const rest = await more.first().getAttribute('href')
      await more.first().click()
      await page.locator(`a[rel=next][href="${rest}"]`).waitFor({ state: 'detached' })
    }
    faults.push(...(await intruders(page)))
  }
  const pages = [
    `/${shelf}`,
    `/${shelf}/about`,
    `/${shelf}/spaces`,
    `/${shelf}/tiers`,
    `/${shelf}/new`,
  ]
  for (const path of pages) faults.push(...(await visit(page, path)))
  faults.push(...(await visit(page, `/${encodeURIComponent(corpus[0] ?? '')}`)))
  for (const text of corpus) {
    const search = `/${slug}/members?q=${encodeURIComponent(text.replaceAll('\0', ''))}`
    faults.push(...(await intruders(page, search)).map((fault) => `${search} ${fault}`))
  }
  expect([...faults, ...errors.filter((error) => !isPicture(error))]).toEqual([])
}, 300_000)

it('previews, completes, keeps and asks in words', async () => {
  const { slug, owner } = field
  const { page, errors } = guarded(await newcomer('Wil'))
  await page.request.post(`/${slug}/membership`)
  await page.goto(`/${slug}/new?space=yard`)
  const faults: string[] = []
  await previewAll(page)
  faults.push(...(await intruders(page)))
  await page.locator('#content').fill('')
  await page.locator('#content').pressSequentially('@evil')
  await page.locator('[role=option]').first().waitFor()
  faults.push(...(await intruders(page)))
  guarded(owner)
  await owner.page.goto(`/${slug}/members?q=evil-0-`)
  await owner.page.locator('main details[data-menu] summary').first().click()
  await owner.page.getByRole('button', { name: 'Remove', exact: true }).click()
  await owner.page.locator('#confirm[open]').waitFor()
  expect(await owner.page.locator('#confirm-question').textContent()).toContain('<script>')
  faults.push(...(await intruders(owner.page)))
  const all = [...faults, ...errors, ...owner.errors]
  expect(all.filter((error) => !isPicture(error))).toEqual([])
}, 300_000)

/** The owner in another window. */
async function watched(): Promise<Visitor> {
  const storageState = await field.owner.context.storageState()
  // a small window, since nobody looks
  const viewport = { width: 400, height: 300 }
  return guarded(await visitor(null, { storageState, viewport }))
}

/** Counts a dialog as an error. */
function guarded<V extends Visitor>(someone: V): V {
  const { page, errors } = someone
  page.on('dialog', (dialog) => {
    errors.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return someone
}

/** Presses Preview for every string, and leaves what each became on the page. */
const previewAll = (page: Page) =>
  page.evaluate(async (texts) => {
    const area = document.querySelector<HTMLTextAreaElement>('#content')
    const button = document.querySelector<HTMLElement>('[data-preview]')
    const kept = document.createElement('div')
    document.querySelector('main')?.append(kept)
    for (const text of texts) {
      if (area) area.value = text
      button?.click()
      let shown: Element | null = null
      while (!shown) {
        await new Promise(requestAnimationFrame)
        shown = document.querySelector('post-editor .editor-preview')
      }
      kept.append(shown.cloneNode(true))
      button?.click()
    }
  }, corpus)

const letters = (text: string) => text.replaceAll(/[\s\p{C}]/gu, '')

/** What is wrong with a page; with `text`, whether that is what its heading says. */
async function visit(page: Page, path: string, text?: string): Promise<string[]> {
  const answer = await page.goto(path)
  const faults = (await intruders(page)).map((fault) => `${path} ${fault}`)
  if ((answer?.status() ?? 500) >= 500) faults.push(`${path} answers ${answer?.status()}`)
  if (text === undefined) return faults
  const heading = letters((await page.locator('h1').textContent()) ?? '')
  if (!heading || !letters(text).startsWith(heading)) faults.push(`${path} says ${heading}`)
  return faults
}
