import { catchDrops } from './client/drop.ts'
import { lookAt } from './client/look.ts'
import { recall, remember } from './client/memory.ts'
import { chosenIn, placeOf } from './client/place.ts'
import { Row } from './client/row.ts'
import { AGAIN, Sending } from './client/sending.ts'
import { type Facts, Refusal } from './client/words.ts'

/** Files on their way at the same time; the others wait. */
const AT_ONCE = 3

/** A list of uploads in a form: chosen, dropped or pasted; the form is sent when they are there. */
class FileUploads extends HTMLElement {
  #rows = new Map<Element, Row>()
  #waiting?: HTMLElement | null

  connectedCallback() {
    const { form } = this
    if (!form || this.dataset.ready) return
    this.dataset.ready = ''
    for (const kept of recall(this.#key)) if (!this.#has(kept.file)) this.#append(kept)
    this.#allow()
    this.onclick = ({ target }) => this.#press(target)
    this.onchange = ({ target }) => {
      if (!(target instanceof HTMLInputElement) || target.type !== 'file') return
      this.add([...(target.files ?? [])])
      target.value = ''
    }
    this.oninput = () => this.#save()
    form.addEventListener('submit', (event) => this.#hold(event))
    form.addEventListener('reset', () => this.#clear())
    form.addEventListener('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (!files.length) return
      event.preventDefault()
      this.add(files)
    })
    addEventListener('online', () => {
      for (const row of this.#rows.values())
        if (row.state === 'failed' && row.why?.cure !== 'final') this.#queue(row)
    })
  }

  get form() {
    return this.closest('form')
  }

  /** Takes files in, maybe into a folder: one that was begun before goes on, the others begin. */
  add(files: File[], of?: string) {
    const most = Number(this.dataset.most) - this.#list.children.length
    for (const file of files.slice(0, Math.max(0, most))) this.#take(file, of)
    const words = `${files.length} ${files.length === 1 ? 'file' : 'files'} added.`
    this.#say(files.length > most ? `Up to ${this.dataset.most} files fit here.` : words)
    this.#save()
    this.#pump()
  }

  /** Whether the server has put it into the form already, after it refused one. */
  #has = (file?: Facts) => file && this.querySelector(`input[value="${file.id}"]`)

  #take(file: File, of?: string) {
    const { name, size, lastModified: modified } = file
    const known = [...this.#rows.values()].find(
      ({ state, kept }) =>
        state === 'absent' &&
        kept.name === name &&
        kept.size === size &&
        kept.modified === modified,
    )
    const fresh = { name, size, modified, sent: 0, alt: '', at: Date.now(), ...(of && { of }) }
    const row = known ?? this.#append(fresh)
    row.state = 'queued'
    row.show()
    void lookAt(file).then(({ look, thumb }) => {
      if (thumb) row.face(thumb)
      const folder = row.kept.of
      const about = { ...placeOf(this, this.form), ...(folder && { of: folder }), ...look }
      const listener = {
        began: (url: string) => {
          row.kept.url = url
          this.#save()
        },
        progress: (bytes: number) => row.progress(bytes),
        done: row.done.bind(row),
        failed: row.failed.bind(row),
      }
      row.give(new Sending(file, about, listener, this.dataset.tus ?? '', row.kept.url))
      if (size === 0) row.failed(new Refusal('This file is empty.', 'final'))
      this.#pump()
    })
  }

  #append(kept: ConstructorParameters<typeof Row>[1]): Row {
    const blank = this.querySelector('template')?.content.firstElementChild
    const element = blank?.cloneNode(true)
    if (!(element instanceof HTMLElement)) throw new Error('no row to copy')
    this.#list.append(element)
    const row = new Row(element, kept, (which, isNews) => this.#changed(which, isNews))
    this.#rows.set(element, row)
    return row
  }

  #changed(row: Row, isNews: boolean) {
    if (!isNews) return
    const { name } = row.kept
    this.#say(row.state === 'done' ? `${name} is ready.` : `${name}: ${row.words()}`)
    if (row.why?.cure === 'passing') this.#tryLater(row, row.why)
    this.#save()
    this.#pump()
  }

  /** A server that is away tells nobody when it is back, as a network does. */
  #tryLater(row: Row, why: Refusal) {
    setTimeout(() => {
      const isSame = row.state === 'failed' && row.why === why
      if (isSame && this.#rows.has(row.element)) this.#queue(row)
    }, AGAIN)
  }

  /** Starts what waits, as far as there is room; sends the form that waited for the last one. */
  #pump() {
    const rows = [...this.#rows.values()]
    let busy = rows.filter(({ state }) => state === 'sending').length
    for (const row of rows)
      if (busy < AT_ONCE && row.state === 'queued' && row.sending) {
        row.start()
        busy++
      }
    const { next } = this.dataset
    if (next && rows.length && rows.every(({ state }) => state === 'done')) {
      remember(this.#key, [])
      const folder = chosenIn(this.form, 'folder')
      const into = folder ? `?folder=${folder}` : ''
      return location.assign(folder === undefined ? next : `${this.form?.action}${into}`)
    }
    if (this.#waiting === undefined) return
    if (rows.some(({ state }) => state === 'sending' || state === 'queued')) return
    const submitter = this.#waiting
    this.#release()
    if (rows.every(({ state }) => state === 'done')) this.form?.requestSubmit(submitter)
  }

  /** A form is not sent while its files are on their way. */
  #hold(event: SubmitEvent) {
    const rows = [...this.#rows.values()]
    if (rows.every(({ state }) => state === 'done')) return
    event.preventDefault()
    const open = rows.find(
      ({ state }) => state !== 'done' && state !== 'sending' && state !== 'queued',
    )
    if (open)
      return this.#say(`${open.kept.name} is not there. Finish it or remove it first.`, true)
    this.#waiting = event.submitter
    if (event.submitter) event.submitter.ariaBusy = 'true'
    this.#say('It is sent as soon as the files are there.', true)
  }

  #release() {
    if (this.#waiting) this.#waiting.ariaBusy = null
    this.#waiting = undefined
  }

  #press(target: EventTarget | null) {
    const button = target instanceof Element && target.closest('button')
    if (!button) return
    const element = button.closest('li')
    const row = element ? this.#rows.get(element) : undefined
    const { act } = button.dataset
    if (act === 'add') this.querySelector<HTMLInputElement>('input[type=file]')?.click()
    if (!element) return
    if (act === 'pause') row?.pause()
    if (act === 'start' && row)
      row.sending
        ? this.#queue(row)
        : this.querySelector<HTMLInputElement>('input[type=file]')?.click()
    if (act === 'up') element.previousElementSibling?.before(element)
    if (act === 'down') element.nextElementSibling?.after(element)
    if (act === 'remove') this.#remove(element, row)
    else if (button.checkVisibility()) button.focus()
    else element.querySelector<HTMLElement>('button[data-act=remove]')?.focus()
    if (act === 'up' || act === 'down') {
      const place = [...this.#list.children].indexOf(element) + 1
      this.#say(`Now at place ${place} of ${this.#list.children.length}.`)
    }
    this.#save()
    this.#pump()
  }

  #queue(row: Row) {
    row.state = 'queued'
    row.show()
    this.#pump()
  }

  #remove(element: Element, row?: Row) {
    void row?.sending?.cancel()
    if (row?.file) void fetch(`/files/${row.file.id}`, { method: 'DELETE' }).catch(() => {})
    else if (row?.kept.url && !row.sending)
      void fetch(row.kept.url, { method: 'DELETE' }).catch(() => {})
    const next = element.nextElementSibling ?? element.previousElementSibling
    this.#rows.delete(element)
    element.remove()
    const focus = next?.querySelector<HTMLElement>('button[data-act=remove]')
    ;(focus ?? this.querySelector<HTMLElement>('button[data-act=add]'))?.focus()
    this.#say('Removed.')
  }

  #clear() {
    for (const [element, row] of this.#rows) {
      row.sending?.pause()
      element.remove()
    }
    this.#rows.clear()
    this.#release()
    this.#say('')
    this.#save()
  }

  /** Files speak for themselves: with them, no word has to be written. */
  #allow() {
    const words = this.form?.querySelector<HTMLTextAreaElement>('post-editor textarea')
    if (words) words.required = this.#list.children.length === 0
  }

  #save() {
    this.#allow()
    if (!this.dataset.keep) return
    const rows = [...this.#list.children].flatMap((element) => this.#rows.get(element) ?? [])
    const kept = rows.map(({ kept, sent, alt, file }) => ({ ...kept, sent, alt, file }))
    remember(this.#key, kept)
  }

  #say(words: string, isSeen?: boolean) {
    const status = this.querySelector('output')
    if (!status) return
    status.value = words
    status.className = isSeen ? 'hint' : 'sr-only'
  }

  get #key() {
    return `files:${this.dataset.keep}`
  }

  get #list(): HTMLElement {
    return this.querySelector('ol') ?? this
  }
}
customElements.define('file-uploads', FileUploads)

catchDrops()
