/** Renews the parts of the page that show how far one is, `[data-live]` with an id, from the server. */
export async function renew() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const part of document.querySelectorAll('[data-live][id]')) {
    const now = page.getElementById(part.id)
    if (now) part.replaceWith(now)
  }
}
