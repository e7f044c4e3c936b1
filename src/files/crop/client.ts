import { claim } from '../client/sending.ts'
import { Stage } from '../client/stage.ts'
import { type Facts, Refusal, refusalOf } from '../client/words.ts'

/** Lets people cut a picture out before it is sent, and writes its address into the form's field. */
class PictureField extends HTMLElement {
  #stage?: Stage

  connectedCallback() {
    this.onclick = ({ target }) => {
      const button = target instanceof Element && target.closest<HTMLButtonElement>('[data-act]')
      if (!button) return
      const { act } = button.dataset
      if (act === 'choose') this.#one('input[type=file]', HTMLInputElement).click()
      if (act === 'clear') this.#put('')
      if (act === 'cancel') this.#dialog.close()
      if (act === 'use') void this.#use(button)
    }
    this.onchange = ({ target }) => {
      if (!(target instanceof HTMLInputElement) || target.type !== 'file') return
      const [file] = target.files ?? []
      target.value = ''
      if (file) void this.#open(file)
    }
  }

  async #open(file: File) {
    const bitmap = await createImageBitmap(file).catch(() => null)
    if (!bitmap) return this.#say('This browser cannot show that file. Choose a JPEG, PNG or WebP.')
    const canvas = this.#one('canvas', HTMLCanvasElement)
    const zoom = this.#one('[data-part=zoom]', HTMLInputElement)
    zoom.value = '1'
    this.#stage?.end()
    this.#stage = new Stage(canvas, zoom, bitmap)
    this.#refuse('')
    this.#dialog.showModal()
    canvas.focus()
  }

  async #use(button: HTMLButtonElement) {
    const { width = '', height = '', purpose = '', community, space } = this.dataset
    button.ariaBusy = 'true'
    try {
      const file = await this.#stage?.cut(Number(width), Number(height))
      if (!file) return
      const url = await claim(file, { purpose, community, space })
      const answer = await fetch(url, {
        method: 'PUT',
        headers: { accept: 'application/json' },
        body: file,
      })
      const body = await answer.text()
      if (!answer.ok) throw refusalOf(answer.status, body)
      const made: { file: Facts } = JSON.parse(body)
      this.#put(made.file.url, this.#stage?.copy())
      this.#dialog.close()
      this.#say('Save to keep it.')
    } catch (error) {
      this.#refuse(error instanceof Refusal ? error.message : 'That did not reach us. Try again.')
    } finally {
      button.ariaBusy = null
    }
  }

  /** The new address, or none; what is shown follows. */
  #put(url: string, shown?: HTMLCanvasElement) {
    const field = this.#one('[data-part=address]', HTMLInputElement)
    field.value = url
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    this.#one('[data-part=now]', HTMLElement).replaceChildren(...(shown ? [shown] : []))
    this.#one('[data-act=clear]', HTMLElement).hidden = !url
    this.#say(url ? '' : 'Save to remove it.')
  }

  #say(words: string) {
    this.#one('output[data-part=status]', HTMLOutputElement).value = words
  }

  #refuse(words: string) {
    const error = this.#one('[data-part=error]', HTMLElement)
    error.textContent = words
    error.hidden = !words
  }

  get #dialog() {
    return this.#one('dialog', HTMLDialogElement)
  }

  #one<T extends HTMLElement>(selector: string, kind: { new (): T }): T {
    const part = this.querySelector(selector)
    if (part instanceof kind) return part
    throw new Error(`a picture field without its ${selector}`)
  }
}
customElements.define('picture-field', PictureField)
