import type { Page } from 'playwright-core'

/** Messages that a page says at once. */
export const BURST = 10

/** Says several things, each as soon as the one before it, and waits until they stand there. */
export async function sayAll(page: Page, all: string[]): Promise<void> {
  await page.evaluate((all) => {
    const area = document.querySelector<HTMLTextAreaElement>('[data-part=words]')
    for (const words of all) {
      if (area) area.value = words
      area?.form?.requestSubmit()
    }
  }, all)
  const last = all.at(-1) ?? ''
  await page.waitForFunction(
    (last) =>
      [...document.querySelectorAll('.chat-list .msg-words')]
        .slice(-100)
        .some(({ textContent }) => textContent === last),
    last,
    { timeout: 60_000 },
  )
}

/** What each page says, in turns: `No 7 of ann`. */
export const lines = (name: string, from: number, many: number): string[] =>
  Array.from({ length: many }, (_, n) => `No ${from + n} of ${name}`)

/** The numbered messages of a page, id and words, with all that is older. */
export async function numbered(page: Page): Promise<string[]> {
  const older = page.locator('[data-part=older]:visible:not([aria-busy])')
  if (await older.count()) await older.click().catch(() => undefined)
  return page.locator('.chat-list .msg').evaluateAll((rows) =>
    rows.flatMap((row) => {
      const words = row.querySelector('.msg-words')?.textContent ?? ''
      return /^No \d+ of/.test(words) ? [`${row.id} ${words}`] : []
    }),
  )
}

/** In what the pages differ from each other and from what was said; nothing where all is well. */
export async function differences(pages: Page[], said: string[]): Promise<string[]> {
  const lists = await Promise.all(pages.map(numbered))
  return lists.flatMap((list, at) => {
    const words = list.map((one) => one.slice(one.indexOf(' ') + 1))
    const missing = said.filter((one) => !words.includes(one))
    const many = `page ${at} has ${words.length} of ${said.length}`
    if (missing.length) return [`${many}, not: ${missing.slice(0, 5).join(', ')}`]
    if (words.length !== said.length) return [`${many}, some twice`]
    return list.join() === lists[0]?.join() ? [] : [`page ${at} has another order than page 0`]
  })
}
