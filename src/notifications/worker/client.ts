/**
 * The service worker: shows what is pushed, and a page when there is no network. It keeps nothing
 * that anyone could read but that one page, and stands in the way of no request: documents are
 * fetched by the browser while it wakes up.
 */
type Extendable = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Extendable & {
  request: Request
  preloadResponse: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}
type Pushing = Extendable & { data: { json(): unknown } | null }
type Pressing = Extendable & { notification: Notification }
type Changing = Extendable & {
  oldSubscription?: PushSubscription
  newSubscription?: PushSubscription
}
type Windows = {
  matchAll(of: { type: 'window'; includeUncontrolled: boolean }): Promise<Tab[]>
  openWindow(address: string): Promise<unknown>
  claim(): Promise<void>
}
type Tab = {
  url: string
  focus(): Promise<unknown>
  postMessage(said: { open: string }): void
}
type Told = { title: string; body: string; link: string; tag: string; badge: number }

// the compiler takes every script for a page's
const worker = self as unknown as EventTarget & {
  registration: ServiceWorkerRegistration
  clients: Windows
  skipWaiting(): Promise<void>
}
const OFFLINE = 'offline-1'
const BROWSERS = '/settings/notifications/browsers'
const JSON_ONLY = { accept: 'application/json' }

function on<E extends Extendable>(name: string, act: (event: E) => void) {
  worker.addEventListener(name, (event) => act(event as E))
}

on('install', (event) => event.waitUntil(keepOffline().then(() => worker.skipWaiting())))
on('activate', (event) => event.waitUntil(wake()))

on<Fetching>('fetch', (event) => {
  // everything but documents goes as if there were no worker
  if (event.request.mode === 'navigate') event.respondWith(answer(event))
})

async function answer(event: Fetching): Promise<Response> {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request))
  } catch {
    return (await caches.match('/offline')) ?? Response.error()
  }
}

async function keepOffline() {
  const cache = await caches.open(OFFLINE)
  const page = await fetch('/offline', { credentials: 'omit', cache: 'reload' })
  const html = await page.clone().text()
  await cache.put('/offline', page)
  const styles = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(
    (match) => match[1],
  )
  await cache.addAll(styles.flatMap((address) => address ?? []))
}

async function wake() {
  for (const name of await caches.keys()) if (name !== OFFLINE) await caches.delete(name)
  await worker.registration.navigationPreload?.enable()
  await worker.clients.claim()
}

on<Pushing>('push', (event) => event.waitUntil(tell(event.data?.json())))

const isTold = (said: unknown): said is Told =>
  typeof said === 'object' && said !== null && 'title' in said && 'link' in said

async function tell(said: unknown) {
  if (!isTold(said)) return
  const { title, body, link, tag, badge } = said
  await Promise.all([
    worker.registration.showNotification(title, {
      body,
      tag,
      icon: '/icon-192.png',
      badge: '/badge-96.png',
      data: { link },
    }),
    badge > 0 ? navigator.setAppBadge?.(badge) : navigator.clearAppBadge?.(),
  ])
}

on<Pressing>('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.link))
})

/** Where it is open already, that window comes forward, and shows by itself what came since. */
async function open(link: unknown) {
  const address = new URL(typeof link === 'string' ? link : '/inbox', location.origin)
  if (address.origin !== location.origin) return
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = windows.find(({ url }) => new URL(url).pathname === address.pathname)
  if (!there) return worker.clients.openWindow(address.href)
  await there.focus().catch(() => undefined)
  there.postMessage({ open: address.href })
}

on<Changing>('pushsubscriptionchange', (event) => event.waitUntil(again(event)))

/** A browser that is given another address to listen at says so, or it would fall silent. */
async function again({ oldSubscription, newSubscription }: Changing) {
  const { pushManager } = worker.registration
  const fresh =
    newSubscription ??
    (await pushManager.getSubscription()) ??
    (await pushManager.subscribe({
      userVisibleOnly: true,
      // not every browser says what it has forgotten
      applicationServerKey: oldSubscription?.options.applicationServerKey ?? (await ourKey()),
    }))
  await fetch(BROWSERS, {
    ...{ method: 'POST', headers: { ...JSON_ONLY, 'content-type': 'application/json' } },
    body: JSON.stringify({ ...fresh.toJSON(), replaces: oldSubscription?.endpoint }),
  })
}

async function ourKey(): Promise<string> {
  const answer = await fetch('/settings/notifications', { headers: JSON_ONLY })
  return (await answer.json()).mine.pushKey
}

export {}
