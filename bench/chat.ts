import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { startStack } from '../local/stack.ts'
import { launchChromium } from '../tests/browser/chromium.ts'

const { values } = parseArgs({ options: { messages: { type: 'string', default: '1000' } } })
const MESSAGES = Number(values.messages)
const PEOPLE = ['margot', 'tomasz', 'haruka']
const ROOM = '/loam/s/porch'
/** of pushes to subscribers, and of what a node should keep */
const LOSSES = { dropPush: 0.2, dropArchive: 0.02 }

process.env.NODE_ENV = 'development'
const dataDir = await mkdtemp(join(tmpdir(), 'opencircle-chat-'))
const ports = { worker: 0, clerk: 0, stripe: 0, postgres: 0, waku: 0 }
const stack = await startStack({ dataDir, ports, fast: true })
const browser = await launchChromium()
try {
  const pages = await Promise.all(PEOPLE.map(open))
  const [first, second] = pages
  if (!first || !second) throw new Error('nobody is here')
  console.info(
    `opening, in ms of each page: ${JSON.stringify(await Promise.all(pages.map(marks)))}`,
  )
  console.info(`latency of 50, in ms: ${JSON.stringify(await latency(first, second))}`)
  await control('faults', LOSSES)
  const began = Date.now()
  const turns = Math.ceil(MESSAGES / pages.length)
  for (let n = 1; n <= turns; n++) {
    for (const [at, page] of pages.entries()) await say(page, `No ${n} of ${PEOPLE[at]}`)
    const leaver = pages[Math.floor(n / 50) % pages.length]
    if (n % 50 === 25 && leaver) await comeBack(leaver)
    if (n % 100 === 0) await restart()
  }
  console.info(`said in ${Date.now() - began} ms`)
  await control('faults', { dropPush: 0, dropArchive: 0 })
  const lists = await settled(pages, turns * pages.length)
  const isSame = lists.every((list) => list.join() === lists[0]?.join())
  console.info(
    `${lists.map(({ length }) => length).join(', ')} of ${turns * pages.length} messages`,
  )
  console.info(
    `${isSame ? 'the same, in the same order' : 'NOT THE SAME'}, ${Date.now() - began} ms`,
  )
  process.exitCode = isSame && lists[0]?.length === turns * pages.length ? 0 : 1
} finally {
  await browser.close()
  await stack.stop()
  await rm(dataDir, { recursive: true, force: true })
}
process.exit()

async function open(user: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: stack.url })
  const page = await context.newPage()
  await page.request.post(`${stack.clerkUrl}/sign-in`, {
    form: { user, redirect_url: `${stack.url}/sign-in/callback?return_to=/healthz` },
    headers: { origin: stack.clerkUrl ?? '' },
  })
  await page.goto(ROOM)
  await page.locator('[data-ready]').waitFor()
  await page.reload()
  await page.locator('[data-ready]').waitFor()
  return page
}

/** What the page noted of its own opening, from the start of the navigation. */
function marks(page: Page) {
  return page.evaluate(() =>
    Object.fromEntries(
      performance
        .getEntriesByType('mark')
        .filter(({ name }) => name.startsWith('chat '))
        .map(({ name, startTime }) => [name.slice(5), Math.round(startTime)]),
    ),
  )
}

async function say(page: Page, words: string) {
  await page.fill('[data-part=words]', words)
  await page.locator('[data-part=words]').press('Enter')
}

/** From the key that sends to the row on another page, on one machine's clock. */
async function latency(from: Page, to: Page) {
  await to.evaluate(() => {
    const seen: number[] = []
    Object.assign(window, { seen })
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) {
          const sent = /^sent (\d+)$/.exec(
            (node instanceof Element && node.querySelector('.msg-words')?.textContent) || '',
          )
          if (sent) seen.push(Date.now() - Number(sent[1]))
        }
    }).observe(document.querySelector('.chat-list') ?? document.body, { childList: true })
  })
  for (let n = 1; n <= 50; n++) {
    await from.evaluate(() => {
      const area = document.querySelector<HTMLTextAreaElement>('[data-part=words]')
      if (area) area.value = `sent ${Date.now()}`
      area?.form?.requestSubmit()
    })
    await to.waitForFunction((least) => Reflect.get(window, 'seen').length >= least, n)
    // no faster than a page lets anyone write
    await new Promise((resolve) => setTimeout(resolve, 350))
  }
  const all: number[] = await to.evaluate(() => Reflect.get(window, 'seen'))
  all.sort((a, b) => a - b)
  return { median: all[25], p95: all[47], most: all[49] }
}

async function comeBack(page: Page) {
  await page.goto('/loam')
  await page.goto(ROOM)
  await page.locator('[data-ready]').waitFor({ timeout: 60_000 })
}

async function restart() {
  await control('down')
  await control('up')
}

async function control(what: string, body: object = {}) {
  await fetch(`${stack.wakuUrl}/local/${what}`, { method: 'POST', body: JSON.stringify(body) })
}

/** The numbered messages of each page, once all have as many as were said or two minutes have gone. */
async function settled(pages: Page[], many: number): Promise<string[][]> {
  const until = Date.now() + 120_000
  for (;;) {
    const lists = await Promise.all(pages.map(numbered))
    const isAll = lists.every((list) => list.length === many && list.join() === lists[0]?.join())
    if (isAll || Date.now() > until) return lists
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

/** Reads the whole history first: who came back late has only its end. */
async function numbered(page: Page): Promise<string[]> {
  const older = page.locator('[data-part=older]:visible')
  if (await older.count()) await older.click().catch(() => undefined)
  return page
    .locator('.chat-list .msg')
    .evaluateAll((rows) =>
      rows
        .filter((row) => /^No \d+ of/.test(row.querySelector('.msg-words')?.textContent ?? ''))
        .map(({ id }) => id),
    )
}
