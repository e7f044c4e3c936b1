const here = Intl.DateTimeFormat().resolvedOptions().timeZone

/** From now on the server writes times as this browser's clocks show them. */
function remember() {
  if (document.cookie.split('; ').some((pair) => pair.startsWith('zone='))) return
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `zone=${here};path=/;max-age=31536000;samesite=lax`
}

const hours = (at: Date, timeZone?: string) =>
  at.toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
const day = (at: Date, timeZone?: string) =>
  at.toLocaleDateString('en', { weekday: 'short', month: 'short', day: 'numeric', timeZone })

/** Beside a time of another zone, what it is on the clocks here. */
class YourTime extends HTMLElement {
  connectedCallback() {
    const { starts, ends, zone } = this.dataset
    const [from, to] = [new Date(starts ?? ''), new Date(ends ?? '')]
    if (!zone || hours(from) === hours(from, zone)) return
    const isOneDay = Number(to) - Number(from) < 12 * 3600_000
    const isOtherDay = day(from) !== day(from, zone)
    const begins = `${isOtherDay || !isOneDay ? `${day(from)}, ` : ''}${hours(from)}`
    this.textContent = `${getComputedStyle(this).display === 'inline' ? ' · ' : ''}${begins} – ${isOneDay ? '' : `${day(to)}, `}${hours(to)} your time`
  }
}

remember()
customElements.define('your-time', YourTime)

// a form that nobody has filled in begins where its reader is
for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-here]')) {
  select.value = here
  if (select.value !== here) select.add(new Option(here.replaceAll('_', ' '), here, true, true))
}

// an end that was not touched moves with the beginning
const starts = document.querySelector<HTMLInputElement>('[name=startsAt]')
const ends = document.querySelector<HTMLInputElement>('[name=endsAt]')
let before = starts?.value ?? ''
starts?.addEventListener('change', () => {
  if (!ends || !starts.value) return
  const wall = (text: string) => Date.parse(`${text}Z`)
  const lasts = ends.value && before ? wall(ends.value) - wall(before) : 3600_000
  if (lasts > 0) ends.value = new Date(wall(starts.value) + lasts).toISOString().slice(0, 16)
  before = starts.value
})

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  button.hidden = false
  button.onclick = async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? '')
    const words = button.querySelector('span')
    if (words) words.textContent = 'Copied'
  }
}
