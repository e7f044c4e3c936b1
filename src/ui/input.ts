import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type * as z from 'zod'

export type Errors = Record<string, string>

/** What was typed, as it was typed, so that a refused form can show it again. */
export type Typed = Record<string, unknown>

export type Input<T> = { ok: true; value: T } | { ok: false; errors: Errors; typed: Typed }

const MAX_BYTES = 256 * 1024
const MAX_DEPTH = 20

/**
 * Reads a form or JSON body by one schema.
 * Form fields that repeat, or whose name ends in `[]`, become arrays; an empty file is dropped.
 * Gives the value, or a message per field and what was typed.
 * @throws HTTPException 400 for a body that cannot be parsed, 413 for one over 256 kB,
 * 415 for another content type
 */
export async function input<S extends z.ZodType>(
  c: Context,
  schema: S,
): Promise<Input<z.output<S>>> {
  return judged(schema, await body(c))
}

/** Judges what was read from elsewhere than a body by the same rules. */
export function judged<S extends z.ZodType>(schema: S, said: Typed): Input<z.output<S>> {
  const typed = storable(said)
  const result = schema.safeParse(typed)
  if (result.success) return { ok: true, value: result.data }
  const errors: Errors = {}
  for (const issue of result.error.issues) errors[issue.path.join('.') || 'form'] ??= issue.message
  return { ok: false, errors, typed }
}

/**
 * The same for acts that have no form of their own to show again.
 * @throws HTTPException 422 with the first message
 */
export async function insist<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const form = await input(c, schema)
  if (form.ok) return form.value
  throw new HTTPException(422, { message: Object.values(form.errors)[0] })
}

/**
 * An id of the path.
 * @throws HTTPException 404 for what can be nobody's id, before a database is asked
 */
export function idParam(c: Context, name: string): string {
  const id = c.req.param(name)?.toLowerCase() ?? ''
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new HTTPException(404)
  return id
}

/**
 * Pictures that were uploaded on a page of their own, as they are without a script: the address that
 * one comes back to names them, for a form to show as if they had been typed.
 */
export function uploaded(c: Context, names: string[]): { typed?: Typed } {
  const typed = Object.fromEntries(
    names.flatMap((name) => {
      const url = c.req.query(name)
      return url?.startsWith('/files/') ? [[name, url]] : []
    }),
  )
  return Object.keys(typed).length ? { typed } : {}
}

async function body(c: Context): Promise<Typed> {
  const type = c.req.header('content-type') ?? ''
  const bytes = await read(c)
  if (bytes.byteLength === 0) return {}
  if (type.startsWith('application/json')) return json(new TextDecoder().decode(bytes))
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type))
    throw new HTTPException(415, { message: 'Send a form or JSON.' })
  try {
    return fields(await new Response(bytes, { headers: { 'content-type': type } }).formData())
  } catch {
    throw new HTTPException(400, { message: 'That form could not be read.' })
  }
}

/** Stops at the limit, whatever was announced: a Worker has little memory. */
async function read(c: Context): Promise<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BYTES) throw new HTTPException(413, { message: 'That is too large.' })
    chunks.push(chunk)
  }
  return new Blob(chunks).arrayBuffer()
}

function json(text: string): Typed {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {}
  throw new HTTPException(400, { message: 'That is not a JSON object.' })
}

function fields(form: FormData): Typed {
  const typed: Typed = {}
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => typeof value === 'string')
    if (name.endsWith('[]')) typed[name.slice(0, -2)] = values
    else if (values.length) typed[name] = values.length > 1 ? values : values[0]
  }
  return typed
}

/** Postgres text holds neither U+0000 nor half a character; nobody types one on purpose. */
function storable<T>(value: T, depth?: number): T
function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH) throw new HTTPException(400, { message: 'That is nested too deep.' })
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [storable(name), storable(item, depth + 1)]),
  )
}
