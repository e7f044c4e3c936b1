import { create as disposition } from 'content-disposition'
import { HTTPException } from 'hono/http-exception'
import { tellable } from '../../../db/tellable.ts'
import { FILE_POLICY, isInline, servedType } from '../rules.ts'

type Sent = { fileName: string; fileType: string; r2Key: string; finishedAt: Date | null }

/** The tag of what is sent: another one for each width. */
const etagOf = ({ r2Key }: Sent, width: number | null) => `"${r2Key}${width ? `-w${width}` : ''}"`

/**
 * The headers of a file as it is sent, but for those of one answer: its length, and what caches are
 * told.
 * @param width of the picture that is sent in its stead
 */
export const sentHeaders = (file: Sent, width: number | null, isSaved?: boolean): Headers =>
  new Headers({
    ...(width === null && { 'accept-ranges': 'bytes' }),
    'content-disposition': disposition(file.fileName, {
      type: isSaved || !isInline(file.fileType) ? 'attachment' : 'inline',
    }),
    'content-security-policy': FILE_POLICY,
    'content-type': width ? 'image/webp' : servedType(file.fileType),
    etag: etagOf(file, width),
    ...(file.finishedAt && { 'last-modified': file.finishedAt.toUTCString() }),
  })

/**
 * Opens the object of a file.
 * @throws HTTPException 404 when its bytes are gone, 503 when the bucket does not answer
 */
export async function opened(
  bucket: R2Bucket,
  key: string,
  range?: R2Range,
): Promise<R2ObjectBody> {
  const object = await bucket.get(key, { range }).catch((error: unknown) => {
    console.error(JSON.stringify({ event: 'storage failed', ...tellable(error) }))
    throw new HTTPException(503, { message: 'Our storage does not answer. Try again shortly.' })
  })
  if (!object) throw new HTTPException(404, { message: 'Its bytes are gone.' })
  return object
}

/** The picture in a width, made by Cloudflare Images from the bytes; as it is where that fails. */
export async function toWidth(
  env: Pick<Env, 'IMAGES' | 'FILES'>,
  object: R2ObjectBody,
  file: Sent,
  width: number,
  headers: Headers,
): Promise<Response> {
  try {
    if (!env.IMAGES) throw new Error('this account has no Cloudflare Images')
    const image = env.IMAGES.input(object.body).transform({ width, fit: 'scale-down' })
    const made = (await image.output({ format: 'image/webp', quality: 82 })).response()
    return new Response(made.body, { headers })
  } catch (error) {
    console.info(JSON.stringify({ event: 'picture not resized', why: String(error) }))
    const whole = await env.FILES.get(file.r2Key)
    for (const [name, value] of sentHeaders(file, null)) headers.set(name, value)
    return new Response(whole?.body ?? null, { status: whole ? 200 : 404, headers })
  }
}
