// list or grid at once, and for the next time: the server draws what the cookie says
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-view]') : null
  const switcher = link?.closest<HTMLElement>('[data-look]')
  if (!(link instanceof HTMLElement) || !switcher || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  const { view = 'list' } = link.dataset
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `look=${view};path=/;max-age=31536000;samesite=lax`
  show(switcher, view)
})

// who is not signed in is shown what all guests are: their own look comes with this script
const [, kept] = /(?:^|; )look=(list|grid)/.exec(document.cookie) ?? []
const drawn = document.querySelector<HTMLElement>('[data-look]')
if (kept && drawn && !location.search.includes('view=')) show(drawn, kept)

function show(switcher: HTMLElement, view: string) {
  switcher.dataset.look = view
  for (const link of switcher.querySelectorAll<HTMLElement>('[data-view]'))
    link.ariaCurrent = link.dataset.view === view ? 'true' : null
}
