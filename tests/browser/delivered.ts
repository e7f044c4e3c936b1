import pg from 'pg'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { browserKeys, type Told } from '../sealed.ts'
import { call, type Visitor } from './visitor.ts'

/** Has the platform's cron run, beside the ticks that come anyway. */
export async function tick(): Promise<void> {
  const { url } = inject('site')
  const cron = encodeURIComponent('* * * * *')
  const answer = await fetch(`${url}/cdn-cgi/local/scheduled?cron=${cron}`)
  if (!answer.ok) throw new Error(`a tick: ${answer.status}`)
}

/** Asks the database beside the Worker, as for time that has passed. */
export async function sql(text: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject('site').databaseUrl })
  await client.connect()
  await client.query(text, values).finally(() => client.end())
}

export type Letter = { id: string; subject: string; text: string; html: string }

/** The letters that someone got. */
export const lettersTo = async (username: string): Promise<Letter[]> =>
  (await fetch(`${inject('site').mailUrl}/letters?to=${username}@example.test`)).json()

/**
 * Where a browser would listen, with keys of this test: no push service of the world reaches a
 * Chromium here. `told` gives what the service was brought, opened.
 */
export function ear() {
  const name = crypto.randomUUID()
  const { keys, open } = browserKeys()
  const told = async (): Promise<Told[]> => {
    const answer = await fetch(`${inject('site').pushUrl}/${name}`)
    const taken: { body: string }[] = await answer.json()
    return taken.map(({ body }) => open(body))
  }
  return { subscription: { endpoint: `https://push.example.test/${name}`, keys }, told }
}

/** Turns push on. Gives what the push service was brought. */
export async function listening({ page }: Visitor): Promise<() => Promise<Told[]>> {
  const { subscription, told } = ear()
  await call(page, 'POST', '/settings/notifications/browsers', subscription)
  return told
}

/** Brings the service worker of an open page what a push service would. */
export async function push({ page, context }: Visitor, told: Told): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const session = await context.newCDPSession(page)
  const known = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) resolve(first.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: inject('site').url,
    registrationId: await known,
    data: JSON.stringify(told),
  })
  await session.detach()
}

/** The titles of what the system shows. */
export const shownIn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const all = await (await navigator.serviceWorker.ready).getNotifications()
    return all.map(({ title }) => title)
  })
