/** Share of the stage that an arrow key moves. */
const STEP = 0.02

/** A picture behind a window: dragged, moved by arrow keys, zoomed; it always fills the window. */
export class Stage {
  #x = 0.5
  #y = 0.5
  #ended = new AbortController()

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly zoom: HTMLInputElement,
    readonly bitmap: ImageBitmap,
  ) {
    const { signal } = this.#ended
    const on = { signal }
    zoom.addEventListener('input', () => this.#draw(), on)
    canvas.addEventListener(
      'pointerdown',
      ({ pointerId }) => canvas.setPointerCapture(pointerId),
      on,
    )
    canvas.addEventListener(
      'pointermove',
      ({ pointerId, movementX, movementY }) => {
        if (!canvas.hasPointerCapture(pointerId)) return
        const scale = canvas.width / canvas.clientWidth
        this.#move(movementX * scale, movementY * scale)
      },
      on,
    )
    canvas.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault()
        this.#zoomBy(-event.deltaY / 500)
      },
      on,
    )
    canvas.addEventListener('keydown', (event) => this.#press(event), on)
    this.#draw()
  }

  end(): void {
    this.#ended.abort()
    this.bitmap.close()
  }

  /** What is seen, as a file of at most so many pixels: never larger than the picture itself. */
  async cut(width: number, height: number): Promise<File> {
    const { scale } = this.#fit(width, height)
    const shrink = Math.min(1, 1 / scale)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * shrink))
    canvas.height = Math.max(1, Math.round(height * shrink))
    this.#drawOn(canvas)
    const blob = (await blobOf(canvas, 'image/webp')) ?? (await blobOf(canvas, 'image/jpeg'))
    if (!blob) throw new TypeError('this browser makes no pictures')
    return new File([blob], `picture.${blob.type.slice(6)}`, { type: blob.type })
  }

  /** What is seen, to be shown elsewhere. */
  copy(): HTMLCanvasElement {
    const canvas = document.createElement('canvas')
    canvas.width = this.canvas.width
    canvas.height = this.canvas.height
    this.#drawOn(canvas)
    return canvas
  }

  #press(event: KeyboardEvent) {
    const { width, height } = this.canvas
    const far = event.shiftKey ? 5 : 1
    if (event.key === 'ArrowLeft') this.#move(-width * STEP * far, 0)
    else if (event.key === 'ArrowRight') this.#move(width * STEP * far, 0)
    else if (event.key === 'ArrowUp') this.#move(0, -height * STEP * far)
    else if (event.key === 'ArrowDown') this.#move(0, height * STEP * far)
    else if (event.key === '+') this.#zoomBy(0.1)
    else if (event.key === '-') this.#zoomBy(-0.1)
    else return
    event.preventDefault()
  }

  #zoomBy(step: number) {
    this.zoom.value = String(Number(this.zoom.value) + step)
    this.#draw()
  }

  /** By pixels of the window; the picture follows. */
  #move(x: number, y: number) {
    const { width, height } = this.canvas
    const { w, h } = this.#fit(width, height)
    this.#x = clamp(this.#x - x / (w - width || Number.POSITIVE_INFINITY))
    this.#y = clamp(this.#y - y / (h - height || Number.POSITIVE_INFINITY))
    this.#draw()
  }

  /** How large the picture is behind a window. */
  #fit(width: number, height: number) {
    const { width: w, height: h } = this.bitmap
    const scale = Math.max(width / w, height / h) * Number(this.zoom.value)
    return { scale, w: w * scale, h: h * scale }
  }

  #draw() {
    this.#drawOn(this.canvas)
  }

  #drawOn(canvas: HTMLCanvasElement) {
    const { width, height } = canvas
    const { w, h } = this.#fit(width, height)
    const context = canvas.getContext('2d')
    if (!context) return
    context.imageSmoothingQuality = 'high'
    context.clearRect(0, 0, width, height)
    context.drawImage(this.bitmap, (width - w) * this.#x, (height - h) * this.#y, w, h)
  }
}

const clamp = (share: number) => Math.min(1, Math.max(0, share))

/** Null where the browser cannot make that type, and would give a PNG instead. */
const blobOf = (canvas: HTMLCanvasElement, type: string) =>
  new Promise<Blob | null>((resolve) =>
    canvas.toBlob((blob) => resolve(blob?.type === type ? blob : null), type, 0.86),
  )
