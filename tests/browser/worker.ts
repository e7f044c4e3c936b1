import type { Page, Worker } from 'playwright-core'
import type { Visitor } from './visitor.ts'

/**
 * The service worker of a visitor, with a system around it that notes what a headless one has not:
 * windows that are opened or come forward, and the number on the app's icon.
 */
export async function system({ page, context }: Visitor): Promise<Worker> {
  await context.addInitScript(() => {
    const badges: number[] = []
    Object.assign(window, { badges })
    Object.assign(navigator, { setAppBadge: async (count: number) => void badges.push(count) })
  })
  const [worker] = await Promise.all([
    context.waitForEvent('serviceworker'),
    page.goto('/settings/notifications'),
  ])
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await worker.evaluate(() => {
    const [badges, opened, focused]: [number[], string[], string[]] = [[], [], []]
    Object.assign(self, { badges, opened, focused })
    Object.assign(navigator, {
      setAppBadge: async (count: number) => void badges.push(count),
      clearAppBadge: async () => void badges.push(0),
    })
    const { clients, WindowClient } = self as unknown as {
      clients: object
      WindowClient: { prototype: object }
    }
    Object.assign(clients, { openWindow: async (address: string) => void opened.push(address) })
    Object.assign(WindowClient.prototype, {
      async focus(this: { url: string }) {
        focused.push(this.url)
      },
    })
  })
  return worker
}

/** The number that the icon was last given by a page or the worker. */
export const lastBadge = (from: Pick<Page, 'evaluate'>): Promise<number | undefined> =>
  from.evaluate('badges.at(-1)')

type Seen = { opened: string[]; focused: string[] }

/** Presses what the system shows, and gives the windows that this opened or brought forward. */
export const press = (worker: Worker, title: string): Promise<Seen> =>
  worker.evaluate(
    async ({ title }) => {
      const { registration, NotificationEvent, opened, focused } = self as unknown as Seen & {
        registration: ServiceWorkerRegistration
        NotificationEvent: new (name: string, of: object) => Event
      }
      const notification = (await registration.getNotifications()).find(
        (one) => one.title === title,
      )
      const event = new NotificationEvent('notificationclick', { notification })
      const work: Promise<unknown>[] = []
      // an event of the system's own would take this itself
      Object.assign(event, { waitUntil: (doing: Promise<unknown>) => void work.push(doing) })
      self.dispatchEvent(event)
      await Promise.all(work)
      return { opened: opened.splice(0), focused: focused.splice(0) }
    },
    { title },
  )

type Renewal = {
  /** where the browser says that it listened */
  old: string | null
  key: string | null
  /** whether it brings its new subscription, or has to be asked for it */
  isGiven: boolean
  fresh: { endpoint: string; keys: object }
}

/** The browser's push service gives it another address. Gives the keys that it was asked to use. */
export const renewed = (worker: Worker, renewal: Renewal): Promise<(string | null)[]> =>
  worker.evaluate(async ({ old, key, isGiven, fresh }) => {
    const asked: (string | null)[] = []
    const given = { ...fresh, toJSON: () => fresh }
    const options = { applicationServerKey: key }
    Object.assign(PushManager.prototype, {
      subscribe: async (of: { applicationServerKey: string | null }) => {
        asked.push(of.applicationServerKey)
        return given
      },
    })
    const work: Promise<unknown>[] = []
    const event = Object.assign(new Event('pushsubscriptionchange'), {
      ...(old && { oldSubscription: { endpoint: old, options } }),
      ...(isGiven && { newSubscription: given }),
      waitUntil: (doing: Promise<unknown>) => void work.push(doing),
    })
    self.dispatchEvent(event)
    await Promise.all(work)
    return asked
  }, renewal)
