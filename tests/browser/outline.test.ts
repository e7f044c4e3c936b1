import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { draft, rowOf, shown, stored, type Titles } from './courses/building.ts'
import { call, closeBrowser, desktop, newcomer, phone } from './visitor.ts'
import { accessFaults, contrastFaults, overflowFaults } from './walk/faults.ts'

const BEGUN = {
  Soil: ['Flour', 'Water', 'Time'],
  Seed: ['Sow', 'Wait'],
  Harvest: [],
}

afterAll(closeBrowser)

/** The outline of a course of someone new, opened and listening. */
async function opened(modules: Titles = BEGUN) {
  const owner = await newcomer('Olu', { hasTouch: true })
  const course = await draft(owner, modules)
  await open(owner.page, course)
  return { ...owner, course }
}

async function open(page: Page, course: string) {
  await page.goto(`${course}/edit`)
  await page.locator('html[data-drag]').waitFor()
}

async function centre(page: Page, title: string, part = '.build-name') {
  const box = await rowOf(page, title).locator(part).first().boundingBox()
  if (!box) throw new Error(`${title} has no ${part}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, bottom: box.y + box.height }
}

/** Takes a row by its grip and holds it. */
async function lift(page: Page, title: string) {
  await rowOf(page, title).locator('[data-grip]').first().scrollIntoViewIfNeeded()
  const { x, y } = await centre(page, title, '[data-grip]')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.locator('.build-ghost').waitFor()
}

/** Holds it over the upper or lower edge of another row, as that stands by then. */
async function over(page: Page, title: string, edge: 'upper' | 'lower') {
  const far = edge === 'upper' ? -8 : 8
  // what is held over a row moves it out of the way: twice is where it stays
  for (let time = 0; time < 2; time++) {
    const { x, y } = await centre(page, title)
    await page.mouse.move(x, y + far)
    await frames(page)
  }
}

const frames = (page: Page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )

const told = (page: Page) => page.getByText('The new order is saved.').last().waitFor()

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: on } = document
    return on?.getAttribute('aria-label') ?? on?.textContent?.trim() ?? ''
  })

describe('by mouse', () => {
  it('a lesson moves in its module and into others, and stays there', async () => {
    const { page, errors, course } = await opened()
    await lift(page, 'Time')
    // what is held follows, and a gap shows where it would land
    expect(await page.locator('.build-ghost').textContent()).toBe('Time')
    expect(await rowOf(page, 'Time').isVisible()).toBe(false)
    await over(page, 'Flour', 'upper')
    expect(await page.locator('.build-gap + [data-kind] input').first().inputValue()).toBe('Flour')
    expect(await shown(page)).toEqual(BEGUN)
    await page.mouse.up()
    const first = { ...BEGUN, Soil: ['Time', 'Flour', 'Water'] }
    expect(await shown(page)).toEqual(first)
    await told(page)
    expect(await stored(page, course)).toEqual(first)
    expect(await page.locator('.build-gap, .build-ghost, [data-dragged]').count()).toBe(0)
    // it is the first of all now
    expect(await rowOf(page, 'Time').getByRole('button', { name: /up$/ }).isDisabled()).toBe(true)
    expect(await rowOf(page, 'Flour').getByRole('button', { name: /up$/ }).isEnabled()).toBe(true)
    await page.reload()
    await lift(page, 'Water')
    await over(page, 'Wait', 'upper')
    await page.mouse.up()
    await told(page)
    // into a module without lessons, which shows a place for them
    await lift(page, 'Flour')
    const { height = 0 } = (await rowOf(page, 'Harvest').locator('ol').boundingBox()) ?? {}
    expect(height).toBeGreaterThan(40)
    await over(page, 'Harvest', 'lower')
    expect(await rowOf(page, 'Harvest').locator('.build-gap').count()).toBe(1)
    await page.mouse.up()
    const after = { Soil: ['Time'], Seed: ['Sow', 'Water', 'Wait'], Harvest: ['Flour'] }
    await expect.poll(() => stored(page, course)).toEqual(after)
    await page.reload()
    expect(await shown(page)).toEqual(after)
    expect(errors).toEqual([])
  })

  it('a module moves with its lessons, past long ones too, which close meanwhile', async () => {
    const long = Array.from({ length: 30 }, (_, at) => `Day ${at + 1}`)
    const { page, errors, course } = await opened({ ...BEGUN, Seed: long })
    await lift(page, 'Harvest')
    expect(await rowOf(page, 'Day 30').isVisible()).toBe(false)
    expect(await page.locator('.build-ghost').textContent()).toBe('Harvest')
    await over(page, 'Soil', 'upper')
    await page.mouse.up()
    const after = { Harvest: [], Soil: BEGUN.Soil, Seed: long }
    expect(Object.entries(await shown(page))).toEqual(Object.entries(after))
    await told(page)
    await page.reload()
    expect(Object.entries(await shown(page))).toEqual(Object.entries(after))
    // held at the edge of the window, the page goes on to what is beyond it
    await lift(page, 'Flour')
    await page.mouse.move(700, desktop.height - 20)
    await expect.poll(() => centre(page, 'Day 30').then(({ y }) => y)).toBeLessThan(desktop.height)
    await over(page, 'Day 30', 'lower')
    await page.mouse.up()
    await expect.poll(() => stored(page, course).then(({ Seed }) => Seed?.at(-1))).toBe('Flour')
    expect(errors).toEqual([])
  })

  it('what is let go by Escape, or where it was, goes nowhere', async () => {
    const { page } = await opened()
    const asked: string[] = []
    page.on('request', (request) => request.method() === 'PUT' && asked.push(request.url()))
    await lift(page, 'Flour')
    await over(page, 'Sow', 'upper')
    await page.keyboard.press('Escape')
    expect(await page.locator('.build-gap, .build-ghost, [data-dragged]').count()).toBe(0)
    await page.mouse.up()
    expect(await shown(page)).toEqual(BEGUN)
    await lift(page, 'Water')
    await over(page, 'Sow', 'upper')
    await over(page, 'Flour', 'lower')
    await page.mouse.up()
    expect(await shown(page)).toEqual(BEGUN)
    await lift(page, 'Water')
    await page.mouse.up()
    expect(await shown(page)).toEqual(BEGUN)
    expect(asked).toEqual([])
  })

  it('two windows lose nothing of each other', async () => {
    const { page, context, course } = await opened()
    const second = await context.newPage()
    await open(second, course)
    await lift(page, 'Time')
    await over(page, 'Sow', 'upper')
    await page.mouse.up()
    await told(page)
    // this one does not know of it
    await lift(second, 'Water')
    await over(second, 'Flour', 'upper')
    await second.mouse.up()
    await told(second)
    const both = { Soil: ['Water', 'Flour'], Seed: ['Time', 'Sow', 'Wait'], Harvest: [] }
    expect(await stored(page, course)).toEqual(both)
  })

  it('what is refused goes back and says so, and shows what there is now', async () => {
    const { page, context, course } = await opened()
    const harvest = await rowOf(page, 'Harvest').getAttribute('data-id')
    await call(page, 'DELETE', `${course}/modules/${harvest}`)
    await lift(page, 'Flour')
    await over(page, 'Harvest', 'lower')
    await page.mouse.up()
    await page.getByText('It went back. Someone changed this course meanwhile.').waitFor()
    await rowOf(page, 'Harvest').waitFor({ state: 'detached' })
    const left = { Soil: BEGUN.Soil, Seed: BEGUN.Seed }
    expect(await shown(page)).toEqual(left)
    expect(await stored(page, course)).toEqual(left)
    // without a net, too
    await context.setOffline(true)
    await lift(page, 'Flour')
    await over(page, 'Wait', 'lower')
    await page.mouse.up()
    await page.getByText('It went back. That did not reach us.').waitFor()
    expect(await shown(page)).toEqual(left)
    await context.setOffline(false)
    await lift(page, 'Flour')
    await over(page, 'Wait', 'lower')
    await page.mouse.up()
    await told(page)
    expect(await stored(page, course)).toEqual({
      Soil: ['Water', 'Time'],
      Seed: ['Sow', 'Wait', 'Flour'],
    })
  })
})

describe('by keyboard', () => {
  it('buttons move lessons and modules, and keep the focus', async () => {
    const { page, errors, course } = await opened()
    await rowOf(page, 'Water').getByRole('button', { name: 'Move Water down' }).focus()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => shown(page).then(({ Soil }) => Soil))
      .toEqual(['Flour', 'Time', 'Water'])
    await expect.poll(() => focused(page)).toBe('Move Water down')
    // over the edge of the module
    await page.keyboard.press('Enter')
    await expect.poll(() => shown(page).then(({ Seed }) => Seed)).toEqual(['Water', 'Sow', 'Wait'])
    await expect.poll(() => focused(page)).toBe('Move Water down')
    for (const Seed of [
      ['Sow', 'Water', 'Wait'],
      ['Sow', 'Wait', 'Water'],
      ['Sow', 'Wait'],
    ]) {
      await page.keyboard.press('Enter')
      await expect.poll(() => shown(page).then((all) => all.Seed)).toEqual(Seed)
      await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0)
    }
    // the last of all has only one way to go
    await expect.poll(() => focused(page)).toBe('Move Water up')
    await rowOf(page, 'Seed').getByRole('button', { name: 'Move Seed up' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => shown(page).then(Object.keys)).toEqual(['Seed', 'Soil', 'Harvest'])
    await expect.poll(() => focused(page)).toBe('Move Seed down')
    const after = { Seed: ['Sow', 'Wait'], Soil: ['Flour', 'Time'], Harvest: ['Water'] }
    expect(await stored(page, course)).toEqual(after)
    await page.reload()
    expect(await shown(page)).toEqual(after)
    expect(errors).toEqual([])
  })

  it('a title is changed where it stands', async () => {
    const { page } = await opened()
    await page.locator('input[value="Sow"]').fill('Sow thinly')
    await page.keyboard.press('Enter')
    await page.getByText('Renamed.').waitFor()
    await page.reload()
    expect((await shown(page)).Seed).toEqual(['Sow thinly', 'Wait'])
  })
})

describe('by finger', () => {
  it('a lesson is dragged without the page going along, or moved from its menu', async () => {
    const { page, context, errors, course } = await opened()
    await page.setViewportSize(phone)
    expect(await overflowFaults(page)).toEqual([])
    const touches = await context.newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number, y?: number) =>
      touches.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: x === undefined || y === undefined ? [] : [{ x, y }],
      })
    const from = await centre(page, 'Time', '[data-grip]')
    await touch('touchStart', from.x, from.y)
    await page.locator('.build-ghost').waitFor()
    for (let time = 0; time < 2; time++) {
      const { y } = await centre(page, 'Flour')
      await touch('touchMove', from.x + 8, y - 8)
      await frames(page)
    }
    expect(await page.evaluate(() => scrollY)).toBe(0)
    await touch('touchEnd')
    const after = { ...BEGUN, Soil: ['Time', 'Flour', 'Water'] }
    await told(page)
    expect(await shown(page)).toEqual(after)
    expect(await stored(page, course)).toEqual(after)
    // who cannot drag finds the same in the menu of the row
    await rowOf(page, 'Time').getByLabel('More for Time').tap()
    await rowOf(page, 'Time').getByRole('button', { name: 'Move down' }).tap()
    await expect
      .poll(() => stored(page, course).then(({ Soil }) => Soil))
      .toEqual(['Flour', 'Time', 'Water'])
    expect(await accessFaults(page)).toEqual([])
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await contrastFaults(page)).toEqual([])
    }
    expect(errors).toEqual([])
  })
})
