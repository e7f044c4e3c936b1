import { hashFrom, SMALL } from '../placeholder/hash/rules.ts'

/** What the page can tell of a file: pixels, seconds, a placeholder in base64. */
export type Look = { width?: number; height?: number; duration?: number; thumbhash?: string }

/** Of the thumbnail in the list, in pixels. */
const THUMB = 96
/** Milliseconds to wait for a player that may never answer. */
const PATIENCE = 5000

/** Looks at a file before it is sent: its measures, and a thumbnail if it can be seen. */
export async function lookAt(file: File): Promise<{ look: Look; thumb?: HTMLCanvasElement }> {
  try {
    if (file.type.startsWith('image/')) return await lookAtPicture(file)
    if (/^(video|audio)\//.test(file.type)) return await lookAtMedia(file)
  } catch {
    // what this browser cannot show may still be a good file
  }
  return { look: {} }
}

async function lookAtPicture(file: File) {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap
  const seen = { look: { width, height, ...hashOf(bitmap, width, height) }, thumb: drawn(bitmap) }
  bitmap.close()
  return seen
}

async function lookAtMedia(file: File) {
  const isVideo = file.type.startsWith('video/')
  const player = document.createElement(isVideo ? 'video' : 'audio')
  player.preload = 'auto'
  player.muted = true
  player.src = URL.createObjectURL(file)
  try {
    await heard(player, 'loadedmetadata')
    const duration = Number.isFinite(player.duration) ? { duration: player.duration } : {}
    if (!(player instanceof HTMLVideoElement) || !player.videoWidth) return { look: duration }
    const { videoWidth: width, videoHeight: height } = player
    player.currentTime = Math.min(1, (player.duration || 0) / 2)
    await heard(player, 'seeked')
    const bitmap = await createImageBitmap(player)
    return {
      look: { ...duration, width, height, ...hashOf(bitmap, width, height) },
      thumb: drawn(bitmap),
    }
  } finally {
    URL.revokeObjectURL(player.src)
    player.removeAttribute('src')
  }
}

const heard = (player: HTMLMediaElement, event: string) =>
  new Promise<void>((resolve, reject) => {
    player.addEventListener(event, () => resolve(), { once: true })
    player.addEventListener('error', reject, { once: true })
    setTimeout(reject, PATIENCE)
  })

function hashOf(bitmap: ImageBitmap, width: number, height: number) {
  const scale = Math.min(1, SMALL / Math.max(width, height))
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const context = new OffscreenCanvas(w, h).getContext('2d')
  if (!context) return {}
  context.drawImage(bitmap, 0, 0, w, h)
  return { thumbhash: hashFrom(w, h, context.getImageData(0, 0, w, h).data) }
}

/** The middle of a picture, as a square. */
function drawn(bitmap: ImageBitmap): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = THUMB
  const side = Math.min(bitmap.width, bitmap.height)
  const [x, y] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2]
  canvas.getContext('2d')?.drawImage(bitmap, x, y, side, side, 0, 0, THUMB, THUMB)
  return canvas
}
