/** Turns push on and off in this browser. */
const card = document.querySelector<HTMLElement>('[data-push]')
const [on, off] = ['on', 'off'].map((name) =>
  card?.querySelector<HTMLButtonElement>(`[data-push-${name}]`),
)
const words = card?.querySelector<HTMLElement>('[data-push-words]')
if (card && on && off) void begin(card.dataset.push ?? '', on, off)

async function begin(key: string, on: HTMLButtonElement, off: HTMLButtonElement) {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return explain()
  const worker = await navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' })
  const draw = async () => {
    const subscription = await worker.pushManager.getSubscription()
    const isOn = subscription !== null
    // it may be of another sign-in, which has ended
    if (subscription) void send('POST', subscription.toJSON())
    const isBlocked = Notification.permission === 'denied'
    on.hidden = isOn || isBlocked
    off.hidden = !isOn
    say(
      isBlocked
        ? 'This browser keeps us quiet. Allow notifications in its settings for this page.'
        : isOn
          ? 'This device tells you at once.'
          : 'This device can tell you at once, even when the page is closed.',
    )
  }
  on.onclick = () => attempt(on, () => turnOn(worker, key).then(draw))
  off.onclick = () => attempt(off, () => turnOff(worker).then(draw))
  await draw()
}

async function turnOn(worker: ServiceWorkerRegistration, key: string) {
  if ((await Notification.requestPermission()) !== 'granted') return
  await navigator.serviceWorker.ready
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  })
  const answer = await send('POST', subscription.toJSON())
  if (answer.ok) return location.reload()
  await subscription.unsubscribe()
  throw new Error('refused')
}

async function turnOff(worker: ServiceWorkerRegistration) {
  const subscription = await worker.pushManager.getSubscription()
  if (!subscription) return
  await send('DELETE', { endpoint: subscription.endpoint })
  await subscription.unsubscribe()
  location.reload()
}

const send = (method: string, body: object) =>
  fetch('/settings/notifications/browsers', {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function attempt(button: HTMLButtonElement, work: () => Promise<unknown>) {
  button.ariaBusy = 'true'
  try {
    await work()
  } catch {
    say('That did not work. Try again in a moment.')
  }
  button.ariaBusy = null
}

function say(text: string) {
  if (words) words.textContent = text
}

function explain() {
  const hint = document.querySelector<HTMLElement>('[data-push-ios]')
  const isApple = /iPhone|iPad/.test(navigator.userAgent)
  if (hint) hint.hidden = !isApple
  say('This browser cannot be told while the page is closed.')
}

export {}
