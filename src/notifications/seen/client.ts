/** Says of what is on the page, once it is looked at, that it was seen; and how much is new then. */
const mark = document.querySelector<HTMLElement>('[data-seen]')
const path = mark?.dataset.seen
mark?.remove()
if (path) document.visibilityState === 'visible' ? tell(path) : later(path)

function later(path: string) {
  document.addEventListener('visibilitychange', () => tell(path), { once: true })
}

async function tell(path: string) {
  // a page that the browser only prepares has not been seen
  if ('prerendering' in document && document.prerendering)
    return document.addEventListener('prerenderingchange', () => tell(path), { once: true })
  const answer = await fetch('/inbox/seen', {
    method: 'PUT',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ path, zone: new Intl.DateTimeFormat().resolvedOptions().timeZone }),
  }).catch(() => undefined)
  if (!answer?.ok) return
  show((await answer.json()).unread)
  await dismiss(path)
}

/** What the system still shows of it is old news. */
async function dismiss(path: string) {
  const worker = await navigator.serviceWorker?.getRegistration()
  for (const notification of (await worker?.getNotifications()) ?? [])
    if (new URL(notification.data?.link ?? '/', location.origin).pathname === path)
      notification.close()
}

function show(unread: number) {
  for (const badge of document.querySelectorAll('#nav-inbox .unread, .tab-badge .unread')) {
    if (unread === 0) badge.remove()
    else if (badge.firstChild) badge.firstChild.textContent = unread > 99 ? '99+' : `${unread}`
  }
  navigator.setAppBadge?.(unread).catch(() => undefined)
}

export {}
