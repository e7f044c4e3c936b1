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
    if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
  if (username) await signIn(page, username)
  return { page, context, errors }
}

/** Ends every window and the browser itself. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

async function signIn(page: Page, username: string): Promise<void> {
  const { url, clerkUrl } = inject('site')
  const answer = await page.request.post(`${clerkUrl}/sign-in`, {
    form: { user: username, redirect_url: `${url}/sign-in/callback` },
    headers: { origin: clerkUrl },
  })
  if (!answer.ok()) throw new Error(`signing in as ${username}: ${answer.status()}`)
}
