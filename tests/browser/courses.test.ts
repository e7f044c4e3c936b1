import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { knock } from '../../local/seed/sound.ts'
import { call, closeBrowser, desktop, isGivenUp, newcomer, phone, type Visitor } from './visitor.ts'
import { accessFaults, overflowFaults } from './walk/faults.ts'

const FILM = readFileSync(new URL('../../local/seed/content/media/bed.mp4', import.meta.url))
const LESSONS = [
  ['Text', 'Flour, water, time'],
  ['Video', 'The first bed'],
  ['Quiz', 'What do you know?'],
  ['Assignment', 'Your own bed'],
  ['Download', 'The calendar'],
  ['Audio', 'Felix on heat'],
] as const

let owner: Visitor
let slug: string
let course: string

beforeAll(async () => {
  owner = await newcomer('Olu')
  slug = `school-${crypto.randomUUID().slice(0, 8)}`
  await call(owner.page, 'POST', '/communities', { name: 'A school', slug })
  const space = { name: 'Classes', slug: 'classes', spaceType: 'course' }
  await call(owner.page, 'POST', `/${slug}/spaces`, space)
})
afterAll(closeBrowser)

describe('a course in a browser', () => {
  it('is built by its owner: six lessons, a film and a quiz among them', async () => {
    const { page, errors } = owner
    await page.goto(`/${slug}/s/classes/courses/new`)
    await page.getByLabel('What is it called?').fill('A garden in a year')
    await page.getByRole('button', { name: 'Make the course' }).click()
    await page.waitForURL(/courses\/[0-9a-f-]+\/edit$/)
    course = new URL(page.url()).pathname.replace(/\/edit$/, '')
    await page.getByLabel('Title of a new module').fill('Week one')
    await page.getByRole('button', { name: 'Add a module' }).click()
    for (const [kind, title] of LESSONS) {
      await page.getByLabel('Kind of lesson').selectOption({ label: kind })
      await page.getByLabel('Title of a new lesson in Week one').fill(title)
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.locator(`input[value="${title}"]`).waitFor()
    }
    const at = await lessons()
    await edit(page, 'Flour, water, time')
    await page.getByRole('textbox', { name: /^The lesson/ }).fill('Begin with **water**.')
    await save(page)
    await edit(page, 'The first bed')
    await attach(page, { name: 'bed.mp4', mimeType: 'video/mp4', buffer: FILM })
    await save(page)
    await edit(page, 'Felix on heat')
    const sound = Buffer.from(knock(6))
    await attach(page, { name: 'felix.wav', mimeType: 'audio/wav', buffer: sound })
    await save(page)
    await edit(page, 'The calendar')
    const sheet = Buffer.from('Sow in May.')
    await attach(page, { name: 'calendar.txt', mimeType: 'text/plain', buffer: sheet })
    await save(page)
    await edit(page, 'Your own bed')
    await page.getByRole('textbox', { name: /^What is to be done\?/ }).fill('Show us your bed.')
    await save(page)
    await page.goto(`${at['What do you know?']}/quiz/questions/new?kind=single`)
    await page.getByLabel('Question', { exact: true }).fill('What does a bed need first?')
    await page.getByLabel('Answer 1', { exact: true }).fill('Cardboard')
    await page.getByLabel('Answer 2', { exact: true }).fill('A spade')
    await page.getByLabel('Answer 1 is right').check()
    await page.getByRole('button', { name: 'Add the question' }).click()
    await page.getByRole('link', { name: 'What does a bed need first?' }).waitFor()
    await page.goto(`${course}/edit`)
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('link', { name: 'Open', exact: true }).waitFor()
    expect(await accessFaults(page)).toEqual([])
    expect(errors).toEqual([])
  })

  it('is finished by a member on two devices, each going on where the other was', async () => {
    const lea = await newcomer('Lea', { viewport: phone })
    await call(lea.page, 'POST', `/${slug}/membership`)
    const desk = await other(lea)
    const at = await lessons()
    const { page } = lea
    await page.goto(course)
    await page.getByRole('button', { name: 'Start learning' }).click()
    await page.getByRole('button', { name: 'Done, go on' }).click()
    await page.waitForURL(new RegExp(`${at['The first bed']}$`))
    // the film: some of it on the phone, which is then put away in the middle of it
    const video = page.locator('.player[data-ready] video')
    await video.waitFor({ state: 'attached' })
    await expect
      .poll(() => video.evaluate((film: HTMLVideoElement) => film.duration))
      .toBeGreaterThan(3)
    await page.locator('[data-progress][data-ready]').waitFor({ state: 'attached' })
    const length = await video.evaluate((film: HTMLVideoElement) => film.duration)
    const middle = Math.floor(length / 2)
    const told = page.waitForResponse(/\/progress$/)
    await seek(page, middle - 1)
    expect((await told).status()).toBe(200)
    // the phone loses the net: it keeps how far one came, and tells it when it is back
    await page.route(/\/progress$/, (route) => route.abort())
    await seek(page, middle)
    const kept = () => page.evaluate(() => Object.values({ ...localStorage }))
    await expect.poll(kept).toContain(String(middle))
    const place = await page.evaluate(
      (value) => Object.entries({ ...localStorage }).find(([, one]) => one === value)?.[0] ?? '',
      String(middle),
    )
    await page.goto(course)
    await page.unroute(/\/progress$/)
    lea.errors.splice(0, Infinity, ...lea.errors.filter((error) => !error.includes('/progress')))
    await page.goto(at['The first bed'] ?? '')
    await page.locator('.player[data-ready] video').waitFor({ state: 'attached' })
    await expect.poll(() => position(page)).toBe(middle)
    await expect.poll(kept).not.toContain(String(middle))
    // nor is it kept where the last word of a page that was left came through after all
    await page.evaluate(
      ([key = '', value = '']) => localStorage.setItem(key, value),
      [place, String(middle)],
    )
    await page.reload()
    await page.locator('[data-progress][data-ready]').waitFor({ state: 'attached' })
    await expect.poll(kept).not.toContain(String(middle))
    // the rest at the desk, from that second on, to its end
    await expect.poll(() => seconds(desk, at['The first bed'])).toBeGreaterThanOrEqual(middle)
    await desk.page.goto(at['The first bed'] ?? '')
    await desk.page.locator('.player[data-ready] video').waitFor({ state: 'attached' })
    await expect.poll(() => position(desk.page)).toBe(middle)
    await playOut(desk.page)
    await desk.page.getByText('Done', { exact: true }).waitFor()
    expect(await accessFaults(desk.page)).toEqual([])
    // the quiz on the phone
    await page.goto(at['What do you know?'] ?? '')
    await page.getByRole('button', { name: 'Start the quiz' }).click()
    await page.locator('form[data-quiz][data-ready]').waitFor()
    await page.getByLabel('Cardboard').check()
    expect(await accessFaults(page)).toEqual([])
    expect(await overflowFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Hand in' }).click()
    await page.getByRole('heading', { name: 'Passed' }).waitFor()
    // the assignment at the desk, and what the owner says to it
    await desk.page.goto(at['Your own bed'] ?? '')
    await desk.page.getByRole('link', { name: 'Hand in your work' }).click()
    await desk.page.getByLabel('Your words').fill('Two metres of beans.')
    await desk.page.getByRole('button', { name: 'Hand in' }).click()
    await desk.page.getByText('Waiting for review').waitFor()
    await owner.page.goto(`${course}/submissions`)
    await owner.page.getByRole('link', { name: 'Lea Test' }).click()
    await owner.page.getByLabel('Accept it').check()
    await owner.page.getByRole('button', { name: 'Send the verdict' }).click()
    await owner.page.getByText('Nothing waits for you').waitFor()
    // what there is to keep, on the phone; what there is to hear, at the desk
    await page.goto(at['The calendar'] ?? '')
    const file = await page.getByRole('link', { name: 'calendar.txt' }).getAttribute('href')
    expect(await (await page.request.get(file ?? '')).text()).toBe('Sow in May.')
    await page.getByRole('button', { name: 'Done, go on' }).click()
    await page.waitForURL(new RegExp(`${at['Felix on heat']}$`))
    await desk.page.goto(at['Felix on heat'] ?? '')
    await desk.page.locator('[data-progress][data-ready]').waitFor({ state: 'attached' })
    await desk.page.locator('.player[data-ready] audio').waitFor({ state: 'attached' })
    await playOut(desk.page)
    await desk.page.getByText('Done', { exact: true }).waitFor()
    await page.goto(course)
    await page.getByText('6 of 6 lessons done').waitFor()
    await page.getByRole('link', { name: 'Your certificate' }).click()
    await page.getByText('This certificate is genuine').waitFor()
    expect(await accessFaults(page)).toEqual([])
    expect(await overflowFaults(page)).toEqual([])
    expect([...lea.errors, ...desk.errors, ...owner.errors]).toEqual([])
  })
})

/** From the outline into the editor of a lesson. */
async function edit(page: Page, title: string): Promise<void> {
  await page.goto(`${course}/edit`)
  await page.getByRole('link', { name: `Edit ${title}`, exact: true }).click()
  await page.locator('file-uploads[data-ready]').first().waitFor()
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
}

/** Into the first place for files that an editor has. */
async function attach(page: Page, file: { name: string; mimeType: string; buffer: Buffer }) {
  const uploads = page.locator('file-uploads').first()
  await uploads.locator('input[type=file]').setInputFiles(file)
  await uploads.locator('[data-state=done]').waitFor()
}

const player = (page: Page) => page.locator('.player[data-ready] :is(video, audio)')

/** Moves what plays to a second. */
async function seek(page: Page, second: number): Promise<void> {
  await player(page).evaluate((media: HTMLMediaElement, to) => {
    media.muted = true
    media.currentTime = to
  }, second)
  await expect.poll(() => position(page)).toBe(second)
}

const position = (page: Page): Promise<number> =>
  player(page).evaluate((media: HTMLMediaElement) => Math.floor(media.currentTime))

const playOut = (page: Page): Promise<void> =>
  player(page).evaluate((media: HTMLMediaElement) => {
    media.muted = true
    media.currentTime = media.duration - 0.4
    return media.play()
  })

/** The paths of the lessons, by their titles. */
async function lessons(): Promise<Record<string, string>> {
  type Built = { outline: { lessons: { id: string; title: string }[] }[] }
  const { outline } = await call<Built>(owner.page, 'GET', `${course}/edit`)
  return Object.fromEntries(
    outline.flatMap((module) =>
      module.lessons.map(({ id, title }) => [title, `${course}/lessons/${id}`]),
    ),
  )
}

/** The second of a lesson that someone has reached, as the server knows. */
async function seconds({ page }: { page: Visitor['page'] }, path = ''): Promise<number> {
  const { own } = await call<{ own: { seconds: number } | null }>(page, 'GET', path)
  return own?.seconds ?? 0
}

/** The same person at another device. */
async function other({ context }: Visitor): Promise<Pick<Visitor, 'page' | 'errors'>> {
  const browser = context.browser()
  if (!browser) throw new Error('no browser')
  const second = await browser.newContext({
    baseURL: inject('site').url,
    viewport: desktop,
    storageState: await context.storageState(),
  })
  const page = await second.newPage()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => {
    if (!isGivenUp(message)) errors.push(`${page.url()}: ${message}`)
  })
  return { page, errors }
}
