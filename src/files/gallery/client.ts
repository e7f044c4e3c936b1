import { swipes } from '../client/swipe.ts'

/** The pictures of a gallery one by one, over the page. Made when the first one is opened. */
class Lightbox {
  #dialog = document.createElement('dialog')
  #image = new Image()
  #words = document.createElement('p')
  #place = document.createElement('p')
  #original = document.createElement('a')
  #links: HTMLAnchorElement[] = []
  #at = 0

  constructor() {
    this.#dialog.className = 'lightbox'
    this.#dialog.ariaLabel = 'Pictures'
    this.#image.className = 'lightbox-picture'
    this.#words.className = 'lightbox-words'
    this.#words.dir = 'auto'
    this.#place.className = 'lightbox-place'
    this.#place.ariaLive = 'polite'
    this.#original.textContent = 'Full size'
    this.#original.className = 'lightbox-link'
    this.#original.target = '_blank'
    const head = document.createElement('div')
    head.className = 'lightbox-head'
    const close = this.#button('Close', '✕', () => this.#dialog.close())
    close.autofocus = true
    head.append(this.#place, this.#original, close)
    const stage = document.createElement('div')
    stage.className = 'lightbox-stage'
    const back = this.#button('Previous picture', '‹', () => this.#go(-1))
    back.classList.add('lightbox-back')
    const on = this.#button('Next picture', '›', () => this.#go(1))
    on.classList.add('lightbox-on')
    stage.append(back, this.#image, on)
    this.#dialog.append(head, stage, this.#words)
    this.#dialog.addEventListener('keydown', (event) => this.#press(event))
    this.#dialog.addEventListener('click', ({ target }) => {
      if (target === stage || target === this.#dialog) this.#dialog.close()
    })
    this.#dialog.addEventListener('close', () => this.#links[this.#at]?.focus())
    swipes(stage, (step) => this.#go(step))
    document.body.append(this.#dialog)
  }

  open(links: HTMLAnchorElement[], at: number) {
    this.#links = links
    this.#dialog.classList.toggle('lightbox-single', links.length < 2)
    this.#show(at)
    this.#dialog.showModal()
  }

  #go(step: number) {
    const { length } = this.#links
    if (length > 1) this.#show((this.#at + step + length) % length)
  }

  #show(at: number) {
    this.#at = at
    const link = this.#links[at]
    if (!link) return
    const { alt = '', width, height } = link.dataset
    this.#image.removeAttribute('srcset')
    this.#image.alt = alt || 'Without a description'
    this.#image.width = Number(width) || 1200
    this.#image.height = Number(height) || 800
    this.#image.src = link.href
    this.#words.textContent = alt
    this.#place.textContent = `${at + 1} of ${this.#links.length}`
    this.#original.href = link.href
  }

  #press(event: KeyboardEvent) {
    const last = this.#links.length - 1
    if (event.key === 'ArrowRight') this.#go(1)
    else if (event.key === 'ArrowLeft') this.#go(-1)
    else if (event.key === 'Home') this.#show(0)
    else if (event.key === 'End') this.#show(last)
    else return
    event.preventDefault()
  }

  #button(label: string, sign: string, act: () => void): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'lightbox-button'
    button.ariaLabel = label
    button.textContent = sign
    button.onclick = act
    return button
  }
}

let lightbox: Lightbox | undefined

document.addEventListener('click', (event) => {
  const { target } = event
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
  const link = target instanceof Element && target.closest<HTMLAnchorElement>('[data-gallery] a')
  if (!link) return
  event.preventDefault()
  lightbox ??= new Lightbox()
  const links = [...(link.closest('[data-gallery]')?.querySelectorAll('a') ?? [])]
  lightbox.open(links, links.indexOf(link))
})
