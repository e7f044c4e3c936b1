import { MAX_FORM, sizeOf } from '../../rules.ts'

/** The frame around the file in a form, and its other fields. */
const MARGIN = 64 * 1024

export const TOO_LARGE = `Without JavaScript a file may have up to ${sizeOf(MAX_FORM)}.`

export class TooLarge extends Error {}

/**
 * Reads a form with a file, and stops at the limit whatever was announced.
 * @throws TooLarge; TypeError for what is no form
 */
export function formFrom(request: Request): Promise<FormData> {
  let size = 0
  const counted = request.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength
        if (size > MAX_FORM + MARGIN) controller.error(new TooLarge())
        else controller.enqueue(chunk)
      },
    }),
  )
  const type = request.headers.get('content-type') ?? ''
  return new Response(counted, { headers: { 'content-type': type } }).formData()
}

/** The words of a form, without its files; what is empty was not said. */
export const wordsOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value]] : [],
    ),
  )
