import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { startStack } from '../local/stack.ts'
import { BURST, differences, lines, sayAll } from '../tests/browser/chat/storm.ts'
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
  const openings = await Promise.all(pages.map(opening))
  console.info(`opening, in ms of each page: ${JSON.stringify(openings)}`)
  console.info(`latency of 50, in ms: ${JSON.stringify(await latency(first, second))}`)
  await control('faults', LOSSES)
  const began = Date.now()
  const said: string[] = []
  for (let n = 1; said.length < MESSAGES; n += BURST) {
    for (const [at, page] of pages.entries()) {
      const more = lines(PEOPLE[at] ?? '', n, Math.min(BURST, MESSAGES - said.length))
      said.push(...more)
      if (more.length) await sayAll(page, more)
    }
    const turn = (n - 1) / BURST
    const leaver = pages[Math.floor(turn / 5) % pages.length]
    if (turn % 5 === 2 && leaver) await comeBack(leaver)
    if (turn % 10 === 9) await restart()
  }
  console.info(`said in ${Date.now() - began} ms`)
  await control('faults', { dropPush: 0, dropArchive: 0 })
  const wrong = await settled(pages, said)
  console.info(wrong.join('\n') || `the same ${said.length} in the same order on every page`)
  console.info(`after ${Date.now() - began} ms`)
  process.exitCode = wrong.length ? 1 : 0
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

/** What the page noted of its own opening: from the start of the navigation, and how long each part took. */
async function opening(page: Page) {
  const at = await page.evaluate(() =>
    Object.fromEntries(
      performance
        .getEntriesByType('mark')
        .map(({ name, startTime }) => [name.replace('chat ', ''), Math.round(startTime)]),
    ),
  )
  const between = (from: string, to: string) => (at[to] ?? 0) - (at[from] ?? 0)
  return {
    connect: between('dials', 'connected'),
    keys: between('dials', 'keys'),
    // the subscription and what was said last, once there are connection and keys
    join: (at.ready ?? 0) - Math.max(at.connected ?? 0, at.keys ?? 0),
    ready: at.ready,
  }
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

/** What is wrong once nothing is, or two minutes have gone. */
async function settled(pages: Page[], said: string[]): Promise<string[]> {
  const until = Date.now() + 120_000
  for (;;) {
    const wrong = await differences(pages, said)
    if (wrong.length === 0 || Date.now() > until) return wrong
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
