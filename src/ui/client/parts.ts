/** What a part of the page needs beside the core comes when the page is there. */
export function fetchScripts(root: ParentNode) {
  for (const part of root.querySelectorAll<HTMLElement>('[data-script]'))
    import(part.dataset.script ?? '')
}

/** A toast; with the source of what failed, it offers to try that again. */
export function say(words: string, failed?: Element) {
  const toast = document.createElement('div')
  toast.className = 'toast'
  toast.append(words)
  if (failed) {
    const retry = document.createElement('button')
    retry.className = 'btn btn-plain btn-small'
    retry.textContent = 'Try again'
    retry.onclick = () => {
      toast.remove()
      if (failed instanceof HTMLFormElement) failed.requestSubmit()
      else if (failed instanceof HTMLElement) failed.click()
    }
    toast.append(retry)
  }
  document.getElementById('toasts')?.append(toast)
}

export function free(root: ParentNode) {
  if (root instanceof Element) root.ariaBusy = null
  for (const element of root.querySelectorAll('[aria-busy]')) element.ariaBusy = null
}
