import type { Locator, Page } from 'playwright-core'
import { inject } from 'vitest'

/** Opens a chat, and waits until what was said last is there. */
export async function enter(page: Page, room: string): Promise<void> {
  await page.goto(room)
  await page.locator('[data-ready]').waitFor()
}

export async function say(page: Page, words: string): Promise<void> {
  await page.fill('[data-part=words]', words)
  await page.locator('[data-part=words]').press('Enter')
}

type Chosen = { name: string; mimeType: string; buffer: Buffer }

export const textFile = (name: string, words: string): Chosen => ({
  ...{ name, mimeType: 'text/plain' },
  buffer: Buffer.from(words),
})

/** Adds files to what is being written, and waits until they are stored. */
export async function attach(page: Page, ...files: Chosen[]): Promise<void> {
  await page.locator('[data-part=files]').setInputFiles(files)
  await page
    .locator(`[data-part=tray] li:not([aria-busy])`)
    .nth(files.length - 1)
    .waitFor()
}

/** Chooses something from the menu of a message. */
export async function aside(page: Page, message: Locator, choice: string): Promise<void> {
  await message.hover()
  await message.locator('.msg-more').click()
  await page.locator(`.chat-menu ${choice}`).click()
}

/** What is said, in its order. */
export const words = (page: Page): Promise<string[]> =>
  page.locator('.chat-list .msg-words').allTextContents()

/** The ids of messages whose words are like this, in their order. */
export const ids = (page: Page, like = /./): Promise<string[]> =>
  page
    .locator('.chat-list .msg')
    .evaluateAll(
      (rows, pattern) =>
        rows
          .filter((row) =>
            new RegExp(pattern).test(row.querySelector('.msg-words')?.textContent ?? ''),
          )
          .map(({ id }) => id),
      like.source,
    )

/** What the page says of messages that it refused. */
export async function refusals(page: Page): Promise<string> {
  const said = page.locator('[data-tool=refused]')
  await page.evaluate(() => document.getElementById('chat-about')?.showPopover())
  await said.filter({ hasText: /refused/ }).waitFor({ state: 'attached' })
  const text = await said.textContent()
  await page.evaluate(() => document.getElementById('chat-about')?.hidePopover())
  return text ?? ''
}

/** How many messages the page says that it refused for a reason. */
export const refusedFor = async (page: Page, why: string): Promise<number> =>
  Number(new RegExp(`(\\d+) ${why}`).exec(await refusals(page))?.[1] ?? 0)

type What = 'down' | 'up' | 'forget' | 'faults'

/** Ends the message node or begins it again, takes from it what it kept, or has things go wrong with it. */
export async function control(what: What, faults: object = {}): Promise<void> {
  const { wakuUrl } = inject('site')
  const answer = await fetch(`${wakuUrl}/local/${what}`, {
    method: 'POST',
    body: JSON.stringify(faults),
  })
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`)
}
