/** Says of what is on the page, once it is looked at, that it was seen; and how much is new then. */
const mark = document.querySelector<HTMLElement>('[data-seen]')
const topic = mark?.dataset.seen
mark?.remove()
if (topic) document.visibilityState === 'visible' ? tell(topic) : later(topic)

function later(topic: string) {
  document.addEventListener('visibilitychange', () => tell(topic), { once: true })
}

async function tell(topic: string) {
  // a page that the browser only prepares has not been seen
  if ('prerendering' in document && document.prerendering)
    return document.addEventListener('prerenderingchange', () => tell(topic), { once: true })
  const answer = await fetch('/inbox/seen', {
    method: 'PUT',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ topic, zone: new Intl.DateTimeFormat().resolvedOptions().timeZone }),
  }).catch(() => undefined)
  if (answer?.ok) show((await answer.json()).unread)
}

function show(unread: number) {
  for (const badge of document.querySelectorAll('#nav-inbox .unread, .tab-badge .unread')) {
    if (unread === 0) badge.remove()
    else if (badge.firstChild) badge.firstChild.textContent = unread > 99 ? '99+' : `${unread}`
  }
  navigator.setAppBadge?.(unread).catch(() => undefined)
}

export {}
