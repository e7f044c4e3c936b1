import { pixelsOfPng } from '../pictures/pixels/rules.ts'
import { MB } from '../rules.ts'
import { hashFrom, SMALL } from './hash/rules.ts'

/** Cloudflare Images takes none that is larger. */
const MOST = 100 * MB

/**
 * The placeholder of a stored picture, as the uploader's script makes it, from the few pixels that
 * Cloudflare Images leaves of it. Undefined where the account has none, or it cannot read the picture:
 * one without a placeholder is as good a picture.
 */
export async function hashOf(
  env: Pick<Env, 'FILES' | 'IMAGES'>,
  key: string,
  size: number,
): Promise<string | undefined> {
  if (!env.IMAGES || size > MOST) return undefined
  try {
    const object = await env.FILES.get(key)
    if (!object) return undefined
    const bounds = { width: SMALL, height: SMALL, fit: 'scale-down' } as const
    const made = await env.IMAGES.input(object.body)
      .transform(bounds)
      .output({ format: 'image/png' })
    const bytes = new Uint8Array(await made.response().arrayBuffer())
    const { width, height, rgba } = pixelsOfPng(bytes, SMALL)
    return hashFrom(width, height, rgba)
  } catch (error) {
    console.info(JSON.stringify({ event: 'no placeholder made', why: String(error) }))
    return undefined
  }
}
