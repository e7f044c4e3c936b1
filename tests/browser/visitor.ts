import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { inject } from 'vitest'
import { launchChromium } from './chromium.ts'

export const phone = { width: 390, height: 844 }
export const tablet = { width: 820, height: 1180 }
export const desktop = { width: 1440, height: 900 }

let browser: Promise<Browser> | undefined

/** A person at a browser of their own; what the console says wrong is kept in `errors`. */
export type Visitor = { page: Page; context: BrowserContext; errors: string[] }

/** Opens a window, signed in as `username` through the sign-in page, or as a guest. */
export async function visitor(
  username: string | null,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  browser ??= launchChromium()
  const { url } = inject('site')
  const context = await (await browser).newContext({
    baseURL: url,
    viewport: desktop,
    ...options,
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    // a page that is an error says so here too, which is no fault of it
    const { url: from } = message.location()
    if (from === page.url() && /the server responded with a status of 4\d\d/.test(message.text()))
      return
    errors.push(`${page.url()}: ${message.text()} (${from})`)
  })
  page.on('pageerror', ({ message }) => {
    if (!isGivenUp(message)) errors.push(`${page.url()}: ${message}`)
  })
  if (username) await signIn(page, username)
  return { page, context, errors }
}

/**
 * The browser's own word on a view transition from page to page that it gives up, as where one goes
 * on before the page is there, or the window changes its size. The style sheet asks for these
 * (`@view-transition`), no script of ours starts any: their promises are the browser's, and the new
 * page's is over before a script there could run to catch it. The page is there all the same. What
 * a transition within a page would say (a slow or failed update of it) is a fault.
 */
export const isGivenUp = (words: string): boolean =>
  /^Transition was (skipped|aborted because of invalid state)/.test(words)

/** Someone who has just signed up. Their username begins with `name`, in small letters. */
export async function newcomer(
  name: string,
  options: BrowserContextOptions & { fullName?: string } = {},
): Promise<Visitor & { username: string }> {
  const { fullName = `${name} Test`, ...rest } = options
  const { url, clerkUrl } = inject('site')
  const someone = await visitor(null, rest)
  const username = `${name.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}`
  const answer = await someone.page.request.post(`${clerkUrl}/sign-up`, {
    form: {
      username,
      fullName,
      email: `${username}@example.test`,
      redirect_url: `${url}/sign-in/callback?return_to=/healthz`,
    },
    headers: { origin: clerkUrl },
  })
  if (!answer.ok()) throw new Error(`signing up as ${username}: ${answer.status()}`)
  return { ...someone, username }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Asks for JSON with the cookies of a page; fails unless it is answered well. */
export async function call<T = unknown>(
  page: Page,
  method: Method,
  path: string,
  data?: object,
): Promise<T> {
  const headers = { accept: 'application/json' }
  const answer = await page.request.fetch(path, { method, data, headers })
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

/** Ends every window and the browser itself. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

async function signIn(page: Page, username: string): Promise<void> {
  const { url, clerkUrl } = inject('site')
  const answer = await page.request.post(`${clerkUrl}/sign-in`, {
    form: { user: username, redirect_url: `${url}/sign-in/callback?return_to=/healthz` },
    headers: { origin: clerkUrl },
  })
  if (!answer.ok()) throw new Error(`signing in as ${username}: ${answer.status()}`)
}
