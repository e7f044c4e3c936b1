/** The places of the page that the script fills, by their names. */
export const partOf =
  (root: ParentNode, attribute = 'part') =>
  <T extends HTMLElement = HTMLElement>(name: string): T => {
    const found = root.querySelector<T>(`[data-${attribute}="${name}"]`)
    if (!found) throw new Error(`the page has no ${name}`)
    return found
  }

type Props = Record<string, string | boolean | ((event: Event) => void) | undefined>

/** An element with attributes, properties that are functions, and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (typeof value === 'string') element.setAttribute(name, value)
    else if (value) element.toggleAttribute(name, true)
  }
  element.append(...children)
  return element
}

/** Says something in the frame's own way. */
export const tell = (words: string) =>
  document.dispatchEvent(new CustomEvent('toast', { detail: { value: words } }))

/** Shows something, or nothing: an empty text hides it. */
export function show(element: HTMLElement, text: string) {
  element.textContent = text
  element.hidden = !text
}
