import type { Upload } from 'tus-js-client'
import { PART } from '../rules.ts'
import type { Look } from './look.ts'
import { type Facts, isPassing, OFFLINE, Refusal, refusalOf } from './words.ts'

/** Milliseconds before each new attempt, when the network or the server falters. */
const DELAYS = [500, 1500, 4000, 10_000, 20_000]
/** Milliseconds after the last of them until it all begins again, as long as the page is open. */
export const AGAIN = 15_000

/** Where a file belongs: the fields of a claim. */
export type Place = {
  purpose: string
  community?: string
  space?: string
  of?: string
  replaces?: string
}

type Listener = {
  /** the address of the upload, to be kept in case this page goes */
  began: (url: string) => void
  progress: (bytes: number) => void
  done: (file: Facts) => void
  failed: (why: Refusal) => void
}

/** One file on its way to the server; it can be paused, and goes on where it stopped. */
export class Sending {
  #xhr?: XMLHttpRequest
  #tus?: Upload
  #attempt = 0
  #isStopped = false
  #timer = 0

  /** @param url of an upload that was begun before */
  constructor(
    readonly file: File,
    readonly about: Place & Look,
    readonly listener: Listener,
    readonly tusAddress: string,
    public url?: string,
  ) {}

  async start(): Promise<void> {
    this.#isStopped = false
    try {
      if (this.file.size > PART) await this.#sendParts()
      else await this.#sendWhole()
    } catch (error) {
      this.#failed(error)
    }
  }

  pause(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#xhr?.abort()
    void this.#tus?.abort()
  }

  /** Stops, and has the server forget what it has. */
  async cancel(): Promise<void> {
    this.pause()
    if (this.url) await fetch(this.url, { method: 'DELETE', headers: JSON_ONLY }).catch(() => {})
  }

  async #sendWhole(): Promise<void> {
    if (this.url && (await this.#isThere())) return
    this.url ??= await claim(this.file, this.about)
    if (this.#isStopped) return
    this.listener.began(this.url)
    const xhr = new XMLHttpRequest()
    this.#xhr = xhr
    xhr.open('PUT', this.url)
    xhr.setRequestHeader('accept', 'application/json')
    xhr.upload.onprogress = ({ loaded }) => this.listener.progress(loaded)
    xhr.onerror = () => this.#failed(new TypeError('network'))
    xhr.onload = () => {
      if (xhr.status === 200) this.listener.done(JSON.parse(xhr.responseText).file)
      else if (xhr.status === 404 && this.#attempt === 0) this.#failed(new Gone())
      else this.#failed(refusalOf(xhr.status, xhr.responseText))
    }
    xhr.send(this.file)
  }

  /** Whether the upload is known and has all its bytes; one that is no longer known is forgotten. */
  async #isThere(): Promise<boolean> {
    const answer = await fetch(this.url ?? '', { headers: JSON_ONLY })
    if (answer.status === 404) this.url = undefined
    if (!answer.ok) return false
    const { file }: { file: Facts | null } = await answer.json()
    if (file) this.listener.done(file)
    return file !== null
  }

  /** What replaced another file is no longer an upload of its own. */
  async #arrived(): Promise<void> {
    const { file, about } = this
    const { name, size } = file
    const id = about.replaces
    if (id) this.listener.done({ id, name, size, kind: 'file', url: `/files/${id}/file` })
    else await this.#isThere()
  }

  async #sendParts(): Promise<void> {
    if (this.#tus) return this.#tus.start()
    if (this.url && (await this.#isThere())) return
    const { Upload }: typeof import('tus-js-client') = await import(this.tusAddress)
    if (this.#isStopped) return
    const upload = new Upload(this.file, {
      endpoint: `${location.origin}/uploads`,
      uploadUrl: this.url ? new URL(this.url, location.origin).href : null,
      chunkSize: PART,
      retryDelays: DELAYS,
      onShouldRetry: ({ originalResponse }) => isTriedAgain(originalResponse?.getStatus() ?? 0),
      storeFingerprintForResuming: false,
      metadata: { name: this.file.name, ...wordsOf(this.about) },
      onUploadUrlAvailable: () => {
        this.url = new URL(upload.url ?? '').pathname
        this.listener.began(this.url)
      },
      onProgress: (sent) => this.listener.progress(sent),
      onSuccess: () => void this.#arrived().catch((error) => this.#failed(error)),
      onError: (error) => {
        const answer = 'originalResponse' in error ? error.originalResponse : null
        this.#failed(answer ? refusalOf(answer.getStatus(), answer.getBody()) : error)
      },
    })
    this.#tus = upload
    upload.start()
  }

  #failed(error: unknown): void {
    if (this.#isStopped) return
    const isOver = error instanceof Refusal && error.cure !== 'passing'
    const delay = this.file.size > PART || isOver ? undefined : DELAYS[this.#attempt]
    if (error instanceof Gone) this.url = undefined
    // without a network it waits for that, and says so at once
    if (delay !== undefined && navigator.onLine) {
      this.#attempt++
      this.#timer = window.setTimeout(() => void this.start(), delay)
      return
    }
    this.#attempt = 0
    this.listener.failed(error instanceof Refusal ? error : new Refusal(OFFLINE, 'passing'))
  }
}

class Gone extends Error {}

/** Whether a piece is sent once more; of another offset (409) the server says the right one. */
const isTriedAgain = (status: number): boolean =>
  navigator.onLine && (isPassing(status) || status === 409)

const JSON_ONLY = { accept: 'application/json' }

/** Makes room for a file; gives where its bytes go. @throws Refusal, TypeError without a network */
export async function claim(file: File, about: Place & Look): Promise<string> {
  const answer = await fetch('/uploads', {
    method: 'POST',
    headers: { ...JSON_ONLY, 'content-type': 'application/json' },
    body: JSON.stringify({ name: file.name, size: file.size, ...about }),
  })
  const body = await answer.text()
  if (!answer.ok) throw refusalOf(answer.status, body)
  return `/uploads/${JSON.parse(body).id}`
}

const wordsOf = (about: object): Record<string, string> =>
  Object.fromEntries(Object.entries(about).map(([name, value]) => [name, String(value)]))
