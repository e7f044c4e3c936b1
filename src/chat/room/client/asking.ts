import { partOf, show } from './parts.ts'

type Question = { title: string; words: string; yes: string; wantsReason?: boolean }

/** Asks in the page's own dialog. Gives the reason, which may be empty; null for who would rather not. */
export function question(root: HTMLElement, { title, words, yes, wantsReason }: Question) {
  const dialog = partOf(root)<HTMLDialogElement>('asking')
  const reason = dialog.querySelector('textarea')
  const [head, hint, button] = dialog.querySelectorAll<HTMLElement>('h2, .hint, [value=yes]')
  if (!reason || !head || !hint || !button) return Promise.resolve(null)
  show(head, title)
  show(hint, words)
  button.textContent = yes
  reason.value = ''
  const place = reason.closest<HTMLElement>('.field')?.parentElement
  if (place) place.hidden = !wantsReason
  dialog.returnValue = ''
  dialog.showModal()
  return new Promise<string | null>((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === 'yes' ? reason.value.trim() : null)
  })
}
